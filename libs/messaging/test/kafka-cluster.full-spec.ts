import { newId } from '@konbit/contracts';
import { createKafkaTopics, Dispatcher, KafkaEventLog, OutboxRelay, type OutboxRow } from '@konbit/messaging';
import type { Database } from '@konbit/platform';
import { describeWithOwnKafka, eventually, KafkaBroker, type OpenDatabase, type TestDatabases } from '@konbit/testing';
import { Kafka, logLevel } from 'kafkajs';
import { backbone, outboxRow, publishThing, recording, topic, versionsOf } from './backbone.js';

const upTo = (last: number): number[] => Array.from({ length: last }, (_, index) => index + 1);
const patience = { limitMs: 60_000 };

describeWithOwnKafka('the event log on three brokers', () => {
  let nodes: KafkaBroker[];
  let brokers: string[];
  let databases: TestDatabases;
  let db: Database;
  let directory: OpenDatabase;
  let log: KafkaEventLog;

  beforeAll(async () => {
    nodes = await KafkaBroker.startCluster(3);
    brokers = nodes.map(({ address }) => address);
    await createKafkaTopics({ brokers, topics: [topic], partitions: 6, replication: 3 });
    databases = await backbone('cases', 'directory');
    ({ db } = await databases.open('cases', { poolSize: 10 }));
    directory = await databases.open('directory');
    log = new KafkaEventLog({ brokers, sessionMs: 3000 });
  }, 180_000);
  afterAll(async () => {
    await log.close();
    await databases.drop();
    await Promise.all(nodes.map((node) => node.stop()));
  }, 60_000);

  const expectAll = async (group: string, keys: readonly string[], versions: number[]): Promise<void> => {
    for (const key of keys) {
      await eventually(async () => (await versionsOf(databases, 'cases', group, key)).length >= versions.length, 'every effect', patience);
      expect(await versionsOf(databases, 'cases', group, key)).toEqual(versions);
    }
  };
  const outbox = async (): Promise<number> => (await databases.asOwner('directory', 'select 1 from outbox')).length;

  it('makes three copies of a topic by itself, also when one address is named', async () => {
    await createKafkaTopics({ brokers: [brokers[0]!], topics: ['usual.events'] });
    const admin = new Kafka({ brokers, logLevel: logLevel.NOTHING }).admin();
    await admin.connect();
    const { topics: [made] } = await admin.fetchTopicMetadata({ topics: ['usual.events'] });
    expect(made!.partitions.map(({ replicas }) => replicas.length)).toEqual([3, 3, 3, 3, 3, 3]);
    await admin.disconnect();
  }, 60_000);

  it('holds every row that it acknowledged when leaders die in the middle of sends over all partitions', async () => {
    const acked = new Set<string>();
    const keys = Array.from({ length: 60 }, () => newId());
    let stop = false;
    const send = async (rows: readonly OutboxRow[]): Promise<void> => {
      const { positions } = await log.append(rows).catch(() => ({ positions: [] as string[] }));
      for (const row of rows) if (positions.includes(row.pos)) acked.add(row.eventId);
    };
    const sending = (async () => {
      for (let version = 1; !stop; version += 1) await send(keys.map((key, index) => ({ ...outboxRow({ key, version }), pos: String(index) })));
    })();
    for (const node of nodes) {
      const enough = acked.size + 2000;
      await eventually(() => acked.size > enough, 'acknowledged rows', patience);
      await node.kill();
      const more = acked.size + 500;
      await eventually(() => acked.size > more, 'rows that two nodes acknowledge', patience);
      await node.startAgain();
    }
    stop = true;
    await sending;
    const found = new Set<string>();
    const reader = log.consume('audit', [topic], async (records, saveOffset) => {
      for (const { id } of records) found.add(id);
      await saveOffset(undefined as never, records.at(-1)!);
    }, { from: 'start', batchSize: 1000 });
    await eventually(async () => found.size >= acked.size && (await reader.lag()) === 0, 'the whole log', patience);
    await reader.stop();
    expect([...acked].filter((id) => !found.has(id))).toEqual([]);
  }, 240_000);

  it('goes on with one of three away, refuses and loses nothing with two away, and recovers by itself', async () => {
    const group = 'three';
    const keys = Array.from({ length: 6 }, () => newId());
    const consumer = log.consume(group, [topic], new Dispatcher({ group, db, handlers: recording(group) }).handle, { from: 'start' });
    const relay = new OutboxRelay({ databaseUrl: databases.url('directory'), eventLog: log, topic, pollMs: 20 });
    relay.start();
    const publish = async (from: number): Promise<void> => {
      for (let version = from; version < from + 10; version += 1) for (const key of keys) await publishThing(directory.db, key, version);
    };
    await publish(0);
    await expectAll(group, keys, upTo(10));
    await nodes[0]!.kill();
    await publish(10);
    await expectAll(group, keys, upTo(20));
    await nodes[1]!.kill();
    await publish(20);
    await expect(log.append([outboxRow({ key: newId(), version: 1 })])).rejects.toThrow();
    expect(await outbox()).toBeGreaterThan(0);
    nodes[0]!.launch();
    nodes[1]!.launch();
    await expectAll(group, keys, upTo(30));
    await eventually(async () => (await outbox()) === 0, 'an empty outbox', patience);
    await relay.stop();
    await consumer.stop();
  }, 240_000);
});
