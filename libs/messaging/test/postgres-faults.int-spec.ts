import { newId } from '@konbit/contracts';
import { OutboxRelay, PostgresEventLog } from '@konbit/messaging';
import { type Ctx, type Database, DomainError, openDatabase } from '@konbit/platform';
import { eventually, gate, OwnPostgres, type TestDatabases } from '@konbit/testing';
import { backboneOn, ctx, publishThing, topic } from './backbone.js';

const poolSize = 3;
let server: OwnPostgres;
let databases: TestDatabases;
let db: Database;
let relay: OutboxRelay;
let eventLog: PostgresEventLog;
const unhandled: unknown[] = [];
const noteUnhandled = (error: unknown): void => void unhandled.push(error);

beforeAll(async () => {
  process.on('unhandledRejection', noteUnhandled);
  server = await OwnPostgres.start();
  databases = await backboneOn(server, 'directory', 'cases');
  db = await openDatabase({ name: 'directory', url: databases.url('directory'), poolSize });
  eventLog = new PostgresEventLog({ busUrl: databases.busUrl('directory') });
  relay = new OutboxRelay({ databaseUrl: databases.url('directory'), eventLog, topic, pollMs: 20 });
  relay.start();
}, 60_000);

afterAll(async () => {
  await relay.stop();
  await eventLog.close();
  await db.close();
  await databases.drop();
  await server.stop();
  process.off('unhandledRejection', noteUnhandled);
});

const within = (ms: number): Ctx => ({ ...ctx, deadlineAt: performance.now() + ms });
const make = (id: string, ms: number) => publishThing(db, id, 0, within(ms));
const codeOf = (error: unknown): string => (error instanceof DomainError ? error.code : String(error));
const logged = async (): Promise<Set<string>> => new Set((await databases.asOwner<{ key: string }>('bus', 'select key from bus_log')).map(({ key }) => key));
const idsOf = async (ids: string[]): Promise<string[]> => (await databases.asAdmin<{ id: string }>('directory', 'select id from thing where id = any($1)', [ids])).map(({ id }) => id);

/** Commands one after another until told to stop; gives what was acknowledged and how the others ended. */
function load(stopped: () => boolean): { acknowledged: string[]; refused: Set<string>; ended: Promise<unknown> } {
  const [acknowledged, refused] = [[] as string[], new Set<string>()];
  const writer = async (): Promise<void> => {
    while (!stopped()) {
      const id = newId();
      await make(id, 1000).then(() => acknowledged.push(id), (error: unknown) => refused.add(codeOf(error)));
    }
  };
  return { acknowledged, refused, ended: Promise.all(Array.from({ length: 6 }, writer)) };
}

describe('Postgres killed under load', () => {
  it('holds every acknowledged command when it is back, the pool serves within five seconds, and each event arrives', async () => {
    let isOver = false;
    const work = load(() => isOver);
    await eventually(() => work.acknowledged.length > 50, 'commands before the fault');
    server.kill();
    await server.startAgain();
    const backAt = performance.now();
    const before = work.acknowledged.length;
    await eventually(() => work.acknowledged.length > before + 20, 'commands after the fault');
    expect(performance.now() - backAt).toBeLessThan(5000);
    isOver = true;
    await work.ended;
    expect([...work.refused].filter((code) => !['UNAVAILABLE', 'DEADLINE_EXCEEDED'].includes(code))).toEqual([]);
    expect((await idsOf(work.acknowledged)).length).toBe(work.acknowledged.length);
    await eventually(async () => {
      const seen = await logged();
      return work.acknowledged.every((id) => seen.has(id));
    }, 'every event on the log');
    expect(unhandled).toEqual([]);
  }, 60_000);
});

describe('Postgres that stands still', () => {
  it('ends commands soon after their deadline with a clean error, is not healthy, and leaves no exhausted pool', async () => {
    expect(await db.isUp()).toBe(true);
    const held = gate();
    const inside = db.inTenant(within(1500), async (tx) => {
      await held.passed;
      await tx.query('select 1');
    });
    server.signal('SIGSTOP');
    try {
      held.open();
      const startedAt = performance.now();
      const ends = await Promise.all([inside, ...Array.from({ length: 8 }, () => make(newId(), 1500))].map((command) => command.then(() => 'done', codeOf)));
      expect(performance.now() - startedAt).toBeLessThan(4000);
      for (const end of ends) expect(['UNAVAILABLE', 'DEADLINE_EXCEEDED']).toContain(end);
      const askedAt = performance.now();
      expect(await db.isUp()).toBe(false);
      expect(performance.now() - askedAt).toBeLessThan(1000);
    } finally {
      server.signal('SIGCONT');
    }
    await eventually(() => db.isUp(), 'health');
    await Promise.all(Array.from({ length: poolSize * 3 }, () => make(newId(), 5000)));
    expect(unhandled).toEqual([]);
  }, 30_000);
});

describe('a pool at work', () => {
  it('lets a command wait for a bounded time and then says UNAVAILABLE; health and relay have connections of their own', async () => {
    const held = gate();
    const [busy, ready] = [gate(), { count: 0 }];
    const holders = Array.from({ length: poolSize }, () => db.inTenant(within(20_000), async (tx) => {
      await tx.query('select 1');
      ready.count += 1;
      if (ready.count === poolSize) busy.open();
      await held.passed;
    }));
    await busy.passed;
    const startedAt = performance.now();
    await expect(make(newId(), 10_000)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    expect(performance.now() - startedAt).toBeLessThan(3000);
    expect(await db.isUp()).toBe(true);
    expect(relay.state).toBe('active');
    held.open();
    await Promise.all(holders);
    const id = newId();
    await make(id, 5000);
    await eventually(async () => (await logged()).has(id), 'its event');
  }, 30_000);
});
