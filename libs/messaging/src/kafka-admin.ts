import { setTimeout as wait } from 'node:timers/promises';
import { errorFields, type Log, silentLog } from '@konbit/platform';
import type { Admin, Kafka } from 'kafkajs';
import { capped, kafkaClient, kafkaErrorType, kafkajs } from './kafka-client.js';

const usualTries = 6;
const firstPauseMs = 150;

/** Admin calls, each tried again with a fresh connection: most of them fail in the seconds after a broker has died. */
export class KafkaAdmin {
  private admin: Promise<Admin> | null = null;

  constructor(private readonly kafka: Kafka, private readonly log: Log, private readonly tries = usualTries) {}

  /** The answer, or the last failure. A failure that `isFinal` names is not tried again. */
  async ask<T>(work: (admin: Admin) => Promise<T>, isFinal: (error: unknown) => boolean = () => false): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await work(await (this.admin ??= this.connect()));
      } catch (error) {
        await this.close();
        if (attempt === this.tries || isFinal(error)) throw error;
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
/** Above every send of ours, whatever the brokers' own default is. */
const mostRequestBytes = 1_048_576;
/** What one send of ours holds at most, with its frame. */
const mostSentBytes = 600_000;
const anyTime = String(2n ** 63n - 1n);

/** The explicit step that makes the topics which are missing; run again it changes nothing. Throws when one that exists is not as asked for, or could lose what was acknowledged. */
export async function createKafkaTopics(options: KafkaTopicOptions): Promise<void> {
  const { brokers, topics, log = silentLog } = options;
  const admin = new KafkaAdmin(kafkaClient(brokers, log), log);
  try {
    await admin.ask((client) => createMissing(client, options));
    for (const topic of topics) await admin.ask((client) => requireSound(client, topic, options), (error) => error instanceof UnsoundTopicError);
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
    { name: 'max.message.bytes', value: String(mostRequestBytes) },
    // A record keeps the time of its event, also when it is copied later; a service whose clock is ahead is not refused.
    { name: 'message.timestamp.type', value: 'CreateTime' }, { name: 'message.timestamp.after.max.ms', value: anyTime },
  ];
  const wanted = missing.map((topic) => ({ topic, numPartitions: partitions, replicationFactor: copies, configEntries }));
  await client.createTopics({ topics: wanted, waitForLeaders: true, timeout: 10_000 });
}

export interface TopicFlaw {
  what: 'partitions' | 'copies' | 'setting';
  /** A number, or the setting as `name=value`. */
  found: string;
  wanted: string;
}

/** A topic that exists and is not as asked for, or by whose settings Kafka would drop or forget an acknowledged event. */
export class UnsoundTopicError extends Error {
  constructor(readonly topic: string, readonly flaw: TopicFlaw) {
    super(`topic ${topic}: ${flaw.what} ${flaw.found}, wanted ${flaw.wanted}`);
  }
}

async function requireSound(client: Admin, topic: string, { partitions, replication }: KafkaTopicOptions): Promise<void> {
  const { topics: [found] } = await client.fetchTopicMetadata({ topics: [topic] });
  const parts = found?.partitions ?? [];
  const copies = Math.min(...parts.map(({ replicas }) => replicas.length));
  if (partitions !== undefined && parts.length !== partitions) throw new UnsoundTopicError(topic, { what: 'partitions', found: String(parts.length), wanted: String(partitions) });
  if (replication !== undefined && copies < replication) throw new UnsoundTopicError(topic, { what: 'copies', found: String(copies), wanted: String(replication) });
  const { resources: [described] } = await client.describeConfigs({ includeSynonyms: false, resources: [{ type: kafkajs().ConfigResourceTypes.TOPIC, name: topic }] });
  for (const { configName, configValue } of described?.configEntries ?? []) {
    const wanted = safeValue(configName, configValue, copies);
    if (wanted !== null) throw new UnsoundTopicError(topic, { what: 'setting', found: `${configName}=${configValue}`, wanted });
  }
}

/** What a setting must be so that nothing acknowledged is lost; null when it is, or does not matter. */
function safeValue(name: string, value: string, copies: number): string | null {
  if (name === 'unclean.leader.election.enable') return value === 'false' ? null : 'false';
  if (name === 'cleanup.policy') return value === 'delete' ? null : 'delete';
  if (name === 'max.message.bytes') return Number(value) >= mostSentBytes ? null : String(mostRequestBytes);
  if (name === 'min.insync.replicas') return Number(value) >= Math.min(2, copies) ? null : String(Math.max(1, copies - 1));
  return null;
}

/** Partitions of a topic. Throws when it does not exist. */
export async function partitionCount(admin: KafkaAdmin, topic: string): Promise<number> {
  const { topics } = await admin.ask((client) => client.fetchTopicMetadata({ topics: [topic] }), isMissingTopic);
  return topics[0]?.partitions.length ?? 0;
}

/** The name that a cluster gave itself when it was made; its addresses may change. */
export async function clusterName(brokers: readonly string[], log: Log): Promise<string> {
  const admin = new KafkaAdmin(kafkaClient(brokers, log), log);
  try {
    return (await admin.ask((client) => client.describeCluster())).clusterId;
  } finally {
    await admin.close();
  }
}

export function isMissingTopic(error: unknown): boolean {
  return kafkaErrorType(error) === 'UNKNOWN_TOPIC_OR_PARTITION' || kafkaErrorType(error) === 'TOPIC_AUTHORIZATION_FAILED';
}
