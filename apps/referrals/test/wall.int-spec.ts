import { newId } from '@konbit/contracts';
import { codeId, platformTablesOutsideWall } from '@konbit/platform';
import { walledTables } from '../dist/migrations/0001-referrals.js';
import { slipAndNoticeTables } from '../dist/migrations/0002-slip-and-notice.js';
import { home, services, startWorld, type World } from './world.js';

let world: World;
beforeAll(async () => { world = await startWorld(process.env); }, 60_000);
afterAll(async () => { await world.stop(); });

/** Tables of the event backbone: their key is read before a tenant is known (BACKBONE §3.1). */
const backbone = ['outbox', 'command', 'consumer_key', 'parked', 'dead_record', 'bus_offset'];

describe('the municipality wall', () => {
  it('stands around every table but the named exceptions', async () => {
    const tables = await world.rows(`select c.relname as name, c.relrowsecurity and c.relforcerowsecurity as walled,
        (select count(*)::int from pg_policy p where p.polrelid = c.oid) as policies from pg_class c
      where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace order by 1`);
    const open = tables.filter((table) => table['walled'] !== true || Number(table['policies']) < 2).map((table) => table['name']);
    expect(open.sort()).toEqual([...backbone, ...platformTablesOutsideWall].sort());
    const walled = tables.map((table) => String(table['name'])).filter((name) => !open.includes(name as never));
    expect(walled).toEqual([...walledTables, ...slipAndNoticeTables, 'audit', 'audit_subject'].sort());
  });

  it('lets the owner backfill and the other municipality see nothing', async () => {
    const { id } = await world.sent();
    const filled = await world.rows('update referral set companion = companion where id = $1 returning id', [id]);
    expect(filled).toEqual([{ id }]);
    const stranger = await world.as('stranger');
    expect((await world.client.call(stranger, 'referrals.byIds', { ids: [id] })).referrals).toEqual([null]);
    expect((await world.client.call(stranger, 'referrals.counts', {})).boxes.received).toBe(0);
  });

  it('gives the service no row outside a tenant and no right to change the trace', async () => {
    await world.sent();
    const { db, source } = await world.databases.open('referrals');
    expect(await source.query('select 1 from referral')).toEqual([]);
    const ctx = await world.as('meson');
    expect(await db.inTenant(ctx, (tx) => tx.query('select count(*)::int as n from referral'))).not.toEqual([{ n: 0 }]);
    await expect(db.inTenant(ctx, (tx) => tx.query('update referral_step set official = official'))).rejects.toThrow('permission denied');
    await expect(db.inTenant(ctx, (tx) => tx.query('delete from referral'))).rejects.toThrow('permission denied');
    await expect(db.inTenant({ ...ctx, tenant: codeId('13101') }, (tx) => tx.query('insert into service (tenant_id, id, code, name, sensitive) values ($1, $2, $3, $3, false)', [home, services.work, 'X'])))
      .rejects.toThrow('row-level security');
  });

  it('answers NOT_FOUND when an id is taken in another municipality', async () => {
    const { id } = await world.sent();
    await world.rows('update referral set tenant_id = $2 where id = $1', [id, codeId('13101')]);
    await expect(world.sent({ personId: newId() }, { referralId: id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
