import { newId } from '@konbit/contracts';
import { type OutboxRow, OutboxRelay, PostgresEventLog } from '@konbit/messaging';
import { type OpenDatabase, type TestDatabases } from '@konbit/testing';
import { Client } from 'pg';
import { backbone, publishThing, topic } from './backbone.js';

const seconds = 20;

describe('a snapshot held under load', () => {
  let databases: TestDatabases;
  let directory: OpenDatabase;

  beforeAll(async () => {
    databases = await backbone('directory');
    directory = await databases.open('directory', { poolSize: 8 });
  }, 60_000);
  afterAll(() => databases.drop());

  it('keeps the dead rows of the outbox, and the relay still publishes within 250 ms in 99 of 100 cases', async () => {
    const holder = new Client({ connectionString: databases.ownerUrl('directory') });
    await holder.connect();
    await holder.query('begin isolation level repeatable read; select count(*) from outbox');
    const log = new PostgresEventLog({ busUrl: databases.busUrl('directory') });
    const [committedAt, tookMs] = [new Map<string, number>(), [] as number[]];
    const measured = { append: async (rows: OutboxRow[]) => {
      const acked = await log.append(rows);
      for (const row of rows) tookMs.push(performance.now() - (committedAt.get(row.key) ?? performance.now()));
      return acked;
    } };
    const relay = new OutboxRelay({ databaseUrl: databases.url('directory'), eventLog: measured, topic, pollMs: 50 });
    relay.follow(directory.db);
    relay.start();
    const end = performance.now() + seconds * 1000;
    let made = 0;
    await Promise.all(Array.from({ length: 4 }, async () => {
      while (performance.now() < end) {
        const id = newId();
        await publishThing(directory.db, id, 0);
        committedAt.set(id, performance.now());
        made += 1;
      }
    }));
    await relay.stop();
    const [{ dead }] = await databases.asAdmin<{ dead: string }>('directory', `select n_dead_tup as dead from pg_stat_user_tables where relname = 'outbox'`) as [{ dead: string }];
    await holder.query('rollback');
    await holder.end();
    await log.close();
    const p99 = tookMs.toSorted((a, b) => a - b)[Math.floor(tookMs.length * 0.99)]!;
    process.stdout.write(`held snapshot: ${made} commands in ${seconds} s, ${dead} dead rows, relay p99 ${p99.toFixed(0)} ms\n`);
    expect(Number(dead)).toBeGreaterThan(made / 2);
    expect(p99).toBeLessThan(250);
  }, 90_000);
});
