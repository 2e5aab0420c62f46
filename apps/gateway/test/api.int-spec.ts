import { newId } from '@konbit/contracts';
import { DomainError } from '@konbit/platform';
import { type GivenGateway, givenGateway, deskBranch, omilBranch } from './given-gateway.js';
import { anAttendance, aPerson, aReferral, slice } from './reference.js';

const worklist = `query($first: Int) { referrals(box: "sent", first: $first) {
  edges { node { id state person { identity { displayName } } service { name } originBranch { name organisation { name } } ownerBranch { name } } } pageInfo { hasNextPage } } }`;
const move = `mutation($input: MoveReferralInput!) { moveReferral(input: $input) { id state version person { id } } }`;

describe('the API', () => {
  let given: GivenGateway;
  beforeAll(async () => { given = await givenGateway(); });
  afterAll(() => given.stop());
  beforeEach(() => {
    for (const service of [given.cases, given.referrals]) service.calls.length = 0;
    given.cases.answers['cases.byIds'] = ({ ids }) => ({ persons: ids.map((id) => aPerson(id)) });
    given.referrals.answers['referrals.list'] = () => slice(Array.from({ length: 25 }, () => aReferral()));
  });
  const moved = (referral = aReferral({ state: 'accepted', version: 3 })) => {
    given.referrals.answers['referrals.move'] = ({ referralId }) => ({ id: referralId, version: 3, state: 'accepted' });
    given.referrals.answers['referrals.byIds'] = ({ ids }) => ({ referrals: ids.map((id) => ({ ...referral, id })) });
  };
  const anAccept = (fields: object = {}) => ({
    input: { commandId: newId(), referralId: newId(), expectedVersion: 2, actingBranch: omilBranch, move: { accept: { responsibleOfficial: 'Carolina Vera' } }, ...fields },
  });

  it('answers a list with names in one call for its rows and one for its people', async () => {
    const browser = await given.signedIn('meson');
    const { json } = await browser.graphql(worklist, { variables: { first: 25 } });
    expect(json.errors).toBeUndefined();
    expect(json.data.referrals.edges).toHaveLength(25);
    expect(json.data.referrals.edges[0].node).toMatchObject({
      person: { identity: { displayName: 'Rose Pierre' } }, service: { name: 'Intermediación laboral' },
      originBranch: { name: 'Mesón central', organisation: { name: 'Oficina de Migraciones' } }, ownerBranch: { name: 'OMIL Valparaíso' },
    });
    expect(given.referrals.inputs('referrals.list')).toHaveLength(1);
    expect(given.cases.inputs('cases.byIds')).toEqual([{ ids: expect.arrayContaining([expect.any(String)]), purpose: 'list' }]);
    expect(given.cases.inputs('cases.byIds')[0]!.ids).toHaveLength(25);
  });

  it('reads of a row of a list the name alone, and the record when more is asked of it', async () => {
    given.referrals.answers['referrals.list'] = () => slice([aReferral()]);
    const contact = { phone: null, email: null, address: null, sector: 'Cerro Barón', safeContact: null };
    given.cases.answers['cases.byIds'] = ({ ids, purpose }) => ({ persons: ids.map((id) => ({ ...aPerson(id), contact: purpose === 'list' ? null : contact })) });
    const browser = await given.signedIn('meson');
    const { json } = await browser.graphql('query { referrals(box: "received", first: 1) { edges { node { person { identity { displayName } contact { sector } } } } } }');
    expect(json.errors).toBeUndefined();
    expect(json.data.referrals.edges[0].node.person).toMatchObject({ identity: { displayName: 'Rose Pierre' }, contact: { sector: 'Cerro Barón' } });
    expect(given.cases.inputs('cases.byIds').map(({ purpose }) => purpose)).toEqual(['list', 'desk']);
  });

  it('shares no loader between requests: each person asks with their own token', async () => {
    const one = aReferral();
    given.referrals.answers['referrals.list'] = () => slice([one]);
    const [desk, omil] = await Promise.all([given.signedIn('meson'), given.signedIn('omil')]);
    await Promise.all([desk, omil, desk].map((browser) => browser.graphql(worklist, { variables: { first: 1 } })));
    const asked = given.cases.calls.filter(({ name }) => name === 'cases.byIds');
    expect(asked).toHaveLength(3);
    expect(new Set(asked.map(({ ctx }) => (ctx.actor.kind === 'staff' ? ctx.actor.branches[0]!.code : '')))).toEqual(new Set(['BR-IMV-MIG-CENTRAL', 'BR-OMIL-VALPO']));
  });

  it('moves a referral by the one member of its input, and answers the referral as it is then', async () => {
    moved();
    const browser = await given.signedIn('omil');
    const variables = anAccept({ at: '2026-11-24T12:00:00Z' });
    const { json } = await browser.graphql(move, { variables });
    expect(json.errors).toBeUndefined();
    expect(json.data.moveReferral).toMatchObject({ id: variables.input.referralId, state: 'accepted', version: 3 });
    const [sent] = given.referrals.calls.filter(({ name }) => name === 'referrals.move');
    expect(sent!.input).toMatchObject({
      commandId: variables.input.commandId, referralId: variables.input.referralId, expectedVersion: 2, channel: 'app', command: 'accept', data: { responsibleOfficial: 'Carolina Vera' },
    });
    expect(sent!.ctx.actingBranch).toMatchObject({ id: omilBranch, code: 'BR-OMIL-VALPO' });
  });

  it('refuses a move that holds two commands, or none', async () => {
    const browser = await given.signedIn('omil');
    for (const two of [{ claim: 'YES', start: 'YES' }, {}]) {
      const { json } = await browser.graphql(move, { variables: anAccept({ move: two }) });
      expect(json.errors[0].extensions.code).toBe('INVALID_INPUT');
    }
    expect(given.referrals.calls).toHaveLength(0);
  });

  it('acts for a branch of the person alone', async () => {
    moved();
    const browser = await given.signedIn('dos');
    await browser.graphql(worklist, { variables: { first: 1 }, headers: { 'x-konbit-branch': omilBranch } });
    expect(given.referrals.calls.at(-1)!.ctx.actingBranch!.id).toBe(omilBranch);
    await browser.graphql(worklist, { variables: { first: 1 } });
    expect(given.referrals.calls.at(-1)!.ctx.actingBranch!.id).toBe(deskBranch);
    const desk = await given.signedIn('meson');
    const byHeader = await desk.graphql(worklist, { variables: { first: 1 }, headers: { 'x-konbit-branch': omilBranch } });
    expect([byHeader.status, byHeader.json.errors[0].extensions.code]).toEqual([403, 'FORBIDDEN_ACTION']);
    const byInput = await desk.graphql(move, { variables: anAccept() });
    expect(byInput.json.errors[0].extensions).toMatchObject({ code: 'FORBIDDEN_ACTION', cause: 'BRANCH_NOT_YOURS' });
  });

  it('carries a refusal with its state, version and available actions', async () => {
    given.referrals.answers['referrals.move'] = () => {
      throw new DomainError('VERSION_CONFLICT', { state: 'accepted', version: 5, availableActions: [{ command: 'start', requires: [], confirm: false, dueAt: null }] });
    };
    const { json } = await (await given.signedIn('omil')).graphql(move, { variables: anAccept() });
    expect(json.errors).toEqual([{
      message: 'VERSION_CONFLICT', path: ['moveReferral'], locations: expect.anything(),
      extensions: { code: 'VERSION_CONFLICT', state: 'accepted', version: 5, availableActions: [{ command: 'start', requires: [], confirm: false, dueAt: null }] },
    }]);
  });

  it('names the field of a refused input', async () => {
    given.cases.answers['cases.search'] = () => ({ hits: [], more: false });
    const { json } = await (await given.signedIn('meson')).graphql('query($t: String!) { searchPersons(text: $t, first: 5) { more } }', { variables: { t: 'x'.repeat(200) } });
    expect(json.errors[0].extensions).toMatchObject({ code: 'INVALID_INPUT', fields: [{ path: 'text' }] });
  });

  it('hides what nobody foresaw behind an id', async () => {
    given.referrals.answers['referrals.counts'] = () => { throw new Error('relation "referral" does not exist'); };
    const { json, text } = await (await given.signedIn('meson')).graphql('{ referralCounts { overdue } }');
    expect(json.errors[0]).toMatchObject({ message: 'INTERNAL', extensions: { code: 'INTERNAL', errorId: expect.any(String) } });
    expect(text).not.toContain('relation');
  });

  it('asks each field of a role that may have it', async () => {
    const auditor = await given.signedIn('auditor');
    for (const [query, variables] of [[worklist, { first: 1 }], ['{ queue(first: 1) { waiting } }', {}], [move, anAccept({ actingBranch: deskBranch })]] as const) {
      expect((await auditor.graphql(query, { variables })).json.errors[0].extensions.code).toBe('FORBIDDEN_ACTION');
    }
    expect((await auditor.graphql('{ viewer { name branches { name } } }')).json.data.viewer).toEqual({ name: 'Persona auditor', branches: [{ name: 'Mesón central' }] });
    expect(given.referrals.calls).toHaveLength(0);
  });

  it('needs a page size from 0 to 100 in one direction', async () => {
    const browser = await given.signedIn('meson');
    const lists = (args: string) => [`{ referrals(box: "sent"${args ? `, ${args}` : ''}) { pageInfo { hasNextPage } } }`, `{ queue${args ? `(${args})` : ''} { waiting } }`];
    for (const args of ['', 'first: -1', 'first: 101', 'first: 1, last: 1', 'after: "x"']) {
      for (const list of lists(args)) expect((await browser.graphql(list)).json.errors[0].extensions.code).toBe('PAGE_SIZE_INVALID');
    }
    expect((await browser.graphql(lists('first: 0')[0]!)).json.errors).toBeUndefined();
  });

  it('takes an intake apart into one command, and answers the row and the person', async () => {
    const row = anAttendance();
    given.cases.answers['cases.intake'] = ({ data }) => ({ id: data.attendanceId, version: 1, state: 'waiting', personId: data.personId });
    given.cases.answers['cases.attendancesByIds'] = ({ ids }) => ({ attendances: ids.map((id) => ({ ...row, id })) });
    const input = {
      commandId: newId(), attendanceId: newId(), personId: newId(), recordId: newId(), caseFileId: newId(), channel: 'office', needs: [{ needId: newId(), code: 'work' }],
      person: { givenNames: 'Rose', firstSurname: 'Pierre', birthYear: 1990, nationality: 'HTI', language: 'hat', phone: null },
    };
    const { json } = await (await given.signedIn('meson')).graphql(
      'mutation($input: IntakeInput!) { intake(input: $input) { attendance { id queueNumber branch { name } person { id } } person { id access } } }', { variables: { input } });
    expect(json.errors).toBeUndefined();
    expect(json.data.intake).toMatchObject({ attendance: { id: input.attendanceId, branch: { name: 'Mesón central' } }, person: { id: input.personId, access: 'full' } });
    const [{ data, commandId }] = given.cases.inputs('cases.intake') as [{ data: Record<string, unknown>; commandId: string }];
    expect(commandId).toBe(input.commandId);
    expect(data).toMatchObject({ attendanceId: input.attendanceId, channel: 'office' });
    expect(data['person']).not.toHaveProperty('phone');
  });

  it('finds where a person may be sent, with names and reasons', async () => {
    given.directory.answers['directory.destinations'] = () => ({
      destinations: [{ branchId: omilBranch, serviceId: aReferral().serviceId!, offering: 'expected', insideMunicipality: true, reasons: ['offers_service'], doubts: ['unconfirmed_hours'] }], servicesWithoutBranch: [],
    });
    const { json } = await (await given.signedIn('meson')).graphql('{ destinations(need: "work", first: 10) { destinations { branch { name } service { name } reasons doubts } } }');
    expect(json.data.destinations.destinations).toEqual([{ branch: { name: 'OMIL Valparaíso' }, service: { name: 'Intermediación laboral' }, reasons: ['offers_service'], doubts: ['unconfirmed_hours'] }]);
    expect(given.directory.inputs('directory.destinations')[0]).toMatchObject({ needCode: 'work', originBranchId: deskBranch });
  });
});

describe('with a service down', () => {
  let given: GivenGateway;
  beforeAll(async () => { given = await givenGateway(); });
  afterAll(() => given.stop());

  it('its fields say UNAVAILABLE, the others answer, and health names it', async () => {
    given.referrals.answers['referrals.list'] = () => slice([aReferral()]);
    const browser = await given.signedIn('meson');
    expect([(await browser.get('/healthz')).status, (await browser.get('/healthz')).json.ok]).toEqual([200, true]);
    await given.cases.stop();
    const { status, json } = await browser.graphql(worklist, { variables: { first: 1 } });
    expect(status).toBe(200);
    expect(json.data.referrals.edges[0].node).toMatchObject({ state: 'requested', person: null, service: { name: 'Intermediación laboral' } });
    expect(json.errors).toEqual([expect.objectContaining({ path: ['referrals', 'edges', 0, 'node', 'person'], extensions: expect.objectContaining({ code: 'UNAVAILABLE' }) })]);
    const health = await browser.get('/healthz');
    expect([health.status, health.json]).toEqual([503, { ok: false, parts: { database: true, cases: false, referrals: true, directory: true } }]);
  });

  it('a directory that was read once still gives its names', async () => {
    const browser = await given.signedIn('meson');
    await given.directory.stop();
    const { json } = await browser.graphql('{ viewer { branches { name } } }');
    expect(json).toEqual({ data: { viewer: { branches: [{ name: 'Mesón central' }] } } });
  });
});
