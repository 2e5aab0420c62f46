import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import {
  assertKnownKeys, codeId, Database, DomainError, migrate, type Migration, namedQuery, openDatabase, parseKeys, platformTablesOutsideWall, systemCtx, tenantPolicySql, together, Vault, withClient,
} from '@konbit/platform';
import { eventually, gate, staffCtx, testDatabases, type TestDatabases } from '@konbit/testing';
import { DyingServer } from './fixtures/dying-server.js';

const things: Migration = { name: '0001-thing', sql: `create table thing (id uuid primary key, tenant_id uuid not null, name text not null);${tenantPolicySql('cases', 'thing')}` };
const [valparaiso, vina] = [systemCtx(codeId('05101'), 'test'), systemCtx(codeId('05109'), 'test')];
let databases: TestDatabases;
let db: Database;

const addThing = (ctx: typeof valparaiso, name: string): Promise<unknown> =>
  db.inTenant(ctx, (tx) => tx.query('insert into thing (id, tenant_id, name) values ($1, $2, $3)', [randomUUID(), ctx.tenant, name]));
const namesSeen = async (ctx: typeof valparaiso): Promise<string[]> =>
  (await db.inTenant(ctx, (tx) => tx.query('select name from thing order by name') as Promise<{ name: string }[]>)).map((row) => row.name);

beforeAll(async () => {
  databases = await testDatabases(['cases'], { migrations: { cases: [things] } });
  ({ db } = await databases.open('cases'));
  await addThing(valparaiso, 'ours');
  await addThing(vina, 'theirs');
});

afterAll(() => databases.drop());

describe('the municipality wall', () => {
  it('shows a tenant its own rows and no others', async () => {
    expect(await namesSeen(valparaiso)).toEqual(['ours']);
    expect(await namesSeen(vina)).toEqual(['theirs']);
  });

  it('refuses to write a row for another tenant', async () => {
    const write = db.inTenant(valparaiso, (tx) => tx.query('insert into thing (id, tenant_id, name) values ($1, $2, $3)', [randomUUID(), vina.tenant, 'smuggled']));
    await expect(write).rejects.toThrow(/row-level security/);
  });

  it('changes and deletes nothing of another tenant', async () => {
    await db.inTenant(valparaiso, async (tx) => {
      const [, changed] = await tx.query(`update thing set name = 'taken' where name = 'theirs'`) as [unknown, number];
      const [, deleted] = await tx.query(`delete from thing where name = 'theirs'`) as [unknown, number];
      expect([changed, deleted]).toEqual([0, 0]);
    });
  });

  it('shows the app role nothing outside a tenant, also on a connection that had one', async () => {
    const { source } = await databases.open('cases', { poolSize: 1 });
    const own = new Database(source, 'cases');
    expect(await source.query('select name from thing')).toEqual([]);
    await own.inTenant(valparaiso, (tx) => tx.query('select 1'));
    expect(await source.query('select name from thing')).toEqual([]);
  });

  it('lets a migration as owner see and fill rows of every tenant', async () => {
    expect(await databases.asOwner('cases', 'select name from thing')).toHaveLength(2);
    const backfill: Migration = { name: '0002-backfill', sql: `alter table thing add column note text; update thing set note = 'filled'` };
    await migrate({ ownerUrl: databases.ownerUrl('cases'), migrations: [things, backfill] });
    expect(await databases.asOwner('cases', `select 1 from thing where note = 'filled'`)).toHaveLength(2);
  });

  it('stands around every table of ours but the listed ones, enabled and forced with both policies', async () => {
    const open = await databases.asOwner<{ name: string }>('cases', `
      select c.relname as name from pg_class c
       where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
         and not (c.relrowsecurity and c.relforcerowsecurity and (select count(*) from pg_policy p where p.polrelid = c.oid) = 2)`);
    expect(open.map((row) => row.name).filter((name) => !platformTablesOutsideWall.includes(name))).toEqual([]);
  });
});

describe('a transaction in a tenant', () => {
  it('leaves nothing behind when the work throws', async () => {
    const failed = db.inTenant(valparaiso, async (tx) => {
      await tx.query('insert into thing (id, tenant_id, name) values ($1, $2, $3)', [randomUUID(), valparaiso.tenant, 'half done']);
      throw new DomainError('INVALID_TRANSITION');
    });
    await expect(failed).rejects.toMatchObject({ code: 'INVALID_TRANSITION' });
    expect(await namesSeen(valparaiso)).toEqual(['ours']);
  });

  it('opens with one message: begin and tenant together', async () => {
    const { source } = await databases.open('cases', { poolSize: 1 });
    const sent: string[] = [];
    const runner = source.createQueryRunner();
    const connection = await runner.connect() as { query: (sql: string, values?: unknown) => unknown };
    const plain = connection.query.bind(connection);
    connection.query = (sql, values) => {
      sent.push(sql);
      return plain(sql, values);
    };
    await runner.release();
    await new Database(source, 'cases').inTenant(valparaiso, (tx) => tx.query('select 1'));
    expect(sent).toHaveLength(3);
    expect(sent[0]).toMatch(/^start transaction; select set_config/);
    expect(sent.slice(1)).toEqual(['select 1', 'COMMIT']);
  });

  it('tells its hooks after the commit, never after a rollback', async () => {
    const seen: number[] = [];
    const stop = db.onCommitted((tx) => seen.push(Object.keys(tx.queryRunner?.data ?? {}).length));
    await db.inTenant(valparaiso, async (tx) => { tx.queryRunner!.data['published'] = true; });
    await db.inTenant(valparaiso, () => Promise.reject(new DomainError('NOT_FOUND'))).catch(() => undefined);
    stop();
    await db.inTenant(valparaiso, async () => undefined);
    expect(seen).toEqual([1]);
  });

  it('may contain savepoints by the manager itself', async () => {
    await db.inTenant(valparaiso, async (tx) => {
      await tx.transaction((inner) => inner.query(`insert into thing (id, tenant_id, name) values (gen_random_uuid(), $1, 'undone')`, [valparaiso.tenant])
        .then(() => Promise.reject(new Error('inner')))).catch(() => undefined);
    });
    expect(await namesSeen(valparaiso)).toEqual(['ours']);
  });

  it('runs a named statement, planned once on a connection', async () => {
    const rows = await db.inTenant(valparaiso, async (tx) => {
      await namedQuery(tx, 'things', 'select name from thing where name = $1', ['ours']);
      return namedQuery<{ name: string }>(tx, 'things', 'select name from thing where name = $1', ['ours']);
    });
    expect(rows).toEqual([{ name: 'ours' }]);
  });

  it('ends no transaction under a statement still to come, when one of several fails', async () => {
    const slow = gate();
    const insert = (tx: EntityManager): Promise<unknown> => tx.query(`insert into thing (id, tenant_id, name) values (gen_random_uuid(), $1, 'late')`, [valparaiso.tenant]);
    const failing = db.inTenant(valparaiso, (tx) => together(Promise.reject(new DomainError('NOT_FOUND')), slow.passed.then(() => insert(tx))));
    failing.catch(() => undefined);
    slow.open();
    await expect(failing).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await namesSeen(valparaiso)).toEqual(['ours']);
  });

  it('tells the first failure in the order given, whichever came first', async () => {
    const failing = db.inTenant(valparaiso, (tx) => together(tx.query('select pg_sleep(0.05), 1/0'), Promise.reject(new DomainError('NOT_FOUND'))));
    await expect(failing).rejects.toThrow(/division by zero/);
    expect(await namesSeen(valparaiso)).toEqual(['ours']);
  });

  it('tells the cause and not its echo in the statements behind it', async () => {
    const failing = db.inTenant(valparaiso, (tx) => {
      const first = tx.query('select 1/0');
      return together(tx.query('select 1'), first);
    });
    await expect(failing).rejects.toThrow(/division by zero/);
    const soon = { ...staffCtx(), deadlineAt: performance.now() + 100 };
    const late = db.inTenant(soon, (tx) => {
      const first = tx.query('select pg_sleep(10)');
      return together(tx.query('select 1'), first);
    });
    await expect(late).rejects.toMatchObject({ code: 'DEADLINE_EXCEEDED' });
  });

  it('lets a manager that was kept beyond its transaction send nothing', async () => {
    const kept = await db.inTenant(valparaiso, (tx) => Promise.resolve(tx));
    await expect(namedQuery(kept, 'late', 'select 1')).rejects.toThrow(/released/i);
    await expect(kept.query('select 1')).rejects.toThrow(/released/i);
  });

  it('refuses a request whose time is over, and ends a statement that outlives it', async () => {
    const late = { ...staffCtx(), deadlineAt: performance.now() - 1 };
    await expect(db.inTenant(late, (tx) => tx.query('select 1'))).rejects.toMatchObject({ code: 'DEADLINE_EXCEEDED' });
    const soon = { ...staffCtx(), deadlineAt: performance.now() + 100 };
    await expect(db.inTenant(soon, (tx) => tx.query('select pg_sleep(10)'))).rejects.toMatchObject({ code: 'DEADLINE_EXCEEDED' });
  });

  it('does not take a time limit over to the next transaction of its connection', async () => {
    const { source } = await databases.open('cases', { poolSize: 1 });
    const own = new Database(source, 'cases');
    await own.inTenant({ ...staffCtx(), deadlineAt: performance.now() + 5000 }, (tx) => tx.query('select 1'));
    const [row] = await own.inTenant(valparaiso, (tx) => tx.query('show statement_timeout') as Promise<{ statement_timeout: string }[]>);
    expect(row?.statement_timeout).toBe('0');
  });
});

describe('a database that fails', () => {
  const limitConnections = (limit: number) => databases.asAdmin(
    'cases', `do $$ begin execute format('alter database %I connection limit ${limit}', current_database()); end $$`);

  it('is UNAVAILABLE when it cannot be reached', async () => {
    const own = await openDatabase({ name: 'cases', url: databases.url('cases'), poolSize: 1 });
    await limitConnections(0);
    await databases.asAdmin('cases', `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'konbit-cases' and datname = current_database()`);
    try {
      await expect(own.inTenant(valparaiso, (tx) => tx.query('select 1'))).rejects.toMatchObject({ code: 'UNAVAILABLE', details: { cause: 'DATABASE_UNAVAILABLE' } });
    } finally {
      await limitConnections(-1);
    }
    expect(await own.inTenant(valparaiso, (tx) => tx.query('select 1 as one'))).toEqual([{ one: 1 }]);
    await own.close();
  });

  it.each<[string, (tx: EntityManager) => Promise<unknown>]>([
    ['a statement', (tx) => tx.query('select 1')], ['a prepared statement', (tx) => namedQuery(tx, 'one', 'select 1')],
  ])('is UNAVAILABLE when it breaks in the middle and %s meets that, and the pool lives on', async (_, next) => {
    const own = await openDatabase({ name: 'cases', url: databases.url('cases'), poolSize: 1 });
    const reached = gate<number>();
    const broken = gate();
    const work = own.inTenant(valparaiso, async (tx) => {
      const [row] = await tx.query('select pg_backend_pid() as pid') as { pid: number }[];
      reached.open(row!.pid);
      await broken.passed;
      await eventually(() => tx.queryRunner?.isReleased, 'a connection that is known to be lost');
      await next(tx);
    });
    const refused = expect(work).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    await databases.asAdmin('cases', 'select pg_terminate_backend($1)', [await reached.passed]);
    broken.open();
    await refused;
    expect(await own.inTenant(valparaiso, (tx) => tx.query('select 1 as one'))).toEqual([{ one: 1 }]);
    await own.close();
  });

  it('is UNAVAILABLE when it dies the moment a new connection is ready, and the process lives on', async () => {
    const server = await DyingServer.before(databases.url('cases'));
    const own = await openDatabase({ name: 'cases', url: server.url, poolSize: 2 });
    try {
      server.isDying = true;
      const both = await Promise.allSettled([1, 2].map(() => own.inTenant(valparaiso, (tx) => tx.query('select 1'))));
      expect(both.map((one) => one.status === 'rejected' && (one.reason as DomainError).code)).toContain('UNAVAILABLE');
      server.isDying = false;
      expect(await own.inTenant(valparaiso, (tx) => tx.query('select 1 as one'))).toEqual([{ one: 1 }]);
    } finally {
      await own.close();
      await server.stop();
    }
  });
});

describe('a connection of its own', () => {
  it('fails its work and not the process when it is lost between two statements', async () => {
    const lost = withClient({ connectionString: databases.ownerUrl('cases') }, async (client) => {
      const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
      const ended = new Promise((resolve) => { client.once('end', resolve); });
      await databases.asAdmin('cases', 'select pg_terminate_backend($1)', [rows[0]!.pid]);
      await ended;
      return client.query('select 1');
    });
    await expect(lost).rejects.toThrow(/not queryable|terminat|closed/i);
  });
});

describe('migrations', () => {
  it('run once when several processes start at the same time', async () => {
    const counted: Migration = { name: '0003-counted', sql: 'create table counted (n int); insert into counted values (1)' };
    const run = () => migrate({ ownerUrl: databases.ownerUrl('cases'), migrations: [counted] });
    await Promise.all([run(), run(), run()]);
    expect(await databases.asOwner('cases', 'select n from counted')).toEqual([{ n: 1 }]);
    await databases.asOwner('cases', 'drop table counted');
  });

  it('leave nothing of one that fails, and name it', async () => {
    const bad: Migration = { name: '0004-bad', sql: 'create table half (n int); select no_such_function()' };
    await expect(migrate({ ownerUrl: databases.ownerUrl('cases'), migrations: [bad] })).rejects.toThrow(/migration 0004-bad failed/);
    expect(await databases.asOwner('cases', `select 1 from pg_class where relname = 'half'`)).toEqual([]);
  });

  it('refuse one whose text was changed after it ran', async () => {
    const changed = { ...things, sql: `${things.sql} -- changed` };
    await expect(migrate({ ownerUrl: databases.ownerUrl('cases'), migrations: [changed] })).rejects.toThrow(/0001-thing was changed/);
  });
});

describe('keys a database was written with', () => {
  const aKey = (id: string, fill: number) => ({ id, key: Buffer.alloc(32, fill).toString('base64') });
  const vaultOf = (aes: object[], hmac: object[]) => new Vault(parseKeys(JSON.stringify({ aes, hmac })));

  it('must be in the file: a start with another file is refused and names what is missing', async () => {
    const ownerUrl = databases.ownerUrl('cases');
    await assertKnownKeys(ownerUrl, vaultOf([aKey('a1', 1)], [aKey('h1', 2)]));
    await assertKnownKeys(ownerUrl, vaultOf([aKey('a2', 3), aKey('a1', 1)], [aKey('h1', 2)]));
    await expect(assertKnownKeys(ownerUrl, vaultOf([aKey('a1', 1)], [aKey('h1', 2)]))).rejects.toThrow(/KONBIT_KEYS_FILE lacks keys .*aes a2/);
    await expect(assertKnownKeys(ownerUrl, vaultOf([aKey('a2', 3), aKey('a1', 9)], [aKey('h1', 2)]))).rejects.toThrow(/other keys under the ids aes a1/);
  });

  it('are beyond the app role', async () => {
    const reading = db.inTenant(valparaiso, (tx) => tx.query('select * from key_use'));
    await expect(reading).rejects.toThrow(/permission denied/);
  });
});
