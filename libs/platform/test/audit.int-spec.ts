import { randomUUID } from 'node:crypto';
import { auditMigrationSql, codeId, type Database, Sealer, systemCtx, verifyAudit, writeAudit } from '@konbit/platform';
import { eventually, gate, staffCtx, testDatabases, type TestDatabases } from '@konbit/testing';

const ctx = staffCtx({ sub: 'meson' });
const entry = { action: 'person.read', subjectType: 'person', outcome: 'ok' as const };
let databases: TestDatabases;
let db: Database;
let sealer: Sealer;

const write = (persons: string[] = [], details: Record<string, string | number> = {}) => db.inTenant(ctx, (tx) => writeAudit(tx, ctx, { ...entry, persons, details }));
const verify = () => verifyAudit(databases.ownerUrl('cases'));
const asOwner = (sql: string, values: unknown[] = []) => databases.asOwner('cases', sql, values);

beforeEach(async () => {
  databases = await testDatabases(['cases'], { migrations: { cases: [{ name: '0001-audit', sql: auditMigrationSql('cases') }] } });
  ({ db } = await databases.open('cases'));
  sealer = new Sealer({ ownerUrl: databases.ownerUrl('cases') });
});

afterEach(async () => {
  await sealer.stop();
  await databases.drop();
});

describe('an audit row', () => {
  it('says who, for which branch, what and how it ended, with one row for each person', async () => {
    const persons = [randomUUID(), randomUUID()];
    await write([...persons, persons[0]!], { count: 2 });
    const [row] = await asOwner('select * from audit');
    expect(row).toMatchObject({
      tenant_id: ctx.tenant, actor: 'meson', branch_id: ctx.actingBranch?.id, action: 'person.read', subject_type: 'person', outcome: 'ok', code: null,
      trace: ctx.trace, details: { count: 2 },
    });
    expect((await asOwner('select person_id::text from audit_subject where pos = $1', [row!['pos']])).map((subject) => subject['person_id']).sort()).toEqual(persons.sort());
  });

  it('is not there when the transaction of its effect failed', async () => {
    await db.inTenant(ctx, async (tx) => {
      await writeAudit(tx, ctx, entry);
      throw new Error('undone');
    }).catch(() => undefined);
    expect(await asOwner('select 1 from audit')).toEqual([]);
  });

  it('can be read in its own municipality alone, and neither changed nor removed by the app role', async () => {
    await write();
    const elsewhere = systemCtx(codeId('05109'), 'test');
    expect(await db.inTenant(ctx, (tx) => tx.query('select 1 from audit'))).toHaveLength(1);
    expect(await db.inTenant(elsewhere, (tx) => tx.query('select 1 from audit'))).toEqual([]);
    for (const sql of [`update audit set actor = 'x'`, 'delete from audit', 'delete from audit_subject', 'select * from audit_link', 'truncate audit']) {
      await expect(db.inTenant(ctx, (tx) => tx.query(sql))).rejects.toThrow(/permission denied/);
    }
  });
});

describe('the sealer', () => {
  it('chains what is committed, once, and the chain holds', async () => {
    for (let i = 0; i < 5; i += 1) await write([randomUUID()]);
    expect(await sealer.sealNow()).toBe(5);
    expect(await sealer.sealNow()).toBe(0);
    await write();
    expect(await verify()).toMatchObject({ ok: true, rows: 6, chained: 5, unsealed: 1 });
    expect(await sealer.sealNow()).toBe(1);
    expect(await verify()).toMatchObject({ ok: true, rows: 6, chained: 6, unsealed: 0, head: { seq: '6' } });
  });

  it('chains a row that commits late, behind a position it has already passed', async () => {
    const [inserted, commitNow] = [gate(), gate()];
    const late = db.inTenant(ctx, async (tx) => {
      await writeAudit(tx, ctx, { ...entry, action: 'late' });
      inserted.open();
      await commitNow.passed;
    });
    await inserted.passed;
    await write();
    for (let pass = 0; pass < 4; pass += 1) await sealer.sealNow();
    commitNow.open();
    await late;
    expect(await sealer.sealNow()).toBe(1);
    const chained = await asOwner('select a.action from audit_link l join audit a on a.pos = l.audit_pos order by l.seq');
    expect(chained.map((row) => row['action'])).toEqual(['person.read', 'late']);
    expect(await verify()).toMatchObject({ ok: true, chained: 2 });
  });

  it('keeps one chain when two of them run', async () => {
    const other = new Sealer({ ownerUrl: databases.ownerUrl('cases'), batch: 3 });
    const writing = Promise.all(Array.from({ length: 40 }, () => write()));
    const sealed = await Promise.all([sealer.sealNow(), other.sealNow(), writing.then(() => other.sealNow()), writing.then(() => sealer.sealNow())]);
    await other.stop();
    expect(sealed.reduce((sum, count) => sum + count, 0)).toBe(40);
    expect(await verify()).toMatchObject({ ok: true, rows: 40, chained: 40 });
  });

  it('works on by itself after its connection was cut', async () => {
    const quick = new Sealer({ ownerUrl: databases.ownerUrl('cases'), everyMs: 5 });
    quick.start();
    await write();
    await eventually(async () => (await verify()).chained === 1, 'first row chained');
    await databases.asAdmin('cases', `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'konbit-sealer' and datname = current_database()`);
    await write();
    await eventually(async () => (await verify()).chained === 2, 'second row chained');
    await quick.stop();
  });
});

describe('verify-audit', () => {
  const sealed = async (rows = 5) => {
    for (let i = 0; i < rows; i += 1) await write([randomUUID()]);
    await sealer.sealNow();
  };

  it('fails on an empty audit: as a role that sees nothing it must not say all is well', async () => {
    expect(await verify()).toMatchObject({ ok: false, problem: 'EMPTY' });
  });

  it.each([
    ['a changed row', `update audit set actor = 'somebody else' where pos = 3`, { problem: 'ROW_CHANGED', brokenAt: { seq: '3', pos: '3' } }],
    ['a changed detail', `update audit set details = '{"count":7}' where pos = 2`, { problem: 'ROW_CHANGED', brokenAt: { seq: '2', pos: '2' } }],
    ['a person taken off a row', 'delete from audit_subject where pos = 4', { problem: 'ROW_CHANGED', brokenAt: { seq: '4', pos: '4' } }],
    ['a person added to a row', `insert into audit_subject select tenant_id, gen_random_uuid(), pos from audit where pos = 4`, { problem: 'ROW_CHANGED', brokenAt: { seq: '4', pos: '4' } }],
    ['a removed row', 'delete from audit where pos = 3', { problem: 'ROW_REMOVED', brokenAt: { seq: '3', pos: '3' } }],
    ['a row removed with its link', 'with l as (delete from audit_link where audit_pos = 3) delete from audit where pos = 3', { problem: 'LINK_REMOVED' }],
    ['a link whose hash was written anew', `update audit_link set hash = sha256('x') where seq = 2`, { problem: 'ROW_CHANGED', brokenAt: { seq: '2', pos: '2' } }],
    ['a link that builds on another', `update audit_link set prev = sha256('x') where seq = 2`, { problem: 'LINK_CHANGED', brokenAt: { seq: '2', pos: '2' } }],
    ['persons of a row that never was', `insert into audit_subject values (gen_random_uuid(), gen_random_uuid(), 999)`, { problem: 'SUBJECT_WITHOUT_ROW' }],
  ])('finds %s', async (_what, sql, found) => {
    await sealed();
    expect(await verify()).toMatchObject({ ok: true });
    await asOwner(sql);
    expect(await verify()).toMatchObject({ ok: false, ...found });
  });

  it('finds a tail cut off with its links when a head was noted before', async () => {
    await sealed();
    const { head } = await verify();
    await asOwner('with l as (delete from audit_link where audit_pos = 5), s as (delete from audit_subject where pos = 5) delete from audit where pos = 5');
    expect(await verify()).toMatchObject({ ok: true, chained: 4 });
    expect(await verifyAudit(databases.ownerUrl('cases'), { expectedHead: head! })).toMatchObject({ ok: false, problem: 'HEAD_DIFFERS' });
  });

  it('reads a chain longer than its batch', async () => {
    await sealed(7);
    expect(await verifyAudit(databases.ownerUrl('cases'), { batch: 2 })).toMatchObject({ ok: true, chained: 7 });
  });

  it('finds rows that nobody seals', async () => {
    await sealed(1);
    await asOwner(`insert into audit (tenant_id, at, actor, action, subject_type, outcome, trace) values ($1, now() - interval '1 hour', 'a', 'b', 'c', 'ok', 't')`, [ctx.tenant]);
    expect(await verify()).toMatchObject({ ok: false, problem: 'SEAL_LATE' });
  });
});
