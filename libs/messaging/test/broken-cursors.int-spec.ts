import { newId } from '@konbit/contracts';
import { commit, OutboxRelay, type OutboxRow } from '@konbit/messaging';
import { eventually, type OpenDatabase, type TestDatabases } from '@konbit/testing';
import { Client } from 'pg';
import type { QueryRunner } from 'typeorm';
import { backbone, ctx, offering } from './backbone.js';

/** A transaction that the schedule opens and closes by hand. */
class Tx {
  private constructor(private readonly runner: QueryRunner) {}

  static async begin(from: OpenDatabase): Promise<Tx> {
    const runner = from.source.createQueryRunner();
    await runner.startTransaction();
    await runner.query(`select set_config('konbit.tenant', $1, true)`, [ctx.tenant]);
    return new Tx(runner);
  }

  /** The command row takes the transaction id before anything else does. */
  async takeXid(): Promise<void> {
    await this.runner.query('insert into command (caller, key, body_hash) values ($1, $2, $3)', ['test', newId(), Buffer.alloc(1)]);
  }

  async publish(id: string, version: number): Promise<void> {
    await this.runner.query('select 1 from thing where id = $1 for update', [id]);
    await commit(this.runner.manager, ctx, { table: 'thing', id, version }, [offering(id)], new Date());
  }

  async commit(): Promise<void> {
    await this.runner.commitTransaction();
    await this.runner.release();
  }
}

describe('three cursors that look right', () => {
  let databases: TestDatabases;
  let open: OpenDatabase;
  let reader: Client;
  let a: string;
  let b: string;
  const relayed: OutboxRow[] = [];
  let relay: OutboxRelay;

  beforeAll(async () => {
    databases = await backbone('directory');
    open = await databases.open('directory');
    reader = new Client({ connectionString: databases.ownerUrl('directory') });
    await reader.connect();
  });
  afterAll(async () => {
    await reader.end();
    await databases.drop();
  });

  beforeEach(async () => {
    [a, b] = [newId(), newId()];
    for (const id of [a, b]) await databases.asOwner('directory', 'insert into thing (tenant_id, id, version) values ($1, $2, 1)', [ctx.tenant, id]);
    relayed.length = 0;
    const eventLog = { append: async (rows: readonly OutboxRow[]) => { relayed.push(...rows); return { positions: rows.map((row) => row.pos) }; } };
    relay = new OutboxRelay({ databaseUrl: databases.url('directory'), eventLog, topic: 'directory.events', pollMs: 5 });
    relay.start();
    await eventually(() => relay.state === 'active', 'an active relay');
  });
  afterEach(async () => {
    await relay.stop();
    await databases.asOwner('directory', 'truncate outbox restart identity');
  });

  const read = async (sql: string, last = 0): Promise<Seen[]> => {
    const { rows } = await reader.query<Seen>(sql.replaceAll('$last', String(last)));
    return rows;
  };
  /** A transaction of another test file holds the floor of every snapshot down for a moment: read again until it has ended. */
  const readAll = async (sql: string, count: number): Promise<Seen[]> => {
    let rows: Seen[] = [];
    await eventually(async () => (rows = await read(sql)).length === count, `${count} rows below the floor`);
    return rows;
  };
  const relayedVersions = (key: string): number[] => relayed.filter((row) => row.key === key).map((row) => row.aggVersion);
  /** Keeps what the relay takes away, so that the broken reader sees the table as if nobody deleted. */
  const withoutRelay = async (): Promise<void> => relay.stop();

  describe('a: pos > last order by pos', () => {
    const broken = 'select pos::int, key, agg_version from outbox where pos > $last order by pos';
    const schedule = async (readNow: () => Promise<void>): Promise<void> => {
      const t1 = await Tx.begin(open);
      const t2 = await Tx.begin(open);
      await t1.publish(a, 1);
      await t2.publish(b, 1);
      await t2.commit();
      await readNow();
      await t1.commit();
    };

    it('never reads the lower position that commits later', async () => {
      await withoutRelay();
      let first: Seen[] = [];
      await schedule(async () => { first = await read(broken); });
      const second = await read(broken, first.at(-1)!.pos);
      expect(first.map((row) => row.key)).toEqual([b]);
      expect(second).toEqual([]);
    });

    it('is not how the relay reads: it delivers both', async () => {
      await schedule(async () => { await eventually(() => relayedVersions(b).length === 1, 'the higher position'); });
      await eventually(() => relayedVersions(a).length === 1, 'the lower position, committed later');
    });
  });

  describe('b: xid < xmin order by xid, pos', () => {
    const broken = `select pos::int, key, agg_version from outbox
      where xmin::text::bigint < pg_snapshot_xmin(pg_current_snapshot())::text::bigint order by xmin::text::bigint, pos`;
    const schedule = async (): Promise<void> => {
      const t1 = await Tx.begin(open);
      await t1.takeXid();
      const t2 = await Tx.begin(open);
      await t2.takeXid();
      await t2.publish(a, 1);
      await t2.commit();
      await t1.publish(a, 2);
      await t1.commit();
    };

    it('delivers version 3 before version 2', async () => {
      await withoutRelay();
      await schedule();
      expect((await readAll(broken, 2)).map((row) => row.agg_version)).toEqual([3, 2]);
    });

    it('is not how the relay reads: lock order is position order', async () => {
      await schedule();
      await eventually(() => relayedVersions(a).length === 2, 'both versions');
      expect(relayedVersions(a)).toEqual([2, 3]);
    });
  });

  describe('c: pos > last and xid < xmin order by pos', () => {
    const broken = `select pos::int, key, agg_version from outbox
      where pos > $last and xmin::text::bigint < pg_snapshot_xmin(pg_current_snapshot())::text::bigint order by pos`;
    const schedule = async (readNow: () => Promise<void>): Promise<void> => {
      const t1 = await Tx.begin(open);
      await t1.takeXid();
      const t2 = await Tx.begin(open);
      await t2.takeXid();
      await t2.publish(b, 1);
      await t1.publish(a, 1);
      await t1.commit();
      await readNow();
      await t2.commit();
    };

    it('never reads the lower position of the younger transaction', async () => {
      await withoutRelay();
      let first: Seen[] = [];
      await schedule(async () => { first = await readAll(broken, 1); });
      const second = await read(broken, first.at(-1)!.pos);
      expect(first.map((row) => row.key)).toEqual([a]);
      expect(second).toEqual([]);
    });

    it('is not how the relay reads: it delivers both', async () => {
      await schedule(async () => { await eventually(() => relayedVersions(a).length === 1, 'the higher position'); });
      await eventually(() => relayedVersions(b).length === 1, 'the lower position, committed later');
    });
  });
});

interface Seen { pos: number; key: string; agg_version: number }
