import { createServer, get, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { eventually } from '@konbit/testing';
import { HintStream, type Sink, sinkOf } from './hint-stream.js';

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

describe('a reader over a connection that stops reading', () => {
  const streams: HintStream[] = [];
  const server = createServer((_request, answer) => void streams.push(new HintStream(sinkOf(answer), { queue: 3, stalledMs: 500 })));
  beforeAll(() => new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); }));
  afterAll(() => new Promise((resolve) => {
    server.close(resolve);
    server.closeAllConnections();
  }));
  const open = async (reads: boolean): Promise<{ bytes: number; isGone: boolean }> => {
    const heard = { bytes: 0, isGone: false };
    const request = get({ port: (server.address() as AddressInfo).port, host: '127.0.0.1' }, (answer) => {
      answer.on('data', (piece: Buffer) => {
        heard.bytes += piece.length;
        if (!reads) answer.pause();
      }).on('error', () => undefined);
    });
    request.on('error', () => undefined);
    await eventually(() => heard.bytes > 0, 'a first word');
    return heard;
  };

  it('is dropped, costs no more than its queue, and another one hears everything', async () => {
    const reader = await open(true);
    await open(false);
    const [reading, stopped] = streams as [HintStream, HintStream];
    const longHint = { ...hint(1), type: 'x'.repeat(1_000_000) };
    const before = process.memoryUsage().rss;
    let sent = 0;
    // More than the buffers of the kernel hold, by far.
    for (let megabytes = 0; megabytes < 250; megabytes += 1) {
      stopped.hint(longHint);
      if (megabytes % 8 > 0) continue;
      sent += 1_000_000;
      reading.hint(longHint);
      await eventually(() => reader.bytes >= sent, 'each hint at the one who reads');
    }
    expect(process.memoryUsage().rss - before).toBeLessThan(200_000_000);
    await eventually(() => dropped(server), 'the one who stopped, dropped');
    reading.hint(hint(2));
    await eventually(() => reader.bytes > sent + 100, 'the last hint');
  }, 30_000);
});

/** Whether one connection alone is left. */
async function dropped(server: Server): Promise<boolean> {
  return await new Promise<number>((resolve) => { server.getConnections((_error, count) => { resolve(count); }); }) === 1;
}
