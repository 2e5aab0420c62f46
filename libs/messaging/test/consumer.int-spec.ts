import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { newId } from '@konbit/contracts';
import { type Consumer, Dispatcher, type Handle, type LogRecord, PostgresEventLog, type StoredEvent } from '@konbit/messaging';
import type { Database } from '@konbit/platform';
import { eventually, gate, type TestDatabases } from '@konbit/testing';
import { backbone, ctx, effects, expectVersions, outboxRow, recording, topic, versionsOf } from './backbone.js';

describe('consumer of the Postgres log', () => {
  let databases: TestDatabases;
  let db: Database;
  let producer: PostgresEventLog;
  const open: PostgresEventLog[] = [];
  let made = 0;

  beforeAll(async () => {
    databases = await backbone('cases');
    ({ db } = await databases.open('cases', { poolSize: 10 }));
    producer = new PostgresEventLog({ busUrl: databases.busUrl('directory') });
  });
  afterAll(async () => {
    await producer.close();
    await databases.drop();
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map((log) => log.close()));
  });

  const newGroup = (): string => {
    made += 1;
    return `group-${made}`;
  };
  /** A log of its own stands for another process. */
  const process = (): PostgresEventLog => {
    const log = new PostgresEventLog({ busUrl: databases.busUrl('cases'), databaseUrl: databases.url('cases'), leaseMs: 600, pollMs: 20 });
    open.push(log);
    return log;
  };
  const consume = (group: string, handle?: Handle): Consumer => {
    const dispatcher = new Dispatcher({ group, db, handlers: recording(group) });
    return process().consume(group, [topic], handle ?? dispatcher.handle, { from: 'start' });
  };
  const append = (key: string, ...versions: number[]): Promise<unknown> => producer.append(versions.map((version) => outboxRow({ key, version })));
  const offsetRow = async (group: string): Promise<{ off: number; epoch: number; owner: string }> => {
    const [row] = await databases.asOwner<{ off: number; epoch: number; owner: string }>('cases', 'select off::int, epoch::int, owner from bus_offset where grp = $1', [group]);
    return row!;
  };

  it('delivers in order, keeps its offset, and a restart goes on where it stood', async () => {
    const [group, key] = [newGroup(), newId()];
    const first = consume(group);
    await append(key, 1, 2, 3);
    await expectVersions(databases, 'cases', group, key, [1, 2, 3]);
    await eventually(async () => (await first.lag()) === 0, 'no lag');
    await first.stop();
    const { off } = await offsetRow(group);
    const delivered: LogRecord[] = [];
    await append(key, 4);
    consume(group, async (records, saveOffset) => {
      delivered.push(...records);
      await db.inTenant(ctx, (tx) => saveOffset(tx, records.at(-1)!));
    });
    await eventually(() => delivered.length > 0, 'the next event');
    expect(delivered.map((record) => record.aggVersion)).toEqual([4]);
    expect((await offsetRow(group)).off).toBeGreaterThan(off);
  });

  it('has one active of two, and the standby takes over at once when the active one stops', async () => {
    const [group, key] = [newGroup(), newId()];
    const first = consume(group);
    await eventually(() => first.active, 'an active consumer');
    const second = consume(group);
    await append(key, 1);
    await expectVersions(databases, 'cases', group, key, [1]);
    expect(second.active).toBe(false);
    await first.stop();
    await eventually(() => second.active, 'a takeover');
    await append(key, 2);
    await expectVersions(databases, 'cases', group, key, [1, 2]);
  });

  it('keeps its lease while a handler takes longer than the lease', async () => {
    const [group, key] = [newGroup(), newId()];
    const turn = gate();
    const slow = consume(group, async (records, saveOffset) => {
      await turn.passed;
      await db.inTenant(ctx, (tx) => saveOffset(tx, records.at(-1)!));
    });
    await append(key, 1);
    await eventually(() => slow.active, 'an active consumer');
    const standby = consume(group);
    const { epoch } = await offsetRow(group);
    const renewals = new Set<string>();
    await eventually(async () => {
      const [row] = await databases.asOwner<{ until: Date }>('cases', 'select until from bus_offset where grp = $1', [group]);
      renewals.add(row!.until.toISOString());
      return renewals.size > 5;
    }, 'five renewals');
    expect(standby.active).toBe(false);
    expect((await offsetRow(group)).epoch).toBe(epoch);
    turn.open();
  });

  it('fences a zombie: its transaction rolls back whole and one effect remains', async () => {
    const [group, key] = [newGroup(), newId()];
    const turn = gate();
    const outcome = gate<string>();
    const dispatcher = new Dispatcher({ group, db, handlers: recording(group) });
    const zombie = consume(group, async (records, saveOffset) => {
      await turn.passed;
      await dispatcher.handle(records, async (tx, last) => {
        await saveOffset(tx, last).catch((error: unknown) => { outcome.open((error as Error).name); throw error; });
      });
    });
    await append(key, 1);
    await eventually(() => zombie.active, 'an active consumer');
    const { epoch } = await offsetRow(group);
    // The zombie's process stands still past its lease, so nobody renews it.
    await databases.asOwner('cases', `update bus_offset set until = '-infinity', epoch = epoch + 1, owner = 'next' where grp = $1`, [group]);
    const next = consume(group);
    await expectVersions(databases, 'cases', group, key, [1]);
    const after = await offsetRow(group);
    await databases.asOwner('cases', `delete from effect where consumer = $1`, [group]);
    await databases.asOwner('cases', `delete from consumer_key where consumer = $1`, [group]);
    turn.open();
    await expect(outcome.passed).resolves.toBe('LeaseLostError');
    await zombie.stop();
    expect(await effects(databases, 'cases', group)).toEqual([]);
    expect(await offsetRow(group)).toEqual(after);
    expect(after.epoch).toBeGreaterThan(epoch);
    expect(next.active).toBe(true);
  });

  it('gives one effect when a takeover comes in the middle of an open transaction', async () => {
    const [group, key] = [newGroup(), newId()];
    const turn = gate();
    let waiting = 0;
    const handlers = recording(group, { before: async () => { waiting += 1; if (waiting === 1) await turn.passed; } });
    const slow = new Dispatcher({ group, db, handlers });
    const first = consume(group, slow.handle);
    await append(key, 1, 2);
    await eventually(() => waiting === 1, 'the first is inside its transaction');
    await databases.asOwner('cases', `update bus_offset set until = '-infinity', epoch = epoch + 1 where grp = $1`, [group]);
    const second = consume(group);
    await eventually(() => second.active, 'a takeover');
    turn.open();
    await expectVersions(databases, 'cases', group, key, [1, 2]);
    await first.stop();
    expect(await versionsOf(databases, 'cases', group, key)).toEqual([1, 2]);
  });

  it('takes a lease that lies far in the future: the clock has jumped back', async () => {
    const group = newGroup();
    await databases.asOwner('cases', `insert into bus_offset (grp, topic, until) values ($1, $2, now() + interval '1 hour')`, [group, topic]);
    const consumer = consume(group);
    await eventually(() => consumer.active, 'an active consumer');
  });

  it('rebuilds under a new consumer name from the start, while the old name goes on', async () => {
    const [group, key] = [newGroup(), newId()];
    consume(group);
    await append(key, 1, 2, 3);
    await expectVersions(databases, 'cases', group, key, [1, 2, 3]);
    consume(`${group}@2`);
    await append(key, 4);
    await expectVersions(databases, 'cases', `${group}@2`, key, [1, 2, 3, 4]);
    await expectVersions(databases, 'cases', group, key, [1, 2, 3, 4]);
  });

  it('applies nothing when an offset is set back: the gate remembers too', async () => {
    const [group, key] = [newGroup(), newId()];
    const first = consume(group);
    await append(key, 1, 2);
    await expectVersions(databases, 'cases', group, key, [1, 2]);
    await first.stop();
    await databases.asOwner('cases', 'update bus_offset set off = 0 where grp = $1', [group]);
    const second = consume(group);
    await eventually(async () => (await second.lag()) === 0, 'all read again');
    expect(await versionsOf(databases, 'cases', group, key)).toEqual([1, 2]);
  });

  it('survives a lost connection and loses nothing', async () => {
    const [group, key] = [newGroup(), newId()];
    const consumer = consume(group);
    await append(key, 1);
    await expectVersions(databases, 'cases', group, key, [1]);
    for (const database of ['cases', 'bus'] as const) {
      await databases.asAdmin(database, `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`);
    }
    await eventually(() => append(key, 2).then(() => true), 'the log answers again');
    await expectVersions(databases, 'cases', group, key, [1, 2]);
    expect(consumer.active).toBe(true);
  });

  it('delivers nothing while paused or after stop', async () => {
    const [group, key] = [newGroup(), newId()];
    const consumer = consume(group);
    await append(key, 1);
    await expectVersions(databases, 'cases', group, key, [1]);
    consumer.pause();
    const probe = newGroup();
    consume(probe);
    await append(key, 2);
    await expectVersions(databases, 'cases', probe, key, [1, 2]);
    expect(await versionsOf(databases, 'cases', group, key)).toEqual([1]);
    consumer.resume();
    await expectVersions(databases, 'cases', group, key, [1, 2]);
    await consumer.stop();
    await append(key, 3);
    await expectVersions(databases, 'cases', probe, key, [1, 2, 3]);
    expect(await versionsOf(databases, 'cases', group, key)).toEqual([1, 2]);
  });

  it('gives hints from now on, skips what it cannot read, and outlives a failing reader', async () => {
    const key = newId();
    await append(key, 1);
    const seen: StoredEvent[] = [];
    const stop = process().tail([topic], (event) => {
      if (event.subject !== key) return;
      seen.push(event);
      if (event.version === 3) throw new Error('reader fails');
    });
    let version = 1;
    await eventually(async () => {
      version += 1;
      await append(key, version);
      return seen.length > 0;
    }, 'a first hint');
    await producer.append([outboxRow({ key, version: version + 1, headers: { specversion: '0.3' } }), outboxRow({ key, version: version + 2 })]);
    await eventually(() => seen.at(-1)?.version === version + 2, 'the hint after the unreadable one');
    expect(seen.map((event) => event.version)).not.toContain(1);
    await stop();
  });

  describe('in a process that ends or stands still in the middle of an effect', () => {
    const children: ChildProcess[] = [];
    afterEach(() => {
      for (const child of children.splice(0)) child.kill('SIGKILL');
    });

    const stuckConsumer = async (group: string) => {
      const child = fork(fileURLToPath(new URL('./consumer-process.js', import.meta.url)), [databases.url('cases'), databases.busUrl('cases'), group, topic]);
      children.push(child);
      const told: string[] = [];
      child.on('message', (message: string) => told.push(message));
      await eventually(() => told.includes('in effect'), 'a consumer inside its effect');
      return { child, told };
    };

    it('SIGKILL: the event comes again and has one effect', async () => {
      const [group, key] = [newGroup(), newId()];
      await append(key, 1, 2);
      const { child } = await stuckConsumer(group);
      child.kill('SIGKILL');
      consume(group);
      await expectVersions(databases, 'cases', group, key, [1, 2]);
    });

    it('SIGSTOP past the lease: another takes over, and the zombie that wakes changes nothing', async () => {
      const [group, key] = [newGroup(), newId()];
      await append(key, 1, 2);
      const { child, told } = await stuckConsumer(group);
      const next = consume(group);
      await expectVersions(databases, 'cases', group, key, [1, 2]);
      told.length = 0;
      child.kill('SIGCONT');
      await eventually(() => told.includes('standby'), 'the zombie knows that it lost the lease');
      await append(key, 3);
      await expectVersions(databases, 'cases', group, key, [1, 2, 3]);
      expect(next.active).toBe(true);
    });
  });
});
