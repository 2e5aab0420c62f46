import { newId } from '@konbit/contracts';
import { type Consumer, Dispatcher, type Handle, PostgresEventLog } from '@konbit/messaging';
import type { Database } from '@konbit/platform';
import { eventually, gate, type TestDatabases } from '@konbit/testing';
import { backbone, ctx, effects, expectVersions, outboxRow, recording, topic, versionsOf } from './backbone.js';

describe('the lease of a consumer of the Postgres log', () => {
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
});
