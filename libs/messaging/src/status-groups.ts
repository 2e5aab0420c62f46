import { silentLog } from '@konbit/platform';
import type { Client } from 'pg';
import { KafkaAdmin } from './kafka-admin.js';
import { isSilence, kafkaClient, kafkajs } from './kafka-client.js';
import { placeIn } from './kafka-place.js';

export interface GroupStatus {
  group: string;
  topic: string;
  offset: number;
  lag: number;
  /** False when no process holds the lease, or a partition has no member: nobody consumes. */
  consuming: boolean;
}

/** Who looks at the status waits for it. */
const tries = 2;

interface OffsetRow { grp: string; topic: string; off: string; consuming: boolean }

/** Groups of one service on the Postgres log: offsets in the service's database, ends in the log's. */
export async function groupsOnPostgres(service: Client, bus: Client): Promise<GroupStatus[]> {
  const offsets = await service.query<OffsetRow>('select grp, topic, off, until > clock_timestamp() as consuming from bus_offset order by grp, topic');
  const ends = await bus.query<{ topic: string; last: string }>('select topic, max(off) as last from bus_log group by topic');
  const endOf = new Map(ends.rows.map((row) => [row.topic, Number(row.last)]));
  return offsets.rows.map((row) => ({
    group: row.grp, topic: row.topic, offset: Number(row.off), consuming: row.consuming,
    lag: Math.max(0, (endOf.get(row.topic) ?? 0) - Number(row.off)),
  }));
}

/**
 * Groups of one service on Kafka: its groups bear its name; a topic is consumed when each of its partitions has a member, or when members are sharing them out.
 * Null when the brokers do not answer.
 */
export async function groupsOnKafka(brokers: readonly string[], service: string): Promise<GroupStatus[] | null> {
  const admin = new KafkaAdmin(kafkaClient(brokers, silentLog), silentLog, tries);
  try {
    const { groups } = await admin.ask((client) => client.listGroups());
    const own = groups.map(({ groupId }) => groupId).filter((group) => group.split('.')[0] === service).toSorted();
    return (await Promise.all(own.map((group) => topicsOfGroup(admin, group)))).flat();
  } catch (error) {
    if (isSilence(error)) return null;
    throw error;
  } finally {
    await admin.close();
  }
}

async function topicsOfGroup(admin: KafkaAdmin, group: string): Promise<GroupStatus[]> {
  const { groups: [described] } = await admin.ask((client) => client.describeGroups([group]));
  const isSharingOut = /Rebalance$/.test(described?.state ?? '');
  const { MemberAssignment } = kafkajs().AssignerProtocol;
  const taken = new Map<string, number>();
  for (const { memberAssignment } of described?.members ?? []) {
    for (const [topic, parts] of Object.entries(MemberAssignment.decode(memberAssignment)?.assignment ?? {})) taken.set(topic, (taken.get(topic) ?? 0) + parts.length);
  }
  const kept = await admin.ask((client) => client.fetchOffsets({ groupId: group }));
  const offsetsOf = new Map(kept.map(({ topic, partitions }) => [topic, new Map(partitions.map(({ partition, offset }) => [partition, Number(offset)]))]));
  const topics = [...new Set([...taken.keys(), ...offsetsOf.keys()])].toSorted();
  return Promise.all(topics.map(async (topic) => {
    const ends = await admin.ask((client) => client.fetchTopicOffsets(topic));
    return { group, topic, consuming: isSharingOut || taken.get(topic) === ends.length, ...placeIn(ends, offsetsOf.get(topic)) };
  }));
}
