import { errorFields, type Log } from '@konbit/platform';
import { Bell } from './bell.js';
import type { LogRecord } from './envelope.js';
import { type Consumer, type Handle, LeaseLostError, type SaveOffset, sumOf } from './event-log.js';
import type { Lease } from './lease.js';

export interface LogReader {
  read(topic: string, after: number, limit: number): Promise<LogRecord[]>;
  end(topic: string): Promise<number>;
}

export interface TopicLoopOptions {
  lease: Lease;
  reader: LogReader;
  handle: Handle;
  batchSize: number;
  pollMs: number;
  leaseMs: number;
  log: Log;
  /** Registers the bell that the log rings when the topic has grown; returns its removal. */
  listen: (bell: Bell) => () => void;
}

const fetchBatches = 4;
const standbyMs = 250;
const longestWaitMs = 5000;

/** Handles one topic of one group while it holds the lease; stands by otherwise. */
export class TopicLoop {
  private readonly bell = new Bell();
  private readonly running: Promise<void>;
  private readonly unlisten: () => void;
  private readonly renewal: NodeJS.Timeout;
  private stopping = false;
  private failures = 0;
  paused = false;

  constructor(private readonly options: TopicLoopOptions) {
    this.unlisten = options.listen(this.bell);
    this.renewal = setInterval(() => void this.renew(), options.leaseMs / 3);
    this.running = this.run();
  }

  get topic(): string {
    return this.options.lease.topic;
  }

  get active(): boolean {
    return this.options.lease.held;
  }

  wake(): void {
    this.bell.ring();
  }

  async lag(): Promise<number> {
    const { lease, reader } = this.options;
    const [end, saved] = await Promise.all([reader.end(lease.topic), lease.savedOffset()]);
    return Math.max(0, end - saved);
  }

  async stop(): Promise<void> {
    this.stopping = true;
    this.bell.ring();
    await this.running;
    clearInterval(this.renewal);
    this.unlisten();
    await this.options.lease.release().catch(() => undefined);
  }

  /** A renewal that cannot reach the database decides nothing: the epoch does. */
  private async renew(): Promise<void> {
    await this.options.lease.renew().catch(() => undefined);
  }

  private async run(): Promise<void> {
    let subscribed = false;
    while (!this.stopping) {
      try {
        if (!subscribed) await this.options.lease.subscribe();
        subscribed = true;
        await this.takeAndFollow();
        this.failures = 0;
      } catch (error) {
        await this.afterFailure(error);
      }
    }
  }

  private async takeAndFollow(): Promise<void> {
    const { lease } = this.options;
    const from = lease.held ? await lease.savedOffset() : await lease.take();
    if (from === null) {
      await this.bell.wait(standbyMs);
      return;
    }
    await this.follow(from);
  }

  private async follow(from: number): Promise<void> {
    const { lease, reader, batchSize, pollMs } = this.options;
    let cursor = from;
    while (!this.stopping && lease.held) {
      const records = this.paused ? [] : await reader.read(lease.topic, cursor, batchSize * fetchBatches);
      if (records.length === 0) await this.bell.wait(pollMs);
      for (let start = 0; start < records.length && !this.stopping && !this.paused; start += batchSize) {
        const batch = records.slice(start, start + batchSize);
        await this.options.handle(batch, this.saveOffset);
        cursor = batch.at(-1)!.off;
        this.failures = 0;
      }
    }
  }

  private readonly saveOffset: SaveOffset = (tx, last) => this.options.lease.saveOffset(tx, last.off);

  private async afterFailure(error: unknown): Promise<void> {
    if (this.stopping) return;
    const { lease, log } = this.options;
    const fields = { group: lease.group, topic: lease.topic };
    if (error instanceof LeaseLostError) {
      log.warn('consumer was fenced', fields);
      return;
    }
    this.failures += 1;
    log.error('consumer failed', { ...fields, ...errorFields(error), failures: this.failures });
    await this.bell.wait(Math.min(longestWaitMs, 50 * 2 ** this.failures));
  }
}

/** All topics of one group as one consumer. */
export class PostgresConsumer implements Consumer {
  constructor(private readonly loops: readonly TopicLoop[], private readonly onStop: (consumer: Consumer) => void) {}

  get active(): boolean {
    return this.loops.every((loop) => loop.active);
  }

  pause(): void {
    for (const loop of this.loops) loop.paused = true;
  }

  resume(): void {
    for (const loop of this.loops) {
      loop.paused = false;
      loop.wake();
    }
  }

  async lag(): Promise<number> {
    return sumOf(await this.lagByTopic());
  }

  async lagByTopic(): Promise<ReadonlyMap<string, number>> {
    return new Map(await Promise.all(this.loops.map(async (loop) => [loop.topic, await loop.lag()] as const)));
  }

  async stop(): Promise<void> {
    await Promise.all(this.loops.map((loop) => loop.stop()));
    this.onStop(this);
  }
}
