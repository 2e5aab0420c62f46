import { type MoveCommand, moveCommands, newId, permissionsOf, roles, type Role } from '@konbit/contracts';
import { refusal, startWorld, type World } from './world.js';

let world: World;
beforeAll(async () => { world = await startWorld(process.env); }, 60_000);
afterAll(async () => { await world.stop(); });

const desk = 'ORG-IMV-MIG/BR-IMV-MIG-CENTRAL';
const omil = 'ORG-IMV-OMIL/BR-OMIL-VALPO';
const asks = (role: Role): boolean => permissionsOf([role]).has('referral.request');
const answers = (role: Role): boolean => permissionsOf([role]).has('referral.answer');

describe('permission matrix of the referrals service', () => {
  it.each(roles)('%s at the origin', async (role) => {
    const ctx = await world.as('role', { roles: [role], branch: desk });
    const code = await refusal(world.move(ctx, 'send', world.request(), { referralId: newId() }));
    if (asks(role)) expect(code).toContain('"state":"requested"');
    else expect(code).toBe('FORBIDDEN_ACTION');
  });

  it.each(roles)('%s at the destination', async (role) => {
    const { id } = await world.sent();
    const ctx = await world.as('role', { roles: [role], branch: omil });
    const code = await refusal(world.move(ctx, 'accept', { responsibleOfficial: 'Ana' }, { referralId: id, expectedVersion: 1 }));
    if (answers(role)) expect(code).toContain('"state":"accepted"');
    else expect(code).toBe('FORBIDDEN_ACTION');
  });

  it.each(roles)('%s reading lists', async (role) => {
    const ctx = await world.as('role', { roles: [role], branch: omil });
    const code = await refusal(world.client.call(ctx, 'referrals.counts', {}));
    if (asks(role) || answers(role) || role === 'auditor') expect(code).toContain('boxes');
    else expect(code).toBe('FORBIDDEN_ACTION');
  });

  it('lets nobody act for a branch that the token does not hold, or for none', async () => {
    const { id } = await world.sent();
    const held = await world.as('omil');
    const other = await world.as('dideco');
    expect(await refusal(world.client.call({ ...held, actingBranch: other.actingBranch }, 'referrals.get', { id }))).toBe('FORBIDDEN_ACTION');
    expect(await refusal(world.move(await world.as('omil', { branch: null }), 'open', {}, { referralId: id }))).toBe('FORBIDDEN_ACTION');
    expect(await refusal(world.client.call({ ...held, token: null }, 'referrals.get', { id }))).toBe('UNAUTHENTICATED');
  });

  it('gives every command to an outsider as NOT_FOUND', async () => {
    const { id } = await world.sent();
    const codes = new Set<string>();
    for (const command of moveCommands) codes.add(await refusal(world.move('dideco', command as MoveCommand, {} as never, { referralId: id, expectedVersion: 1 })));
    expect([...codes]).toEqual(['NOT_FOUND']);
  });
});
