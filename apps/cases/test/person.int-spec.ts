import { newId } from '@konbit/contracts';
import { codeId } from '@konbit/platform';
import { aDesk, anIntake, desks } from './given.js';
import { refused, refusal, startWorld, testVault, type World } from './world.js';

const mig = desks.mig.ctx;

describe('a person', () => {
  let world: World;
  beforeAll(async () => { world = await startWorld(process.env); }, 60_000);
  afterAll(() => world.stop());

  const correct = (personId: string, expectedVersion: number, fields: object, ctx = mig) => world.call(ctx, 'cases.correct', { commandId: newId(), personId, expectedVersion, fields });
  const addRun = (personId: string, expectedVersion: number, value: string) =>
    world.call(mig, 'cases.addIdentifier', { commandId: newId(), personId, expectedVersion, identifier: { id: newId(), type: 'RUN', value } });

  it('is corrected in the office\'s own record, and found by the new name alone', async () => {
    const { personId } = await world.admitted(desks.mig, { person: { givenNames: 'Yvenet', firstSurname: 'Dorsainvil' } });
    expect(await correct(personId, 1, { givenNames: 'Ivenson', address: 'Subida Ecuador 10' })).toEqual({ id: personId, version: 2, state: 'active' });
    const search = async (text: string) => (await world.call(mig, 'cases.search', { text, first: 5 })).hits.map((hit) => hit.displayName);
    expect(await search('yvenet')).toEqual([]);
    expect(await search('ivenson')).toEqual(['Ivenson Dorsainvil']);
    expect((await world.person(mig, personId)).contact?.address).toBe('Subida Ecuador 10');
    const [event] = await world.databases.asOwner<{ payload: object }>('cases', 'select payload from outbox where key = $1 and agg_version = 2', [personId]);
    if (event) expect(event.payload).toMatchObject({ fields: ['given_names', 'address'] });
    expect(await world.eventsOf(personId)).toEqual(['person.registered.v1', 'person.corrected.v1']);
  });

  it('keeps values and version when a correction is refused', async () => {
    const { personId } = await world.admitted();
    expect(await refused(correct(personId, 1, { nationality: 'HAI' }))).toEqual({ code: 'UNKNOWN_CODE', details: { fields: [{ path: 'fields.nationality', code: 'UNKNOWN_CODE' }] } });
    expect(await refused(correct(personId, 7, { sector: 'Playa Ancha' }))).toMatchObject({ code: 'VERSION_CONFLICT', details: { version: 1 } });
    expect(await world.person(mig, personId)).toMatchObject({ version: 1, contact: { sector: null } });
  });

  it('has one winner of two corrections of one version', async () => {
    const { personId } = await world.admitted();
    const codes = (await Promise.all([refused(correct(personId, 1, { sector: 'Placeres' })), refused(correct(personId, 1, { sector: 'Barón' }))])).map((one) => one.code);
    expect(codes.filter((code) => code === 'VERSION_CONFLICT')).toHaveLength(1);
    expect((await world.person(mig, personId)).version).toBe(2);
  });

  it('gets a document, refused with its code when its check is wrong', async () => {
    const { personId } = await world.admitted();
    expect(await refused(addRun(personId, 1, '44.000.001-9'))).toEqual({ code: 'IDENTIFIER_INVALID', details: { fields: [{ path: 'identifier.value', code: 'DV_MISMATCH' }] } });
    await addRun(personId, 1, '44.000.007-K');
    const shown = (await world.person(mig, personId)).migration?.identifiers;
    expect(shown).toMatchObject([{ type: 'RUN', masked: '44.000.***-*' }]);
  });

  it('may share a number with somebody else; only a verified RUN is unique', async () => {
    const [one, other] = [await world.admitted(), await world.admitted()];
    await addRun(one.personId, 1, '44.000.010-K');
    await addRun(other.personId, 1, '44.000.010-K');
    await world.rows('update identifier set state = \'verified\' where person_id = $1', [one.personId]);
    await expect(world.rows('update identifier set state = \'verified\' where person_id = $1', [other.personId])).rejects.toThrow('identifier_verified_run');
  });

  it('shows a whole number once, with a reason that is kept sealed and audited', async () => {
    const { personId } = await world.admitted();
    await addRun(personId, 1, '44.000.001-0');
    const identifierId = (await world.person(mig, personId)).migration!.identifiers[0]!.id;
    expect(await world.call(mig, 'cases.unmask', { personId, identifierId, reason: 'Inscribir en el BNE' })).toEqual({ value: '44.000.001-0' });
    const [row] = await world.rows<{ details: { reasonId: string }; reason_sealed: Buffer }>(
      'select a.details, r.reason_sealed from audit a join stated_reason r on r.id::text = a.details->>\'reasonId\' where a.action = \'identifier.unmask\' and a.subject_id = $1', [identifierId]);
    expect(testVault.open(row!.reason_sealed, `stated_reason.${row!.details.reasonId}`)).toBe('Inscribir en el BNE');
    expect(await refusal(world.call(desks.dideco.ctx, 'cases.unmask', { personId, identifierId, reason: 'curiosidad' }))).toBe('NOT_FOUND');
  });

  it('is read for four hours by a broken glass, and its auditor knows', async () => {
    const { personId } = await world.admitted();
    const dideco = desks.dideco.ctx;
    expect(await refusal(world.call(dideco, 'cases.breakGlass', { commandId: newId(), personId: newId(), reason: 'Urgencia en la sala de espera' }))).toBe('NOT_FOUND');
    expect(await refusal(world.call(dideco, 'cases.breakGlass', { commandId: newId(), personId, reason: `urgente${' '.repeat(20)}` }))).toBe('REASON_REQUIRED');
    await world.call(dideco, 'cases.breakGlass', { commandId: newId(), personId, reason: 'Urgencia en la sala de espera' });
    expect(await world.person(dideco, personId)).toMatchObject({ access: 'partial', canWrite: false });
    expect((await world.person(aDesk('ORG-IMV-DIDECO/BR-DIDECO-OTRA', { roles: ['social_worker'] }).ctx, personId)).access).toBe('none');
    const now = world.clock.now();
    world.clock.advance(4 * 3_600_000);
    expect((await world.person(dideco, personId)).access).toBe('none');
    world.clock.set(now);
    const audit = await world.rows('select actor from audit where action = \'access.break_glass\' and outcome = \'ok\' and pos in (select pos from audit_subject where person_id = $1)', [personId]);
    expect(audit).toEqual([{ actor: 'dideco' }]);
  });

  it('is neither kept nor passed on by a broken glass', async () => {
    const { personId, recordId } = await world.admitted(desks.mig, { person: { givenNames: 'Islande', phone: '+56 9 0000 0444' } });
    const dideco = desks.dideco.ctx;
    await world.call(dideco, 'cases.breakGlass', { commandId: newId(), personId, reason: 'Urgencia en la sala de espera' });
    const question = {
      personId, recordId, serviceId: codeId('OML-02'), recipientOrgId: desks.omil.branch.orgId, recipientBranchId: desks.omil.branch.id, insideMunicipality: true,
      basis: { kind: 'legal_function', normCode: 'LEY-18695-4' }, fieldGroups: ['identity', 'contact'],
    };
    expect(await world.call(dideco, 'cases.checkBasis', question)).toMatchObject({ covered: false, refusal: 'NOT_FOUND' });
    const override = { kind: 'override', overrideReason: 'life_at_risk', text: 'Riesgo vital hoy' };
    expect(await world.call(dideco, 'cases.checkBasis', { ...question, basis: override })).toMatchObject({ covered: true });
    const now = world.clock.now();
    await world.call(dideco, 'cases.intake', anIntake({ existing: 'known', personId }));
    world.clock.advance(4 * 3_600_000);
    const kept = await world.person(dideco, personId);
    world.clock.set(now);
    expect([kept.access, kept.identity?.givenNames, kept.contact?.phone]).toEqual(['full', 'Islande', null]);
  });

  it('is read through the glass as an office wrote it, not as a referral left it', async () => {
    const person = await world.admitted(desks.mig, { person: { phone: '+56 9 0000 0445' } });
    const referralId = await world.sent(person);
    await world.tell(referralId, 'started', { personId: person.personId, recordId: person.recordId, from: 'accepted', to: 'active' });
    await world.call(desks.dideco.ctx, 'cases.breakGlass', { commandId: newId(), personId: person.personId, reason: 'Urgencia en la sala de espera' });
    expect((await world.person(desks.dideco.ctx, person.personId)).contact?.phone).toBe('+56 9 0000 0445');
  });

  it('has stated reasons that the service can add and never change', async () => {
    expect(await world.rows(`select has_table_privilege(r.rolname, 'stated_reason', 'insert') as adds, has_table_privilege(r.rolname, 'stated_reason', 'update, delete') as changes
      from pg_roles r where r.rolname = 'cases_app'`)).toEqual([{ adds: true, changes: false }]);
  });

  it('has a ficha that who reads the identity minimum alone does not read', async () => {
    const { personId } = await world.admitted(desks.mig, { needs: [{ needId: newId(), code: 'health', text: 'Control de embarazo' }] });
    const mediator = aDesk('ORG-IMV-MIG/BR-IMV-MIG-CENTRAL', { roles: ['mediator'] }).ctx;
    expect(await world.person(mediator, personId)).toMatchObject({ identity: expect.anything(), contact: null });
    expect((await world.call(mediator, 'cases.caseFiles', { personIds: [personId] })).caseFiles).toEqual([null]);
    expect((await world.call(mig, 'cases.caseFiles', { personIds: [personId] })).caseFiles[0]?.needs).toHaveLength(1);
  });

  it('has a ficha whose needs the desk adds, meets and drops', async () => {
    const { caseFileId, personId, needId } = await world.admitted();
    const move = (command: string, expectedVersion: number, more: object) => world.call(mig, 'cases.needMove', { commandId: newId(), caseFileId, expectedVersion, command, ...more });
    const housing = newId();
    expect(await move('add_need', 1, { needId: housing, code: 'housing', text: 'Arriendo sin contrato' })).toMatchObject({ version: 2, state: 'open' });
    expect(await refusal(move('drop_need', 2, { needId: housing }))).toBe('DATA_REQUIRED');
    expect(await move('drop_need', 2, { needId: housing, reasonCode: 'solved_alone' })).toMatchObject({ version: 3, state: 'dropped' });
    expect(await move('meet_need', 3, { needId })).toMatchObject({ version: 4, state: 'met' });
    expect(await refused(move('meet_need', 4, { needId }))).toMatchObject({ code: 'INVALID_TRANSITION', details: { state: 'met', version: 4 } });
    expect(await refusal(move('meet_need', 1, { needId }))).toBe('VERSION_CONFLICT');
    const kinds = (await world.call(mig, 'cases.timeline', { personId, page: { first: 20 } })).edges.map((edge) => edge.node.kind);
    expect(kinds.filter((kind) => kind.startsWith('need')).sort()).toEqual(['need.added', 'need.dropped', 'need.met']);
  });

  it('gives consents that both its office and the recipient see', async () => {
    const { personId, recordId } = await world.admitted();
    const consentId = newId();
    const given = { commandId: newId(), consentId, personId, recipientOrgId: desks.omil.branch.orgId, purpose: 'referral', fieldGroups: ['identity'], how: 'with_interpreter' };
    expect(await world.call(mig, 'cases.giveConsent', given)).toEqual({ id: consentId, version: 1, state: 'given' });
    expect((await world.call(mig, 'cases.consents', { personId })).consents).toMatchObject([{ id: consentId, how: 'with_interpreter', recordedBy: 'meson', revokedAt: null }]);
    await world.sent({ personId, recordId });
    expect((await world.call(desks.omil.ctx, 'cases.consents', { personId })).consents).toHaveLength(1);
  });
});

describe('the wall between municipalities', () => {
  let world: World;
  beforeAll(async () => { world = await startWorld(process.env); }, 60_000);
  afterAll(() => world.stop());

  it('is on every table but the named exceptions, with both policies', async () => {
    const tables = await world.rows<{ name: string; walled: boolean; policies: number }>(`
      select c.relname as name, c.relrowsecurity and c.relforcerowsecurity as walled, (select count(*)::int from pg_policy p where p.polrelid = c.oid) as policies
      from pg_class c where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace order by 1`);
    const open = tables.filter((table) => !(table.walled && table.policies >= 2)).map((table) => table.name);
    expect(open).toEqual(['audit_link', 'bus_offset', 'command', 'consumer_key', 'dead_record', 'migration', 'outbox', 'parked']);
  });

  it('lets a migration change rows of a walled table', async () => {
    await world.admitted();
    expect((await world.rows('update person_record set sector = sector returning 1')).length).toBeGreaterThan(0);
  });

  it('hides every person from another municipality, whoever asks', async () => {
    const { personId, attendanceId } = await world.admitted(desks.mig, { person: { givenNames: 'Wilner', firstSurname: 'Joseph', identifiers: [{ id: newId(), type: 'RUN', value: '44.000.001-0' }] } });
    const { ctx } = desks.stranger;
    expect((await world.person(ctx, personId)).access).toBe('none');
    for (const text of ['wilner', 'wilner joseph 1990', '44.000.001-0']) expect((await world.call(ctx, 'cases.search', { text, first: 10 })).hits).toEqual([]);
    expect(await refusal(world.call(ctx, 'cases.breakGlass', { commandId: newId(), personId, reason: 'Urgencia en la sala de espera' }))).toBe('NOT_FOUND');
    expect((await world.call(ctx, 'cases.attendancesByIds', { ids: [attendanceId] })).attendances).toEqual([null]);
  });
});
