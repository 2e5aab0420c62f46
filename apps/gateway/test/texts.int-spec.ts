import { newId, type TextView } from '@konbit/contracts';
import { DomainError } from '@konbit/platform';
import { type GivenGateway, givenGateway } from './given-gateway.js';
import { slice } from './reference.js';

const texts = 'query($state: String) { texts(language: "ht", state: $state, first: 10) { waiting edges { node { key source body state authorName reviewerName availableActions } } } }';
const notice = '{ privacyNotice { version source { key text draft } languages { language missing texts { key text draft } } } }';
const move = 'mutation($input: MoveTextInput!) { moveText(input: $input) { id version state authorName } }';
const request = 'mutation($input: RequestTranslationInput!) { requestTranslation(input: $input) }';

const aText = (over: Partial<TextView> = {}): TextView => ({
  id: newId(), version: 1, key: 'slip.go_to', usedIn: 'slip', language: 'ht', source: 'Vaya a', body: 'Ale nan', state: 'draft', author: 'konbit', reviewer: null, reviewedAt: null, note: null,
  requestedAt: null, availableActions: ['propose', 'review', 'approve'], ...over,
});

describe.each([['outside', '0'], ['in', '1']] as const)('texts for persons %s demonstration mode', (_where, demo) => {
  let given: GivenGateway;
  beforeAll(async () => { given = await givenGateway({ KONBIT_DEMO: demo }); });
  afterAll(() => given.stop());

  it('print a draft only where it is a demonstration, marked', async () => {
    given.directory.answers['directory.printTexts'] = ({ languages }) => ({
      source: { 'notice.title': 'Sus datos' }, noticeVersion: 'abc', translations: languages.map((language) => ({ language, key: 'notice.title', body: 'Done ou', state: language === 'pt' ? 'approved' : 'draft' })),
    });
    const { json } = await (await given.signedIn('meson')).graphql(notice);
    const draft = { missing: demo === '0', texts: demo === '0' ? [] : [{ key: 'notice.title', text: 'Done ou', draft: true }] };
    expect(json).toEqual({ data: { privacyNotice: {
      version: 'abc', source: [{ key: 'notice.title', text: 'Sus datos', draft: false }],
      languages: [{ language: 'ht', ...draft }, { language: 'pt', missing: false, texts: [{ key: 'notice.title', text: 'Done ou', draft: false }] }, { language: 'en', ...draft }],
    } } });
  });
});

describe('the review of texts', () => {
  let given: GivenGateway;
  beforeAll(async () => { given = await givenGateway(); });
  afterAll(() => given.stop());

  it('is for who holds the role, and its list names the release', async () => {
    given.directory.answers['directory.texts'] = () => ({ ...slice([aText({ reviewer: given.accounts.find(({ username }) => username === 'mediadora')!.sub })]), waiting: 1 });
    const { json } = await (await given.signedIn('mediadora')).graphql(texts, { variables: { state: null } });
    expect(json.errors).toBeUndefined();
    expect(json.data.texts).toMatchObject({ waiting: 1, edges: [{ node: { source: 'Vaya a', authorName: 'Konbit', reviewerName: 'Persona mediadora', availableActions: ['propose', 'review', 'approve'] } }] });
    expect((await (await given.signedIn('meson')).graphql(texts)).json.errors[0].extensions.code).toBe('FORBIDDEN_ACTION');
    expect(given.directory.inputs('directory.texts')).toEqual([{ language: 'ht', page: { first: 10 } }]);
  });

  it('answers a move with the text as it is now, and a refusal with its code', async () => {
    const text = aText({ version: 2, state: 'reviewed' });
    given.directory.answers['directory.moveText'] = ({ textId }) => ({ id: textId, version: 2, state: 'reviewed' });
    given.directory.answers['directory.textsByIds'] = ({ ids }) => ({ texts: ids.map((id) => ({ ...text, id })) });
    const browser = await given.signedIn('mediadora');
    const input = { commandId: newId(), textId: text.id, expectedVersion: 1, command: 'review', body: null };
    expect((await browser.graphql(move, { variables: { input } })).json).toEqual({ data: { moveText: { id: text.id, version: 2, state: 'reviewed', authorName: 'Konbit' } } });
    given.directory.answers['directory.moveText'] = () => { throw new DomainError('OWN_WORK', { state: 'draft', version: 1 }); };
    expect((await browser.graphql(move, { variables: { input } })).json.errors[0].extensions).toMatchObject({ code: 'OWN_WORK', version: 1 });
    expect((await browser.graphql(move, { variables: { input: { ...input, command: 'burn' } } })).json.errors[0].extensions.code).toBe('INVALID_INPUT');
  });

  it('is asked for by the desk that misses a language', async () => {
    given.directory.answers['directory.requestTranslation'] = ({ requestId }) => ({ id: requestId, version: 1, state: 'requested' });
    const input = { commandId: newId(), requestId: newId(), usedIn: 'slip', language: 'ht' };
    expect((await (await given.signedIn('meson')).graphql(request, { variables: { input } })).json).toEqual({ data: { requestTranslation: true } });
    expect(given.directory.inputs('directory.requestTranslation')).toMatchObject([input]);
    expect((await (await given.signedIn('auditor')).graphql(request, { variables: { input } })).json.errors[0].extensions.code).toBe('FORBIDDEN_ACTION');
  });
});
