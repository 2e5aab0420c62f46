import { setTimeout as wait } from 'node:timers/promises';
import { errorFields, type Log, silentLog } from '@konbit/platform';
import type { Admin, Kafka } from 'kafkajs';
import { capped, kafkaClient, kafkaErrorType } from './kafka-client.js';

const tries = 6;
const firstPauseMs = 150;

/** Admin calls, each tried again with a fresh connection: most of them fail in the seconds after a broker has died. */
export class KafkaAdmin {
  private admin: Promise<Admin> | null = null;

  constructor(private readonly kafka: Kafka, private readonly log: Log) {}

  /** The answer, or the last failure. A failure that `isFinal` names is not tried again. */
  async ask<T>(work: (admin: Admin) => Promise<T>, isFinal: (error: unknown) => boolean = () => false): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await work(await (this.admin ??= this.connect()));
      } catch (error) {
        await this.close();
        if (attempt === tries || isFinal(error)) throw error;
        this.log.warn('kafka admin call failed', { attempt, ...errorFields(error) });
        await wait(firstPauseMs * 2 ** attempt);
      }
    }
  }

  async close(): Promise<void> {
    const admin = this.admin;
    this.admin = null;
    if (admin) await capped(admin.then((open) => open.disconnect()));
  }

  private async connect(): Promise<Admin> {
    const admin = this.kafka.admin();
    try {
      await admin.connect();
      return admin;
    } catch (error) {
      await capped(admin.disconnect());
      throw error;
    }
  }
}

export interface KafkaTopicOptions {
  brokers: readonly string[];
  topics: readonly string[];
  /** Default: six, and what it has for a topic that exists. Never changed later: another count moves keys to other partitions. */
  partitions?: number;
  /** Copies of each partition; with three, writes need two in sync. Default: three, or one for each broker that is named or found when they are fewer. */
  replication?: number;
  retentionMs?: number;
  log?: Log;
}

const retentionMs = 90 * 24 * 3600 * 1000;
const usualPartitions = 6;
const usualCopies = 3;

/** The explicit step that makes the topics which are missing; run again it changes nothing. Throws when one has another number of partitions than asked for. */
export async function createKafkaTopics(options: KafkaTopicOptions): Promise<void> {
  const { brokers, topics, partitions, log = silentLog } = options;
  const admin = new KafkaAdmin(kafkaClient(brokers, log), log);
  try {
    await admin.ask((client) => createMissing(client, options));
    for (const topic of topics) {
      const found = await partitionCount(admin, topic);
      if (found !== (partitions ?? found)) throw new Error(`topic ${topic} has ${found} partitions, not ${partitions}: another count moves keys, so it needs a new topic`);
    }
  } finally {
    await admin.close();
  }
}

async function createMissing(client: Admin, { brokers, topics, partitions = usualPartitions, ...options }: KafkaTopicOptions): Promise<void> {
  const known = new Set(await client.listTopics());
  const missing = topics.filter((topic) => !known.has(topic));
  if (missing.length === 0) return;
  // A broker that is only starting counts too: a copy too few stays for ever.
  const copies = options.replication ?? Math.min(usualCopies, Math.max(brokers.length, (await client.describeCluster()).brokers.length));
  const configEntries = [
    { name: 'min.insync.replicas', value: String(Math.max(1, copies - 1)) }, { name: 'unclean.leader.election.enable', value: 'false' },
    { name: 'retention.ms', value: String(options.retentionMs ?? retentionMs) }, { name: 'cleanup.policy', value: 'delete' },
  ];
  const wanted = missing.map((topic) => ({ topic, numPartitions: partitions, replicationFactor: copies, configEntries }));
  await client.createTopics({ topics: wanted, waitForLeaders: true, timeout: 10_000 });
}

/** Partitions of a topic. Throws when it does not exist. */
export async function partitionCount(admin: KafkaAdmin, topic: string): Promise<number> {
  const { topics } = await admin.ask((client) => client.fetchTopicMetadata({ topics: [topic] }), isMissingTopic);
  return topics[0]?.partitions.length ?? 0;
}

export function isMissingTopic(error: unknown): boolean {
  return kafkaErrorType(error) === 'UNKNOWN_TOPIC_OR_PARTITION' || kafkaErrorType(error) === 'TOPIC_AUTHORIZATION_FAILED';
}
