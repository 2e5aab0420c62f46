import type { EntityManager } from 'typeorm';
import type { LogRecord, StoredEvent } from './envelope.js';

/** An outbox row on its way; bodies stay text, nobody parses them on the way. */
export interface OutboxRow {
  pos: string;
  eventId: string;
  topic: string;
  key: string;
  type: string;
  aggVersion: number;
  payload: string;
  headers: string;
  /** When a log first held it; absent while none does. Its retention counts from then. */
  at?: Date;
}

/** Positions that the log holds durably; only these may leave the outbox. */
export interface Acked {
  positions: string[];
}

/** Called last inside the consumer's own transaction; throws `LeaseLostError` when another consumer has taken over. */
export type SaveOffset = (tx: EntityManager, last: LogRecord) => Promise<void>;

/** Applies a run of records of one topic, in order, in as many transactions as it likes, each ending in `saveOffset`. */
export type Handle = (records: readonly LogRecord[], saveOffset: SaveOffset) => Promise<void>;

export type Stop = () => Promise<void>;

export interface Consumer {
  /** True while this process is the one that handles the group. */
  readonly active: boolean;
  pause(): void;
  resume(): void;
  /** Events between the group's offset and the end of each of its topics. */
  lagByTopic(): Promise<ReadonlyMap<string, number>>;
  /** All of them together. */
  lag(): Promise<number>;
  /** Finishes what is in flight, keeps its offset, gives the lease back. */
  stop(): Promise<void>;
}

export interface ConsumeOptions {
  /** Where a group begins that has no offset yet: never "now", which would lose events. */
  from: 'start';
  /** Most records in one call of the handle. */
  batchSize?: number;
}

/** The one door to an ordered log, whatever carries it (BACKBONE §4). */
export interface EventLog {
  /** Per topic, in order; only the relay calls it. */
  append(batch: readonly OutboxRow[]): Promise<Acked>;
  consume(group: string, topics: readonly string[], handle: Handle, options: ConsumeOptions): Consumer;
  /** From now on, without a group, best effort: for live hints. */
  tail(topics: readonly string[], hint: (event: StoredEvent) => void): Stop;
  close(): Promise<void>;
}

/** Another consumer holds the lease: what this one was doing must not count. */
export class LeaseLostError extends Error {
  constructor(group: string, topic: string) {
    super(`consumer group ${group} lost its lease of ${topic}`);
    this.name = 'LeaseLostError';
  }
}

/** The writer may not write this topic, or the topic does not exist. */
export class TopicNotWritableError extends Error {
  constructor(topic: string) {
    super(`the log gave no offset for topic ${topic}: it is missing or this role may not write it`);
    this.name = 'TopicNotWritableError';
  }
}

/** What is still to be done in all topics together. */
export function sumOf(lags: ReadonlyMap<string, number>): number {
  return [...lags.values()].reduce((sum, lag) => sum + lag, 0);
}
