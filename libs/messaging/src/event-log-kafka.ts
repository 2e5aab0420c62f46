import { randomUUID } from 'node:crypto';
import { errorFields, type Log, silentLog } from '@konbit/platform';
import type { Kafka } from 'kafkajs';
import { readEnvelope, type StoredEvent } from './envelope.js';
import type { Acked, ConsumeOptions, Consumer, EventLog, Handle, OutboxRow, Stop } from './event-log.js';
import { KafkaAdmin } from './kafka-admin.js';
import { capped, kafkaClient } from './kafka-client.js';
import { KafkaConsumer, type KafkaConsumerOptions } from './kafka-consumer.js';
import { KafkaSender } from './kafka-sender.js';

export interface KafkaEventLogOptions {
  brokers: readonly string[];
  /** After so long without a sign of life a group goes on without one of its members. */
  sessionMs?: number;
  log?: Log;
}

/** The ordered log on Kafka: a partition for each key, members of a group share the partitions (BACKBONE §3.8, §4). */
export class KafkaEventLog implements EventLog {
  private readonly kafka: Kafka;
  private readonly admin: KafkaAdmin;
  private readonly sender: KafkaSender;
  private readonly log: Log;
  private readonly open = new Set<Consumer>();
  private readonly tails = new Set<Stop>();

  constructor(private readonly options: KafkaEventLogOptions) {
    this.log = options.log ?? silentLog;
    this.kafka = kafkaClient(options.brokers, this.log);
    this.admin = new KafkaAdmin(this.kafka, this.log);
    this.sender = new KafkaSender(this.kafka, this.admin, this.log);
  }

  append(batch: readonly OutboxRow[]): Promise<Acked> {
    return this.sender.append(batch);
  }

  consume(group: string, topics: readonly string[], handle: Handle, options: ConsumeOptions): Consumer {
    return this.join({ group, topics, handle, from: options.from, batchSize: options.batchSize ?? 100 });
  }

  tail(topics: readonly string[], hint: (event: StoredEvent) => void): Stop {
    // Kafka reads for groups only: this one has a name of its own and ends with its reader.
    const group = `konbit.tail.${randomUUID()}`;
    const consumer = this.join({ group, topics, from: 'now', batchSize: 500, handle: async (records, saveOffset) => {
      for (const record of records) this.giveHint(readEnvelope(record), hint);
      await saveOffset(undefined as never, records.at(-1)!);
    } });
    const stop = async (): Promise<void> => {
      this.tails.delete(stop);
      await consumer.stop();
      await capped(this.admin.ask((client) => client.deleteGroups([group]), () => true));
    };
    this.tails.add(stop);
    return stop;
  }

  async close(): Promise<void> {
    await Promise.all([...this.tails].map((stop) => stop()));
    await Promise.all([...this.open].map((consumer) => consumer.stop()));
    await Promise.all([this.sender.close(), this.admin.close()]);
  }

  private join(own: Pick<KafkaConsumerOptions, 'group' | 'topics' | 'handle' | 'from' | 'batchSize'>): Consumer {
    const { kafka, admin, log, options: { sessionMs = 10_000 } } = this;
    const consumer = new KafkaConsumer({ ...own, kafka, admin, log, sessionMs, onStop: (stopped) => this.open.delete(stopped) });
    this.open.add(consumer);
    return consumer;
  }

  private giveHint(read: ReturnType<typeof readEnvelope>, hint: (event: StoredEvent) => void): void {
    if ('unreadable' in read) return;
    try {
      hint(read.event);
    } catch (error) {
      this.log.warn('a hint failed', { topic: read.event.topic, off: read.event.off, ...errorFields(error) });
    }
  }
}
