import { newId, type Role, roles } from '@konbit/contracts';
import { aDesk, anIntake, desks } from './given.js';
import { refusal, startWorld, type World } from './world.js';

const migration = 'ORG-IMV-MIG/BR-IMV-MIG-CENTRAL';
const health = 'ORG-DEMO-SALUD/BR-DEMO-SALUD-A';
const desk: Role[] = ['adviser', 'social_worker', 'omil_officer'];

/** Who may do what to a person of their own office; everybody else gets the code. NOT_FOUND: the role reads nobody. */
const table: { call: string; allowed: Role[]; otherwise: (role: Role) => string }[] = [
  { call: 'intake', allowed: desk, otherwise: () => 'FORBIDDEN_ACTION' },
  { call: 'attendanceMove', allowed: desk, otherwise: () => 'FORBIDDEN_ACTION' },
  { call: 'queue', allowed: desk, otherwise: () => 'FORBIDDEN_ACTION' },
  { call: 'duplicates', allowed: desk, otherwise: () => 'FORBIDDEN_ACTION' },
  { call: 'needMove', allowed: desk, otherwise: () => 'FORBIDDEN_ACTION' },
  { call: 'search', allowed: [...desk, 'course_coordinator', 'head', 'mediator', 'legal'], otherwise: () => 'FORBIDDEN_ACTION' },
  { call: 'breakGlass', allowed: [...desk, 'legal'], otherwise: () => 'FORBIDDEN_ACTION' },
  { call: 'checkBasis', allowed: [...desk, 'course_coordinator', 'head', 'external_counterpart'], otherwise: () => 'FORBIDDEN_ACTION' },
  { call: 'correct', allowed: desk, otherwise: (role) => (reads(role) ? 'FORBIDDEN_ACTION' : 'NOT_FOUND') },
  { call: 'addIdentifier', allowed: desk, otherwise: (role) => (reads(role) ? 'FORBIDDEN_ACTION' : 'NOT_FOUND') },
  { call: 'giveConsent', allowed: desk, otherwise: (role) => (reads(role) ? 'FORBIDDEN_ACTION' : 'NOT_FOUND') },
  { call: 'notSame', allowed: desk, otherwise: () => 'FORBIDDEN_ACTION' },
  { call: 'timeline', allowed: [...desk, 'course_coordinator', 'head', 'legal', 'mediator'], otherwise: () => 'NOT_FOUND' },
  { call: 'consents', allowed: [...desk, 'course_coordinator', 'head', 'legal', 'mediator'], otherwise: () => 'NOT_FOUND' },
  { call: 'notices', allowed: [...desk, 'course_coordinator', 'head', 'legal', 'mediator'], otherwise: () => 'NOT_FOUND' },
  { call: 'readNotice', allowed: [...desk, 'mediator'], otherwise: (role) => (reads(role) ? 'FORBIDDEN_ACTION' : 'NOT_FOUND') },
  { call: 'audit', allowed: [...desk, 'auditor', 'legal'], otherwise: (role) => (reads(role) ? 'FORBIDDEN_ACTION' : 'NOT_FOUND') },
  { call: 'folios', allowed: ['auditor', 'legal'], otherwise: () => 'FORBIDDEN_ACTION' },
  { call: 'indicators.omilRate', allowed: ['head', 'policy'], otherwise: () => 'FORBIDDEN_ACTION' },
];
const reads = (role: Role): boolean => [...desk, 'course_coordinator', 'head', 'legal', 'mediator'].includes(role);

describe('the permission matrix of cases', () => {
  let world: World;
  let person: Awaited<ReturnType<World['admitted']>>;
  let other: string;
  beforeAll(async () => {
    world = await startWorld(process.env);
    other = (await world.admitted()).personId;
  }, 60_000);
  beforeEach(async () => { person = await world.admitted(); });
  afterAll(() => world.stop());

  const inputs: Record<string, () => object> = {
    intake: () => anIntake(),
    attendanceMove: () => ({ commandId: newId(), attendanceId: person.attendanceId, command: 'leave', expectedVersion: 1 }),
    queue: () => ({ page: { first: 1 } }),
    duplicates: () => ({ person: anIntake().data.person }),
    needMove: () => ({ commandId: newId(), caseFileId: person.caseFileId, command: 'meet_need', needId: person.needId, expectedVersion: 1 }),
    search: () => ({ text: 'nadie', first: 1 }),
    breakGlass: () => ({ commandId: newId(), personId: person.personId, reason: 'Urgencia en la sala de espera' }),
    checkBasis: () => ({
      personId: person.personId, recordId: person.recordId, serviceId: newId(), recipientOrgId: newId(), recipientBranchId: null, insideMunicipality: true, basis: { kind: 'legal_function' }, fieldGroups: [],
    }),
    correct: () => ({ commandId: newId(), personId: person.personId, expectedVersion: 1, fields: { sector: 'Placeres' } }),
    addIdentifier: () => ({ commandId: newId(), personId: person.personId, expectedVersion: 1, identifier: { id: newId(), type: 'RUN', value: '44.000.001-0' } }),
    giveConsent: () => ({ commandId: newId(), consentId: newId(), personId: person.personId, recipientOrgId: newId(), purpose: 'referral', fieldGroups: ['identity'], how: 'spoken' }),
    notSame: () => ({ commandId: newId(), personId: person.personId, otherId: other }),
    timeline: () => ({ personId: person.personId, page: { first: 1 } }),
    consents: () => ({ personId: person.personId }),
    notices: () => ({ personId: person.personId }),
    readNotice: () => ({ commandId: newId(), noticeId: newId(), personId: person.personId, noticeVersion: '0123456789abcdef', manner: 'read_aloud', language: 'hat' }),
    audit: () => ({ filter: { personId: person.personId }, size: 1 }),
    folios: () => ({ personIds: [person.personId] }),
    'indicators.omilRate': () => ({}),
  };
  const called = (call: string, role: Role, branch = migration): Promise<string> =>
    refusal(world.call(aDesk(branch, { sub: `one ${role}`, roles: [role] }).ctx, `cases.${call}` as 'cases.queue', inputs[call]!()));

  it.each(table.flatMap((row) => roles.map((role) => ({ ...row, role }))))('$call by $role', async ({ call, role, allowed, otherwise }) => {
    const answer = await called(call, role);
    if (allowed.includes(role)) expect(answer).toMatch(/^answered/);
    else expect(answer).toBe(otherwise(role));
  });

  it.each(['correct', 'addIdentifier', 'giveConsent', 'timeline', 'consents', 'notices', 'readNotice', 'audit', 'needMove', 'attendanceMove', 'notSame'])('%s of another office\'s person is NOT_FOUND', async (call) => {
    expect(await refusal(world.call(desks.dideco.ctx, `cases.${call}` as 'cases.queue', inputs[call]!()))).toBe('NOT_FOUND');
  });

  it('answers alike for an unknown person and for one without access', async () => {
    const unknown = newId();
    const [theirs, nobody] = (await world.call(desks.dideco.ctx, 'cases.byIds', { ids: [person.personId, unknown], purpose: 'desk' })).persons;
    expect({ ...theirs, id: '' }).toEqual({ ...nobody, id: '' });
    expect(theirs).toMatchObject({ access: 'none', identity: null, contact: null, withheld: ['identity', 'contact', 'family', 'work_and_study', 'migration'] });
  });

  it('keeps the order of the ids that were asked', async () => {
    const ids = [other, newId(), person.personId, other];
    expect((await world.call(desks.mig.ctx, 'cases.byIds', { ids, purpose: 'list' })).persons.map((view) => view.id)).toEqual(ids);
  });

  it('reads for a list the identity alone', async () => {
    const [listed] = (await world.call(desks.mig.ctx, 'cases.byIds', { ids: [person.personId], purpose: 'list' })).persons;
    const whole = await world.person(desks.mig.ctx, person.personId);
    expect(listed).toEqual({ ...whole, contact: null, family: null, workAndStudy: null, migration: null });
    expect(whole.contact).not.toBeNull();
  });

  it('writes one audit row for a read of many, and a row for each person', async () => {
    const reader = aDesk(migration, { sub: 'reader' }).ctx;
    await world.call(reader, 'cases.byIds', { ids: [other, person.personId, newId()], purpose: 'list' });
    const rows = await world.rows('select a.action, a.details, (select count(*)::int from audit_subject s where s.pos = a.pos) as persons from audit a where a.actor = \'reader\'');
    expect(rows).toEqual([{ action: 'person.list', details: { purpose: 'list' }, persons: 2 }]);
  });

  it('lets a receiver read but not write, and an external counterpart only while its referral lives', async () => {
    const salud = aDesk(health, { sub: 'salud', roles: ['external_counterpart'] });
    const owner = { ownerBranch: salud.branch.id, ownerOrg: salud.branch.orgId };
    const referralId = await world.sent(person, owner);
    expect(await world.person(salud.ctx, person.personId)).toMatchObject({ access: 'partial', canWrite: false });
    await world.tell(referralId, 'cancelled', { ...owner, personId: person.personId, recordId: person.recordId, from: 'requested', to: 'cancelled' });
    expect((await world.person(salud.ctx, person.personId)).access).toBe('none');
  });

  it('refuses a receiver who corrects another office\'s record', async () => {
    await world.sent(person);
    expect(await refusal(world.call(desks.omil.ctx, 'cases.correct', inputs['correct']!()))).toBe('FORBIDDEN_ACTION');
  });

  it('refuses everything to who acts for no branch', async () => {
    const nowhere = { ...desks.mig.ctx, actingBranch: null };
    for (const call of ['intake', 'queue']) expect(await refusal(world.call(nowhere, `cases.${call}` as 'cases.queue', inputs[call]!()))).toBe('FORBIDDEN_ACTION');
    expect((await world.person(nowhere, person.personId)).access).toBe('none');
  });
});
