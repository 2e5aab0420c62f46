import { setTimeout as wait } from 'node:timers/promises';
import { errorFields, type Log } from '@konbit/platform';
import type { Consumer as Client, EachBatchPayload, Kafka, KafkaMessage } from 'kafkajs';
import { readWire } from './cloudevents.js';
import type { LogRecord } from './envelope.js';
import { type Consumer, type Handle, sumOf } from './event-log.js';
import type { KafkaAdmin } from './kafka-admin.js';
import { capped } from './kafka-client.js';
import { placeIn } from './kafka-place.js';

export interface KafkaConsumerOptions {
  kafka: Kafka;
  admin: KafkaAdmin;
  group: string;
  topics: readonly string[];
  handle: Handle;
  /** Where a group begins that has no offset yet: a projection at the start, live hints now. */
  from: 'start' | 'now';
  batchSize: number;
  /** After so long without a sign of life the group goes on without this process. */
  sessionMs: number;
  log: Log;
  onStop: (consumer: Consumer) => void;
}

const longestWaitMs = 5000;
/** Partitions that are handled at the same time; each takes a connection of the service's pool. */
const sideBySide = 2;

/** One member of a group. Its offset is committed after the effect, so a record may come twice and never not at all (BACKBONE §3.5). */
export class KafkaConsumer implements Consumer {
  private readonly stopping = new AbortController();
  private readonly stopped = new Promise<void>((resolve) => { this.stopping.signal.addEventListener('abort', () => resolve()); });
  private readonly underWay = new Set<Promise<void>>();
  private readonly running: Promise<void>;
  private client: Client | null = null;
  private failures = 0;
  private paused = false;
  active = false;

  constructor(private readonly options: KafkaConsumerOptions) {
    this.running = this.run();
  }

  pause(): void {
    this.paused = true;
  }

  resume(): void {
    this.paused = false;
    const stopped = this.client?.paused() ?? [];
    if (stopped.length > 0) this.client?.resume(stopped);
  }

  async lag(): Promise<number> {
    return sumOf(await this.lagByTopic());
  }

  async lagByTopic(): Promise<ReadonlyMap<string, number>> {
    return new Map(await Promise.all(this.options.topics.map(async (topic) => [topic, await this.lagOf(topic)] as const)));
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
    this.options.onStop(this);
  }

  private async lagOf(topic: string): Promise<number> {
    const { admin, group } = this.options;
    const ends = await admin.ask((client) => client.fetchTopicOffsets(topic));
    const [kept] = await admin.ask((client) => client.fetchOffsets({ groupId: group, topics: [topic] }));
    return placeIn(ends, new Map(kept?.partitions.map(({ partition, offset }) => [partition, Number(offset)]))).lag;
  }

  /** A client that has crashed is not revived: a new one joins the group. */
  private async run(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      try {
        await this.session();
      } catch (error) {
        if (!this.stopping.signal.aborted) await this.afterFailure(error);
      }
    }
  }

  private async session(): Promise<void> {
    const { kafka, group, topics, from, sessionMs } = this.options;
    const client = kafka.consumer({
      groupId: group, sessionTimeout: sessionMs, heartbeatInterval: this.beatMs, rebalanceTimeout: 3 * sessionMs, maxWaitTimeInMs: 500,
      allowAutoTopicCreation: false, retry: { retries: 3, restartOnFailure: async () => false },
    });
    const crashed = new Promise<never>((_, reject) => { client.on('consumer.crash', ({ payload }) => reject(payload.error)); });
    client.on('consumer.group_join', ({ payload }) => {
      this.active = Object.values(payload.memberAssignment).some((parts) => parts.length > 0);
    });
    const starting = this.start(client, topics, from);
    try {
      await Promise.race([crashed, this.stopped, starting]);
      await Promise.race([crashed, this.stopped]);
    } finally {
      this.active = false;
      this.client = null;
      await Promise.allSettled(this.underWay);
      await capped(Promise.allSettled([starting]).then(() => client.disconnect()));
    }
  }

  private async start(client: Client, topics: readonly string[], from: 'start' | 'now'): Promise<void> {
    await client.connect();
    await client.subscribe({ topics: [...topics], fromBeginning: from === 'start' });
    this.client = client;
    await client.run({ autoCommit: false, eachBatchAutoResolve: false, partitionsConsumedConcurrently: sideBySide, eachBatch: (payload) => this.track(payload) });
  }

  /** A stop waits for what is under way, so that its offset is kept before the group is left. */
  private async track(payload: EachBatchPayload): Promise<void> {
    const work = this.eachBatch(payload);
    this.underWay.add(work);
    try {
      await work;
    } finally {
      this.underWay.delete(work);
    }
  }

  private async eachBatch({ batch, resolveOffset, heartbeat, commitOffsetsIfNecessary, isRunning, isStale, pause }: EachBatchPayload): Promise<void> {
    const { topic, partition, messages } = batch;
    for (let start = 0; start < messages.length; start += this.options.batchSize) {
      if (this.paused) pause();
      if (this.paused || this.stopping.signal.aborted || !isRunning() || isStale()) return;
      const records = messages.slice(start, start + this.options.batchSize).map((message) => recordOf(topic, partition, message));
      const last = await this.handleRun(records, heartbeat);
      if (last === null) return;
      // Resolved before a commit that fails, the run would not come again, and a quiet partition would never keep its offset.
      await commitOffsetsIfNecessary({ topics: [{ topic, partitions: [{ partition, offset: String(last + 1) }] }] });
      resolveOffset(String(last));
      await heartbeat();
      if (last < records.at(-1)!.off) return;
    }
  }

  /** The offset of the last record that the handle has kept; null when it failed and the run has to come again. */
  private async handleRun(records: readonly LogRecord[], heartbeat: () => Promise<void>): Promise<number | null> {
    let last: number | null = null;
    // A handle that takes its time must not look dead; what a beat learns, the one after the commit learns too.
    const beat = setInterval(() => { heartbeat().catch(() => undefined); }, this.beatMs);
    try {
      await this.options.handle(records, async (_tx, record) => { last = record.off; });
      this.failures = 0;
      return last;
    } catch (error) {
      await this.afterFailure(error);
      return null;
    } finally {
      clearInterval(beat);
    }
  }

  private async afterFailure(error: unknown): Promise<void> {
    this.failures += 1;
    this.options.log.error('consumer failed', { group: this.options.group, ...errorFields(error), failures: this.failures });
    const pauseMs = Math.min(longestWaitMs, 50 * 2 ** this.failures);
    await wait(pauseMs, undefined, { signal: this.stopping.signal }).catch(() => undefined);
  }

  private get beatMs(): number {
    return Math.floor(this.options.sessionMs / 4);
  }
}

function recordOf(topic: string, part: number, message: KafkaMessage): LogRecord {
  return readWire({ topic, part, off: Number(message.offset), key: message.key, value: message.value, headers: message.headers ?? {} });
}
