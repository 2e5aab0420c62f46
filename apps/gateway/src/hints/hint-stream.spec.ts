import { HintStream, type Sink } from './hint-stream.js';

const hint = (version: number) => ({ type: 'konbit.referrals.referral.sent.v1', id: 'r1', version });
const limits = { queue: 2, stalledMs: 60_000 };

class Reader implements Sink {
  readonly got: string[] = [];
  reads = true;
  ended = false;
  private drain: () => void = () => undefined;

  write(text: string): boolean {
    this.got.push(text);
    return this.reads;
  }
  onDrain(listener: () => void): void { this.drain = listener; }
  end(): void { this.ended = true; }
  destroy(): void { this.ended = true; }
  readAgain(): void {
    this.reads = true;
    this.drain();
  }
}

describe('the stream of hints to one reader', () => {
  it('carries type, id and version alone', () => {
    const reader = new Reader();
    new HintStream(reader, limits).hint(hint(3));
    expect(reader.got.at(-1)).toBe('data: {"type":"konbit.referrals.referral.sent.v1","id":"r1","version":3}\n\n');
  });

  it('keeps a few hints for a slow reader and sends them once it reads again', () => {
    const reader = new Reader();
    const stream = new HintStream(reader, limits);
    reader.reads = false;
    for (const version of [1, 2, 3]) stream.hint(hint(version));
    expect(reader.got.filter((text) => text.startsWith('data'))).toHaveLength(1);
    reader.readAgain();
    expect(reader.got.filter((text) => text.startsWith('data'))).toHaveLength(3);
    stream.end();
  });

  it('tells a reader that fell behind to ask for everything again', () => {
    const reader = new Reader();
    const stream = new HintStream(reader, limits);
    reader.reads = false;
    for (let version = 1; version <= 1000; version += 1) stream.hint(hint(version));
    reader.readAgain();
    expect(reader.got.at(-1)).toBe('event: refetch\ndata: {}\n\n');
    expect(reader.got.filter((text) => text.startsWith('data'))).toHaveLength(1);
    stream.end();
  });

  it('ends', () => {
    const reader = new Reader();
    new HintStream(reader, limits).end();
    expect(reader.ended).toBe(true);
  });
});
