import { errorFields, type Log } from '@konbit/platform';
import type { Kafka, Message, Producer } from 'kafkajs';
import { binaryHeaders } from './cloudevents.js';
import { type Acked, type OutboxRow, TopicNotWritableError } from './event-log.js';
import { isMissingTopic, type KafkaAdmin, partitionCount } from './kafka-admin.js';
import { capped, kafkajs } from './kafka-client.js';
import { type Lot, lotsOf, runsBySize } from './kafka-partition.js';

/** A broker takes a million bytes at once by default. */
const mostBytes = 500_000;

/**
 * Writes outbox rows: one partition for each send, one send under way for each partition, acknowledged by all in sync.
 * A send over several partitions can be acknowledged and lost when a leader dies (tulios/kafkajs#1798).
 */
export class KafkaSender {
  private producer: Promise<Producer> | null = null;
  private readonly counts = new Map<string, number>();

  constructor(private readonly kafka: Kafka, private readonly admin: KafkaAdmin, private readonly log: Log) {}

  /** Positions that the brokers hold; throws when they took none. A failed send may still have been written: a double, never a loss. */
  async append(batch: readonly OutboxRow[]): Promise<Acked> {
    for (const topic of new Set(batch.map((row) => row.topic))) await this.learnCount(topic);
    const lots = lotsOf(batch, (topic) => this.counts.get(topic)!);
    const positions: string[] = [];
    const producer = await this.open();
    const sent = await Promise.allSettled(lots.map((lot) => this.send(producer, lot, positions)));
    const failed = sent.filter((one) => one.status === 'rejected');
    if (failed.length > 0) await this.afterFailure(failed[0]!.reason, lots, positions.length);
    return { positions };
  }

  async close(): Promise<void> {
    const producer = this.producer;
    this.producer = null;
    if (producer) await capped(producer.then((open) => open.disconnect()));
  }

  private async send(producer: Producer, { topic, part, rows }: Lot, acked: string[]): Promise<void> {
    for (const run of runsBySize(rows, mostBytes)) {
      await producer.send({ topic, acks: -1, timeout: 5000, messages: run.map((row) => messageOf(row, part)) });
      acked.push(...run.map((row) => row.pos));
    }
  }

  /** The producer's sequence is in doubt after a failure, so a new one sends the rows again. */
  private async afterFailure(error: unknown, lots: readonly Lot[], acked: number): Promise<void> {
    await this.close();
    if (isMissingTopic(error)) throw new TopicNotWritableError([...new Set(lots.map((lot) => lot.topic))].join(', '));
    this.log.warn('kafka did not take every row', { acked, ...errorFields(error) });
    if (acked === 0) throw error;
  }

  private async learnCount(topic: string): Promise<void> {
    if (this.counts.has(topic)) return;
    try {
      this.counts.set(topic, await partitionCount(this.admin, topic));
    } catch (error) {
      throw isMissingTopic(error) ? new TopicNotWritableError(topic) : error;
    }
  }

  private open(): Promise<Producer> {
    return this.producer ??= this.connect().catch((error: unknown) => {
      this.producer = null;
      throw error;
    });
  }

  private async connect(): Promise<Producer> {
    const producer = this.kafka.producer({
      idempotent: true, maxInFlightRequests: 1, allowAutoTopicCreation: false, createPartitioner: kafkajs().Partitioners.DefaultPartitioner,
    });
    try {
      await producer.connect();
      return producer;
    } catch (error) {
      await capped(producer.disconnect());
      throw error;
    }
  }
}

function messageOf(row: OutboxRow, partition: number): Message {
  const headers = binaryHeaders(JSON.parse(row.headers) as Record<string, unknown>);
  return { key: row.key, value: row.payload, partition, headers, ...(row.at && { timestamp: String(row.at.getTime()) }) };
}
