import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { newId, OfferingPublished } from '@konbit/contracts';
import {
  createKafkaTopics, Dispatcher, type EventLog, KafkaEventLog, type LogRecord, MessagingModule, OnDomainEvent, OutboxRelay, type StoredEvent,
} from '@konbit/messaging';
import { type Database, databaseModule } from '@konbit/platform';
import { describeWithKafka, eventually, gate, itWithOwnKafka, KafkaBroker, type OpenDatabase, type TestDatabases } from '@konbit/testing';
import type { INestApplicationContext } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { type Admin, ConfigResourceTypes, Kafka, logLevel, type Message, Partitioners, type Producer } from 'kafkajs';
import type { EntityManager } from 'typeorm';
import { kafkajs } from '../dist/kafka-client.js';
import { partitionOf } from '../dist/kafka-partition.js';
import { backbone, expectVersions, outboxRow, publishThing, recording, topic, versionsOf } from './backbone.js';

const parts = 6;

class OfferingConsumer {
  @OnDomainEvent(OfferingPublished, { group: 'cases.on-kafka' })
  async onPublished(tx: EntityManager, event: StoredEvent): Promise<void> {
    await tx.query('insert into effect (tenant_id, consumer, event_id, key, version) values ($1, $2, $3, $4, $5)',
      [event.tenant, 'cases.on-kafka', event.id, event.subject, event.version]);
  }
}

describeWithKafka('the event log on a real Kafka', () => {
  let broker: KafkaBroker;
  let databases: TestDatabases;
  let db: Database;
  let directory: OpenDatabase;
  let log: KafkaEventLog;
  let producer: Producer;
  let admin: Admin;
  const open: EventLog[] = [];
  const relays: OutboxRelay[] = [];
  let made = 0;

  beforeAll(async () => {
    broker = await KafkaBroker.start();
    await createKafkaTopics({ brokers: [broker.address], topics: [topic], partitions: parts, replication: 1 });
    databases = await backbone('cases', 'directory');
    ({ db } = await databases.open('cases', { poolSize: 10 }));
    directory = await databases.open('directory');
    log = new KafkaEventLog({ brokers: [broker.address] });
    const bare = new Kafka({ brokers: [broker.address], logLevel: logLevel.NOTHING });
    producer = bare.producer({ createPartitioner: Partitioners.DefaultPartitioner });
    admin = bare.admin();
    await Promise.all([producer.connect(), admin.connect()]);
  }, 120_000);
  afterEach(async () => {
    await Promise.all(relays.splice(0).map((relay) => relay.stop()));
    await Promise.all(open.splice(0).map((each) => each.close()));
  }, 60_000);
  afterAll(async () => {
    await Promise.all([log.close(), producer.disconnect(), admin.disconnect()]);
    await databases.drop();
    await broker.stop();
  }, 60_000);

  const newGroup = (): string => {
    made += 1;
    return `kafka-${made}`;
  };
  const reader = (): KafkaEventLog => {
    const opened = new KafkaEventLog({ brokers: [broker.address], sessionMs: 1500 });
    open.push(opened);
    return opened;
  };
  const consume = (group: string) => reader().consume(group, [topic], new Dispatcher({ group, db, handlers: recording(group) }).handle, { from: 'start' });
  const collect = (): LogRecord[] => {
    const records: LogRecord[] = [];
    reader().consume(newGroup(), [topic], async (run, saveOffset) => {
      records.push(...run);
      await saveOffset(undefined as never, run.at(-1)!);
    }, { from: 'start' });
    return records;
  };

  it('holds every event as CloudEvents in binary mode, in the partition that the Java client would choose', async () => {
    const rows = Array.from({ length: 30 }, () => outboxRow({ key: newId(), version: 1 }));
    await log.append(rows);
    const records = collect();
    await eventually(() => rows.every((row) => records.some((record) => record.key === row.key)), 'all of them');
    for (const row of rows) {
      const record = records.find(({ key }) => key === row.key)!;
      expect(record).toMatchObject({ part: partitionOf(row.key, parts), id: row.eventId, payload: JSON.parse(row.payload) as unknown });
    }
    const wire = await wireOf(broker.address, rows[0]!.key);
    expect(wire.headers).toMatchObject({ 'content-type': 'application/json', ce_specversion: '1.0', ce_id: rows[0]!.eventId, ce_subject: rows[0]!.key, ce_aggversion: '1' });
    expect(wire.value).toBe(rows[0]!.payload);
  });

  it('reads structured events of others, buries what is no event, and goes on', async () => {
    const [group, key] = [newGroup(), newId()];
    const partition = partitionOf(key, parts);
    const { headers, payload } = outboxRow({ key, version: 1 });
    const event = { ...(JSON.parse(headers) as object), data: JSON.parse(payload) as unknown };
    const structuredOf = (value: object, withKey = key): Message => ({ partition, key: withKey, value: JSON.stringify(value), headers: { 'content-type': 'Application/CloudEvents+JSON; charset=utf-8' } });
    await producer.send({ topic, messages: [
      { partition, key, value: null }, { partition, key: null, value: 'noise' }, { partition, key, value: '{', headers: { 'content-type': 'application/cloudevents+json' } },
      structuredOf({ ...event, subject: key.toUpperCase() }, key.toUpperCase()), structuredOf({ ...event, data: { name: '\0' } }), structuredOf({ ...event, aggversion: 2 ** 40 }),
      structuredOf(event),
    ] });
    await log.append([outboxRow({ key, version: 2 })]);
    consume(group);
    await expectVersions(databases, 'cases', group, key, [1, 2]);
    const dead = await databases.asOwner<{ code: string }>('cases', `select cause ->> 'code' as code from dead_record where consumer = $1 and part = $2 order by off`, [group, partition]);
    expect(dead.map(({ code }) => code)).toEqual(['VALUE_MISSING', 'ENVELOPE_INVALID', 'FORMAT_INVALID', 'ENVELOPE_INVALID', 'NOT_STORABLE', 'ENVELOPE_INVALID']);
  });

  it('sends each partition by itself, all rows of one together', async () => {
    let produced = 0;
    const { prototype } = kafkajs().Kafka;
    const { producer: make } = prototype;
    prototype.producer = function watched(this: Kafka, config) {
      const made = make.call(this, config);
      made.on(made.events.REQUEST, ({ payload }) => { if (payload.apiName === 'Produce') produced += 1; });
      return made;
    };
    const own = reader();
    try {
      const rows = Array.from({ length: 60 }, () => outboxRow({ key: newId(), version: 1 }));
      const touched = new Set(rows.map(({ key }) => partitionOf(key, parts))).size;
      expect(touched).toBeGreaterThan(3);
      await own.append(rows);
      expect(produced).toBe(touched);
      const key = newId();
      await own.append([1, 2, 3].map((version) => outboxRow({ key, version })));
      expect(produced).toBe(touched + 1);
    } finally {
      prototype.producer = make;
    }
  });

  it('never lets a committed offset go back, although a member that was away for long commits what it had', async () => {
    const [group, key] = [newGroup(), newId()];
    const committed: number[] = [];
    const sample = async (): Promise<number> => {
      const [found] = await admin.fetchOffsets({ groupId: group, topics: [topic] });
      const now = Number(found!.partitions.find(({ partition }) => partition === partitionOf(key, parts))!.offset);
      committed.push(now);
      return now;
    };
    await log.append([1, 2, 3].map((version) => outboxRow({ key, version })));
    const zombie = fork(fileURLToPath(new URL('./zombie-process.js', import.meta.url)), [broker.address, group, topic]);
    const told: unknown[] = [];
    zombie.on('message', (message) => told.push(message));
    try {
      await eventually(() => told.includes('handled'), 'its first records', { limitMs: 20_000 });
      const next = reader().consume(group, [topic], async (records, saveOffset) => { await saveOffset(undefined as never, records.at(-1)!); }, { from: 'start' });
      await eventually(async () => await sample() > 0 && (await next.lag()) === 0, 'another member has read all', { limitMs: 20_000 });
      told.length = 0;
      zombie.kill('SIGCONT');
      await eventually(() => told.length > 50, 'a second of the zombie awake', { limitMs: 20_000 });
      await log.append([outboxRow({ key, version: 4 })]);
      const before = Math.max(...committed);
      await eventually(async () => await sample() > before, 'a commit after its return', { limitMs: 20_000 });
      expect(committed).toEqual(committed.toSorted((a, b) => a - b));
    } finally {
      zombie.kill('SIGKILL');
    }
  }, 90_000);

  it('costs an idle process less than 10 ms of CPU a second for each of its two readers, and Node warns of nothing', async () => {
    const child = fork(fileURLToPath(new URL('./idle-process.js', import.meta.url)), [broker.address, topic]);
    const told = await new Promise<{ cpuMsPerSecond: number; warnings: string[] }>((resolve, reject) => {
      child.once('message', resolve);
      child.once('exit', (code) => reject(new Error(`the idle process ended with ${code}`)));
    });
    expect(told.warnings).toEqual([]);
    expect(told.cpuMsPerSecond / 2).toBeLessThan(10);
  }, 40_000);

  itWithOwnKafka('loses and reorders nothing when the broker is killed under load', async () => {
    const group = newGroup();
    consume(group);
    const relay = new OutboxRelay({ databaseUrl: databases.url('directory'), eventLog: log, topic, pollMs: 20 });
    relays.push(relay);
    relay.start();
    const keys = Array.from({ length: 8 }, () => newId());
    const half = gate();
    const writing = Promise.all(keys.map(async (key) => {
      for (let version = 0; version < 30; version += 1) {
        await publishThing(directory.db, key, version);
        if (version === 15) half.open();
      }
    }));
    await half.passed;
    await broker.kill();
    await writing;
    await broker.startAgain();
    const versions = Array.from({ length: 30 }, (_, index) => index + 1);
    for (const key of keys) {
      await eventually(async () => (await versionsOf(databases, 'cases', group, key)).length >= 30, 'thirty effects', { limitMs: 40_000 });
      expect(await versionsOf(databases, 'cases', group, key)).toEqual(versions);
    }
  }, 90_000);

  itWithOwnKafka('gives up on a broker that accepts and never answers, and sends the rows again when it answers', async () => {
    const [group, row] = [newGroup(), outboxRow({ key: newId(), version: 1 })];
    await log.append([outboxRow({ key: newId(), version: 1 })]);
    broker.signal('SIGSTOP');
    const began = performance.now();
    await expect(log.append([row])).rejects.toThrow();
    expect(performance.now() - began).toBeLessThan(30_000);
    broker.signal('SIGCONT');
    await eventually(() => log.append([row]).then(() => true), 'an answer', { limitMs: 25_000 });
    consume(group);
    await expectVersions(databases, 'cases', group, row.key, [1]);
  }, 90_000);

  it('keeps its place while a handler takes longer than its session', async () => {
    const [group, row] = [newGroup(), outboxRow({ key: newId(), version: 1 })];
    await log.append([row]);
    const turn = gate();
    const deliveries: number[] = [];
    const consumer = reader().consume(group, [topic], async (records, saveOffset) => {
      if (records.some(({ key }) => key === row.key)) {
        deliveries.push(performance.now());
        await turn.passed;
      }
      await saveOffset(undefined as never, records.at(-1)!);
    }, { from: 'start' });
    await eventually(() => deliveries.length === 1, 'the slow event');
    await eventually(() => performance.now() - deliveries[0]! > 4000, 'more than two sessions');
    turn.open();
    await eventually(async () => (await consumer.lag()) === 0, 'no lag');
    expect(deliveries).toHaveLength(1);
  });

  it('waits for a topic that is not there yet, and says so to the one who writes', async () => {
    const [group, later] = [newGroup(), 'later.events'];
    const seen: string[] = [];
    reader().consume(group, [later], async (records, saveOffset) => {
      seen.push(...records.map(({ key }) => key));
      await saveOffset(undefined as never, records.at(-1)!);
    }, { from: 'start' });
    const row = { ...outboxRow({ key: newId(), version: 1 }), topic: later };
    await expect(log.append([row])).rejects.toThrow(/topic later.events/);
    await createKafkaTopics({ brokers: [broker.address], topics: [later], partitions: 2, replication: 1 });
    await log.append([row]);
    await eventually(() => seen.includes(row.key), 'the event', { limitMs: 20_000 });
  }, 60_000);

  it('makes no topic with a copy too few while a broker that is named is away', async () => {
    await expect(createKafkaTopics({ brokers: [broker.address, '127.0.0.1:1'], topics: ['hasty.events'] })).rejects.toMatchObject({ errors: [{ type: 'INVALID_REPLICATION_FACTOR' }] });
    expect(await admin.listTopics()).not.toContain('hasty.events');
  }, 90_000);

  itWithOwnKafka('makes topics once, with their settings, also while the broker is only starting', async () => {
    await broker.kill();
    const step = createKafkaTopics({ brokers: [broker.address], topics: [topic, 'new.events'], partitions: parts, replication: 1 });
    broker.launch();
    await step;
    await createKafkaTopics({ brokers: [broker.address], topics: [topic], partitions: parts, replication: 1 });
    await expect(createKafkaTopics({ brokers: [broker.address], topics: [topic], partitions: 12, replication: 1 })).rejects.toThrow('partitions 6, wanted 12');
    const { resources } = await eventually(() => admin.describeConfigs({ includeSynonyms: false, resources: [{ type: ConfigResourceTypes.TOPIC, name: 'new.events' }] }), 'settings', { limitMs: 20_000 });
    const settings = Object.fromEntries(resources[0]!.configEntries.map(({ configName, configValue }) => [configName, configValue]));
    expect(settings).toMatchObject({ 'unclean.leader.election.enable': 'false', 'min.insync.replicas': '1', 'retention.ms': String(90 * 24 * 3600 * 1000), 'message.timestamp.after.max.ms': String(2n ** 63n - 1n) });
  }, 60_000);

  it('refuses a topic that has too few copies, or that could lose what was acknowledged', async () => {
    const step = (replication = 1) => createKafkaTopics({ brokers: [broker.address], topics: ['loose.events'], partitions: 1, replication });
    await admin.createTopics({ waitForLeaders: true, topics: [{ topic: 'loose.events', numPartitions: 1, replicationFactor: 1, configEntries: [{ name: 'cleanup.policy', value: 'compact' }] }] });
    await expect(step()).rejects.toThrow('setting cleanup.policy=compact, wanted delete');
    await admin.alterConfigs({ validateOnly: false, resources: [{ type: ConfigResourceTypes.TOPIC, name: 'loose.events', configEntries: [{ name: 'cleanup.policy', value: 'delete' }] }] });
    await eventually(() => step().then(() => true, () => false), 'a topic that is sound now', { limitMs: 20_000 });
    await expect(step(3)).rejects.toThrow('copies 1, wanted 3');
  }, 60_000);

  it('is chosen by two variables, and services need nothing else', async () => {
    const before = { ...process.env };
    Object.assign(process.env, { KONBIT_EVENTS: 'kafka', KONBIT_KAFKA_BROKERS: broker.address });
    const started: INestApplicationContext[] = [];
    const start = async (service: 'directory' | 'cases', providers: (new () => object)[], groups: string[]): Promise<void> => {
      const module = await Test.createTestingModule({ providers, imports: [
        databaseModule({ name: service, url: databases.url(service) }),
        MessagingModule.forService({ service, databaseUrl: databases.url(service), busUrl: databases.busUrl(service), consumes: groups.map((group) => ({ group, topics: [topic] })) }),
      ] }).compile();
      await module.init();
      started.push(module);
    };
    try {
      await start('directory', [], []);
      await start('cases', [OfferingConsumer], ['cases.on-kafka']);
      const key = newId();
      for (let version = 0; version < 3; version += 1) await publishThing(directory.db, key, version);
      await expectVersions(databases, 'cases', 'cases.on-kafka', key, [1, 2, 3]);
      expect(await databases.asOwner('bus', 'select 1 from bus_log where key = $1', [key])).toEqual([]);
    } finally {
      await Promise.all(started.map((app) => app.close()));
      process.env = before;
    }
  }, 60_000);
});

/** The record of a key as a bare client sees it. */
async function wireOf(broker: string, wanted: string): Promise<{ headers: Record<string, string>; value: string }> {
  const consumer = new Kafka({ brokers: [broker], logLevel: logLevel.NOTHING }).consumer({ groupId: `bare-${newId()}` });
  const found = gate<{ headers: Record<string, string>; value: string }>();
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  await consumer.run({ eachMessage: async ({ message }) => {
    if (message.key?.toString() !== wanted) return;
    found.open({ value: String(message.value), headers: Object.fromEntries(Object.entries(message.headers ?? {}).map(([name, value]) => [name, String(value)])) });
  } });
  const record = await found.passed;
  await consumer.disconnect();
  return record;
}
