import { type CriterionView, newId } from '@konbit/contracts';
import { codeId, DomainError } from '@konbit/platform';
import { type GivenGateway, givenGateway } from './given-gateway.js';
import { slice } from './reference.js';

const list = '{ criteria(first: 10) { edges { node { lineId service { code } branch { code } normRank rules { id when { fact values from to } effect { outcome } } otherwise { outcome } source { citation } } } } }';
const explore = 'query($id: UUID!, $known: [KnownFactInput!]!) { exploreCriteria(serviceId: $id, known: $known) { parties { branch { code } answers { effects { outcome } rules } } nextFact } }';
const compare = 'query($a: UUID!, $b: UUID!) { compareCriteria(lineA: $a, lineB: $b) { verdict level regions { when { fact values } } witness { facts { fact value } moved } } }';
const declare = 'mutation($input: DeclareCriterionInput!) { declareCriterion(input: $input) { lineId lineVersion version } }';

const [service, branch] = [codeId('OML-01'), codeId('BR-OMIL-VALPO')];
const [lineId, other] = [newId(), newId()];
const source = { kind: 'phone' as const, citation: 'Llamada', collectedOn: '2026-11-20' };
const accepts = { effects: [{ outcome: 'ACCEPT' as const }], rules: ['r1'] };
const aCriterion = (over: Partial<CriterionView> = {}): CriterionView => ({
  lineId, lineVersion: 1, version: 1, serviceId: service, branchId: branch, normRank: null, vocabulary: '1.0.0', validFrom: '2026-11-01', validTo: null, recordedAt: '2026-11-25T13:00:00.000Z', source,
  confidence: 'declared', verifiedBy: null, verifiedAt: null, withdrawnAt: null, otherwise: { outcome: 'REFER' },
  rules: [{ id: 'r1', when: [{ fact: 'pregnant', in: [true] }, { fact: 'age', from: 18 }], effect: { outcome: 'ACCEPT' } }], ...over,
});
const pageOf = (...views: CriterionView[]) => slice(views.map((view) => ({ ...view, id: view.lineId })));

describe('criteria in the API', () => {
  let given: GivenGateway;
  beforeAll(async () => { given = await givenGateway(); });
  afterAll(() => given.stop());

  it('are read by every officer, with their branch, service and conditions', async () => {
    given.directory.answers['directory.criteria'] = () => pageOf(aCriterion(), aCriterion({ branchId: null, normRank: 5 }));
    const { json } = await (await given.signedIn('meson')).graphql(list);
    expect(json.errors).toBeUndefined();
    expect(json.data.criteria.edges).toMatchObject([
      { node: { lineId, service: { code: 'OML-01' }, branch: { code: 'BR-OMIL-VALPO' }, rules: [{ when: [{ fact: 'pregnant', values: ['true'], from: null }, { fact: 'age', values: null, from: 18 }], effect: { outcome: 'ACCEPT' } }] } },
      { node: { branch: null, normRank: 5 } },
    ]);
  });

  it('answer what is known of a person: values, bounds and what nobody knows', async () => {
    given.directory.answers['directory.explore'] = () => ({ parties: [{ ...aCriterion(), answers: [accepts] }], nextFact: 'passport' });
    const known = [{ fact: 'pregnant', values: ['true'] }, { fact: 'prov_id', values: ['ipe', 'ipa'] }, { fact: 'age', from: 18, to: null }, { fact: 'sex' }];
    const { json } = await (await given.signedIn('omil')).graphql(explore, { variables: { id: service, known } });
    expect(json).toEqual({ data: { exploreCriteria: { parties: [{ branch: { code: 'BR-OMIL-VALPO' }, answers: [accepts] }], nextFact: 'passport' } } });
    expect(given.directory.inputs('directory.explore')).toEqual([{ serviceId: service, known: { pregnant: [true], prov_id: ['ipe', 'ipa'], age: { from: 18 } } }]);
  });

  it('of two parties are compared, with the person between them', async () => {
    given.directory.answers['directory.compareCriteria'] = () => ({
      verdict: 'different', level: 'hard', direction: 'stricter', regionCount: 1, isComplete: true, regions: [{ when: [{ fact: 'pregnant', in: [false] }], level: 'hard', a: accepts, b: accepts }],
      witness: { facts: { pregnant: false, age: 30 }, movedFrom: 'adult', moved: ['age'], a: accepts, b: accepts },
    });
    const { json } = await (await given.signedIn('policy')).graphql(compare, { variables: { a: lineId, b: other } });
    expect(json).toEqual({ data: { compareCriteria: {
      verdict: 'different', level: 'hard', regions: [{ when: [{ fact: 'pregnant', values: ['false'] }] }], witness: { facts: [{ fact: 'pregnant', value: 'false' }, { fact: 'age', value: '30' }], moved: ['age'] },
    } } });
  });

  it('are declared by policy staff alone, and a wrong cell comes back with its place', async () => {
    given.directory.answers['directory.declareCriterion'] = () => ({ id: lineId, version: 3, state: 'declared' });
    given.directory.answers['directory.criterionVersions'] = () => pageOf(aCriterion({ lineVersion: 3, version: 2 }));
    const input = {
      commandId: newId(), expectedVersion: 2, serviceId: service, branchId: branch, vocabulary: '1.0.0', rules: [{ id: 'r1', when: [{ fact: 'pregnant', values: ['true'] }], effect: { outcome: 'ACCEPT' } }],
      otherwise: { outcome: 'REFER' }, validFrom: '2026-12-01', source, confidence: 'declared',
    };
    const policy = await given.signedIn('policy');
    expect((await policy.graphql(declare, { variables: { input } })).json).toEqual({ data: { declareCriterion: { lineId, lineVersion: 3, version: 2 } } });
    expect(given.directory.inputs('directory.declareCriterion')).toMatchObject([{ branchId: branch, normRank: null, validTo: null, rules: [{ when: [{ fact: 'pregnant', in: [true] }] }] }]);
    given.directory.answers['directory.declareCriterion'] = () => { throw new DomainError('INVALID_INPUT', { fields: [{ path: 'rules.0.when.0', code: 'UNKNOWN_FACT' }] }); };
    expect((await policy.graphql(declare, { variables: { input } })).json.errors[0].extensions).toMatchObject({ code: 'INVALID_INPUT', fields: [{ path: 'rules.0.when.0', code: 'UNKNOWN_FACT' }] });
    expect((await (await given.signedIn('meson')).graphql(declare, { variables: { input } })).json.errors[0].extensions.code).toBe('FORBIDDEN_ACTION');
  });
});
