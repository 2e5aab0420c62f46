import { newId, type Role } from '@konbit/contracts';
import { codeId } from '@konbit/platform';
import { aDesk, desks } from './given.js';
import { refusal, startWorld, type World } from './world.js';

const health = aDesk('ORG-DEMO-SALUD/BR-DEMO-SALUD-A', { sub: 'salud', roles: ['external_counterpart'] });
const otherHealth = aDesk('ORG-DEMO-SALUD/BR-DEMO-SALUD-B', { sub: 'salud-b', roles: ['external_counterpart'] });
const school = aDesk('ORG-SLEP-VALPO/BR-SLEP-ESCUELA', { sub: 'escuela', roles: ['external_counterpart'] });
const mig = desks.mig.ctx;

/** What somebody of an office with a shared referral reads of the person, by role (DOMAIN §9). */
const shared = ['identity', 'contact', 'family', 'migration', 'health'];
const readsOfShared: [Role, string][] = [
  ['external_counterpart', 'partial identity,contact,family,migration'],
  ['course_coordinator', 'partial identity,contact,family,migration'],
  ['head', 'partial identity,contact,family'],
  ['legal', 'partial identity,contact,family,migration'],
  ['mediator', 'partial identity'],
  ['policy', 'none '], ['directory_editor', 'none '], ['admin', 'none '], ['auditor', 'none '],
];

describe('a liaison of another organisation', () => {
  let world: World;
  beforeAll(async () => { world = await startWorld(process.env); }, 60_000);
  afterAll(() => world.stop());

  const consented = async (to: typeof health, fieldGroups: string[]) => {
    const person = await world.admitted(desks.mig);
    const consentId = newId();
    await world.call(mig, 'cases.giveConsent', { commandId: newId(), consentId, personId: person.personId, recipientOrgId: to.branch.orgId, purpose: 'referral', fieldGroups, how: 'spoken' });
    const referralId = await world.sent(person, {
      ownerBranch: to.branch.id, ownerOrg: to.branch.orgId, serviceId: codeId('SAL-05'), fieldGroups: fieldGroups as ['identity'], basis: { kind: 'consent', id: consentId },
    });
    return { ...person, consentId, referralId };
  };
  const seenBy = async (desk: typeof health, personId: string): Promise<string> => {
    const view = await world.person(desk.ctx, personId);
    return `${view.access} ${['identity', 'contact', 'family', 'migration'].filter((group) => view[group as 'identity'] !== null).join()}`;
  };

  it.each([['health', health], ['school', school]])('of %s sees the groups that were shared, and the rest withheld', async (_name, liaison) => {
    const { personId } = await consented(liaison, ['identity', 'contact']);
    const view = await world.person(liaison.ctx, personId);
    expect(view).toMatchObject({ access: 'partial', canWrite: false, migration: null, family: null, withheld: ['family', 'work_and_study', 'migration'] });
    expect([view.identity?.folio, view.contact?.phone]).toEqual([expect.stringMatching(/^P-/), expect.stringMatching(/^\+56/)]);
  });

  it('sees nobody who was referred to another branch of its own organisation', async () => {
    const { personId } = await consented(health, ['identity', 'contact']);
    expect(await seenBy(otherHealth, personId)).toBe('none ');
    expect(await refusal(world.call(otherHealth.ctx, 'cases.timeline', { personId, page: { first: 5 } }))).toBe('NOT_FOUND');
  });

  it('searches nobody, admits nobody, writes nothing and opens no glass', async () => {
    const { personId, caseFileId, needId } = await consented(health, ['identity', 'contact']);
    const { ctx } = health;
    expect(await refusal(world.call(ctx, 'cases.search', { text: 'Jean', first: 10 }))).toBe('FORBIDDEN_ACTION');
    expect(await refusal(world.call(ctx, 'cases.queue', { page: { first: 1 } }))).toBe('FORBIDDEN_ACTION');
    expect(await refusal(world.call(ctx, 'cases.breakGlass', { commandId: newId(), personId, reason: 'Urgencia en la sala de espera' }))).toBe('FORBIDDEN_ACTION');
    expect(await refusal(world.call(ctx, 'cases.needMove', { commandId: newId(), caseFileId, command: 'meet_need', needId }))).toMatch(/^(NOT_FOUND|FORBIDDEN_ACTION)$/);
    expect(await refusal(world.call(ctx, 'cases.audit', { filter: { personId }, size: 1 }))).toBe('FORBIDDEN_ACTION');
  });

  it('sees nothing from the moment the consent is withdrawn', async () => {
    const { personId, consentId } = await consented(school, ['identity', 'contact']);
    expect(await seenBy(school, personId)).toBe('partial identity,contact');
    await world.call(mig, 'cases.withdrawConsent', { commandId: newId(), consentId });
    expect(await seenBy(school, personId)).toBe('none ');
  });

  it.each(readsOfShared)('as %s reads: %s', async (role, expected) => {
    const { personId } = await consented(health, shared);
    expect(await seenBy(aDesk('ORG-DEMO-SALUD/BR-DEMO-SALUD-A', { sub: `one ${role}`, roles: [role] }), personId)).toBe(expected);
  });
});
