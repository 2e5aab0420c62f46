import { newId, type PlaceView } from '@konbit/contracts';
import { codeId, DomainError } from '@konbit/platform';
import { deskBranch, type GivenGateway, givenGateway } from './given-gateway.js';
import { reference, slice } from './reference.js';

const search = 'query($filter: PlaceFilter) { places(filter: $filter, first: 5) { total edges { node { openNow unconfirmed branch { name comunaName organisation { name } } offerings { status service { name } } } } } }';
const save = 'mutation($input: SaveBranchInput!) { saveBranch(input: $input) { branch { id name version } } }';
const suggest = 'mutation($input: SuggestInput!) { suggestChange(input: $input) }';
const history = 'query($id: UUID!) { directoryHistory(subjectType: "branch", subjectId: $id, first: 5) { edges { node { officialName fields { field before after } } } } }';

const aPlace = (over: Partial<PlaceView['branch']> = {}): PlaceView => ({
  branch: { ...reference.branches[0]!, ...over }, offeringCount: 1, openNow: null, unconfirmed: ['hours'],
  offerings: [{
    id: newId(), version: 1, branchId: deskBranch, serviceId: codeId('OML-01'), status: 'expected', fee: null, feeText: null, hours: null, languages: null, documents: null, note: null, basis: 'seed',
    verifiedOn: null, verifiedBy: null,
  }],
});

describe('the directory', () => {
  let given: GivenGateway;
  beforeAll(async () => { given = await givenGateway(); });
  afterAll(() => given.stop());

  it('is searched by whoever works here, each place with its names', async () => {
    const place = aPlace();
    given.directory.answers['directory.search'] = () => ({ ...slice([{ ...place, id: place.branch.id }]), total: 1, servicesWithoutBranch: [] });
    const { json } = await (await given.signedIn('meson')).graphql(search, { variables: { filter: { text: 'mesón', language: null } } });
    expect(json).toEqual({ data: { places: { total: 1, edges: [{ node: {
      openNow: null, unconfirmed: ['hours'], branch: { name: 'Mesón central', comunaName: 'Valparaíso', organisation: { name: 'Oficina de Migraciones' } },
      offerings: [{ status: 'expected', service: { name: 'Intermediación laboral' } }],
    } }] } } });
    expect(given.directory.inputs('directory.search')).toEqual([{ filter: { text: 'mesón' }, page: { first: 5 } }]);
  });

  it('is edited by its editors alone; null travels as "nobody stated it", and the id is the one the directory gave', async () => {
    const input = { commandId: newId(), id: newId(), fields: { code: 'BR-NUEVA', name: 'Nueva', languages: null } };
    expect((await (await given.signedIn('meson')).graphql(save, { variables: { input } })).json.errors[0].extensions.code).toBe('FORBIDDEN_ACTION');
    given.directory.answers['directory.saveBranch'] = () => ({ id: codeId('BR-NUEVA'), version: 1, state: 'saved' });
    given.directory.answers['directory.place'] = ({ branchId }) => aPlace({ id: branchId, name: 'Nueva' });
    const editor = await given.signedIn('directorio');
    expect((await editor.graphql(save, { variables: { input } })).json).toEqual({ data: { saveBranch: { branch: { id: codeId('BR-NUEVA'), name: 'Nueva', version: 1 } } } });
    expect(given.directory.inputs('directory.saveBranch')[0]).toMatchObject({ id: input.id, fields: { code: 'BR-NUEVA', name: 'Nueva', languages: null } });
  });

  it('tells the second editor which version stands', async () => {
    given.directory.answers['directory.saveBranch'] = () => { throw new DomainError('VERSION_CONFLICT', { version: 7 }); };
    const input = { commandId: newId(), id: deskBranch, expectedVersion: 6, fields: { phone: '32 000 0000' } };
    expect((await (await given.signedIn('directorio')).graphql(save, { variables: { input } })).json.errors[0].extensions).toMatchObject({ code: 'VERSION_CONFLICT', version: 7 });
  });

  it('counts for its editors alone what a branch that closes would leave waiting', async () => {
    given.referrals.answers['referrals.openAt'] = () => ({ open: 12 });
    const ask = async (username: string) => (await given.signedIn(username)).graphql('query($id: UUID!) { openReferralsAt(branchId: $id) }', { variables: { id: deskBranch } });
    expect((await ask('directorio')).json).toEqual({ data: { openReferralsAt: 12 } });
    expect((await ask('meson')).json.errors[0].extensions.code).toBe('FORBIDDEN_ACTION');
  });

  it('takes a suggestion of any officer, with the values alone that were given', async () => {
    given.directory.answers['directory.suggest'] = ({ suggestionId }) => ({ id: suggestionId, version: 1, state: 'open' });
    const input = { commandId: newId(), suggestionId: newId(), subjectType: 'branch', subjectId: deskBranch, branch: { phone: null, address: 'Condell 1490' } };
    expect((await (await given.signedIn('omil')).graphql(suggest, { variables: { input } })).json).toEqual({ data: { suggestChange: true } });
    expect(given.directory.inputs('directory.suggest')[0]).toMatchObject({ branch: { phone: null, address: 'Condell 1490' } });
  });

  it('says who changed what, values as JSON', async () => {
    const official = given.accounts.find(({ username }) => username === 'directorio')!.sub;
    const fields = [{ field: 'languages', before: null, after: ['spa', 'hat'] }];
    given.directory.answers['directory.history'] = ({ subjectId }) => (
      slice([{ id: newId(), subjectType: 'branch' as const, subjectId, version: 2, at: '2026-11-24T12:00:00.000Z', source: 'edit' as const, official, fields }]));
    const { json } = await (await given.signedIn('meson')).graphql(history, { variables: { id: deskBranch } });
    expect(json).toEqual({ data: { directoryHistory: { edges: [{ node: { officialName: 'Persona directorio', fields: [{ field: 'languages', before: null, after: '["spa","hat"]' }] } }] } } });
  });
});
