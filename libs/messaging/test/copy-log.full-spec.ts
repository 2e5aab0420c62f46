import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { newId } from '@konbit/contracts';
import { copyLog, createKafkaTopics, Dispatcher, type EventHandlers, type EventLog, KafkaEventLog, OutboxRelay, ParkedWorker, PostgresEventLog } from '@konbit/messaging';
import type { Database } from '@konbit/platform';
import { describeWithOwnKafka, eventually, KafkaBroker, type OpenDatabase, type TestDatabases } from '@konbit/testing';
import { Kafka, logLevel } from 'kafkajs';
import { backbone, effects, expectVersions, publishThing, recording, topic, versionsOf } from './backbone.js';

const group = 'moving';
const upTo = (last: number): number[] => Array.from({ length: last }, (_, index) => index + 1);

describeWithOwnKafka('an office that moves from the Postgres log to Kafka', () => {
  let broker: KafkaBroker;
  let databases: TestDatabases;
  let db: Database;
  let directory: OpenDatabase;
  let brokers: string[];
  const keys = { applied: newId(), poison: newId(), behind: newId(), unsent: newId() };

  beforeAll(async () => {
    broker = await KafkaBroker.start();
    brokers = [broker.address];
    await createKafkaTopics({ brokers, topics: [topic] });
    databases = await backbone('cases', 'directory');
    ({ db } = await databases.open('cases', { poolSize: 10 }));
    directory = await databases.open('directory');
  }, 120_000);
  afterAll(async () => {
    await databases.drop();
    await broker.stop();
  }, 60_000);

  const publish = async (key: string, from: number, to: number): Promise<void> => {
    for (let version = from; version <= to; version += 1) await publishThing(directory.db, key, version - 1);
  };
  const copy = (): Promise<number> => copyLog({ busOwnerUrl: databases.busOwnerUrl, brokers });
  const copied = async (): Promise<number> => Number((await databases.asOwner<{ off: string }>('bus', 'select off from bus_copied'))[0]?.off ?? 0);
  const outbox = (): Promise<unknown[]> => databases.asOwner('directory', 'select 1 from outbox');
  const parked = (): Promise<unknown[]> => databases.asOwner('cases', 'select 1 from parked where consumer = $1', [group]);
  const onPostgres = (): [PostgresEventLog, PostgresEventLog] => [
    new PostgresEventLog({ busUrl: databases.busUrl('directory') }), new PostgresEventLog({ busUrl: databases.busUrl('cases'), databaseUrl: databases.url('cases') }),
  ];
  /** Relay of the writer, consumer and parked worker of the reader, as two services run them on one log; gives how to stop them. */
  const run = (writer: EventLog, reader: EventLog, handlers: EventHandlers): (() => Promise<void>) => {
    const relay = new OutboxRelay({ databaseUrl: databases.url('directory'), eventLog: writer, topic, pollMs: 20 });
    const worker = new ParkedWorker({ group, db, handlers, pollMs: 50, backOffMs: 10, longestBackOffMs: 50, maxAttempts: 10_000 });
    const dispatcher = new Dispatcher({ group, db, handlers, tryPausesMs: [1, 1], onParked: () => worker.wake() });
    const consumer = reader.consume(group, [topic], dispatcher.handle, { from: 'start' });
    relay.start();
    worker.start();
    return async () => {
      await Promise.all([consumer.stop(), worker.stop(), relay.stop()]);
      await Promise.all([writer.close(), reader.close()]);
    };
  };

  it('leaves events applied, parked, on the log and in the outbox behind when its services stop', async () => {
    const poisoned = recording(group, { before: ({ key, version }) => { if (key === keys.poison && version === 2) throw new Error('poison'); } });
    const stop = run(...onPostgres(), poisoned);
    await publish(keys.applied, 1, 3);
    await publish(keys.poison, 1, 3);
    await expectVersions(databases, 'cases', group, keys.applied, [1, 2, 3]);
    await eventually(async () => (await parked()).length === 2, 'two parked events');
    await expect(copy()).rejects.toThrow(/still connected/);
    await stop();
    const [late] = onPostgres();
    const relay = new OutboxRelay({ databaseUrl: databases.url('directory'), eventLog: late, topic, pollMs: 20 });
    relay.start();
    await publish(keys.applied, 4, 4);
    await publish(keys.behind, 1, 4);
    await eventually(async () => (await outbox()).length === 0, 'an empty outbox');
    await relay.stop();
    await late.close();
    await publish(keys.applied, 5, 5);
    await publish(keys.unsent, 1, 2);
    expect(await outbox()).toHaveLength(3);
  }, 60_000);

  it('copies what the log holds; killed in the middle it goes on, and what was sent twice does no harm', async () => {
    const child = fork(fileURLToPath(new URL('./copy-process.js', import.meta.url)), [databases.busOwnerUrl, broker.address]);
    await eventually(async () => (await copied()) >= 3, 'three copied events', { limitMs: 20_000 });
    child.kill('SIGKILL');
    await once(child, 'exit');
    await copy();
    expect(await copy()).toBe(0);
    await databases.asOwner('bus', 'update bus_copied set off = off - 5');
    expect(await copy()).toBe(5);
  }, 60_000);

  it('keeps the order of each key, and for each event the time from which its retention counts', async () => {
    const logged = await databases.asOwner<{ key: string; agg_version: number; created_at: Date }>('bus', 'select key, agg_version, created_at from bus_log order by key, off');
    const found = new Set<string>();
    const consumer = new Kafka({ brokers, logLevel: logLevel.NOTHING }).consumer({ groupId: 'bare' });
    await consumer.connect();
    await consumer.subscribe({ topic, fromBeginning: true });
    await consumer.run({ eachMessage: async ({ message: { key, headers, timestamp } }) => {
      found.add(`${String(key)} ${String(headers?.['ce_aggversion'])} ${timestamp}`);
    } });
    await eventually(() => found.size === logged.length, 'each event once when doubles are left out');
    const inOrder = logged.map((row) => `${row.key} ${row.agg_version} ${row.created_at.getTime()}`);
    for (const key of Object.values(keys)) expect([...found].filter((event) => event.startsWith(key))).toEqual(inOrder.filter((event) => event.startsWith(key)));
    await consumer.disconnect();
  }, 30_000);

  it('has applied every event once and in order when its services run on Kafka, parked ones after their repair', async () => {
    const stop = run(new KafkaEventLog({ brokers }), new KafkaEventLog({ brokers }), recording(group));
    await publish(keys.behind, 5, 5);
    const wanted: [string, number][] = [[keys.applied, 5], [keys.poison, 3], [keys.behind, 5], [keys.unsent, 2]];
    for (const [key, last] of wanted) {
      await eventually(async () => (await versionsOf(databases, 'cases', group, key)).length >= last, `${last} effects`, { limitMs: 20_000 });
      expect(await versionsOf(databases, 'cases', group, key)).toEqual(upTo(last));
    }
    await eventually(async () => (await parked()).length === 0 && (await outbox()).length === 0, 'nothing parked and nothing unsent');
    await stop();
    expect(await effects(databases, 'cases', group)).toHaveLength(15);
    expect(await databases.asOwner('cases', 'select 1 from dead_record')).toEqual([]);
  }, 60_000);

  it('goes on where it is when it is set back with everything sent and applied', async () => {
    const stop = run(...onPostgres(), recording(group));
    await publish(keys.behind, 6, 7);
    await expectVersions(databases, 'cases', group, keys.behind, upTo(7));
    await stop();
    expect(await parked()).toEqual([]);
    expect(await copy()).toBe(2);
  }, 60_000);
});
