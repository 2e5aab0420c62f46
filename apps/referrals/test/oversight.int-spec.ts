import type { AuditFilter } from '@konbit/contracts';
import type { Ctx } from '@konbit/platform';
import { refusal, startWorld, type World } from './world.js';

let world: World;
let auditor: Ctx;
beforeAll(async () => {
  world = await startWorld(process.env);
  auditor = await world.as('auditor', { roles: ['auditor'] });
}, 60_000);
afterAll(async () => { await world.stop(); });
beforeEach(() => world.script.reset());

const log = (ctx: Ctx, filter: AuditFilter = {}) => world.client.call(ctx, 'referrals.audit', { filter, size: 50 });

describe('the access log of referrals', () => {
  it('tells the auditor who moved and who read a referral, newest first', async () => {
    const { id, personId } = await world.sent();
    await world.move('omil', 'open', {}, { referralId: id });
    const { rows } = await log(auditor, { personId });
    expect(rows[0]).toMatchObject({ official: 'omil', action: 'referral.open', outcome: 'ok', personIds: [personId] });
    expect(rows.map(({ action }) => action)).toContain('referral.send');
  });

  it('tells legal about one person, and nobody else', async () => {
    const { personId } = await world.sent();
    const legal = await world.as('legal', { roles: ['legal'] });
    expect((await log(legal, { personId })).rows.length).toBeGreaterThan(0);
    expect(await refusal(log(legal))).toBe('FORBIDDEN_ACTION');
    expect(await refusal(log(await world.as('meson'), { personId }))).toBe('FORBIDDEN_ACTION');
    expect(await refusal(log(await world.as('omil')))).toBe('FORBIDDEN_ACTION');
  });

  it('stays inside the municipality', async () => {
    const { personId } = await world.sent();
    const elsewhere = await world.as('stranger', { roles: ['auditor'] });
    expect((await log(elsewhere, { personId })).rows).toEqual([]);
  });
});
