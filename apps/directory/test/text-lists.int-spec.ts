import { newId, type PrintTexts, TranslationRequested } from '@konbit/contracts';
import { staffCtx } from '@konbit/testing';
import { at, desk, GivenTexts, rose, shipped, staff } from './given-texts.js';

describe('texts that wait for a reader', () => {
  let given: GivenTexts;
  beforeAll(async () => { given = await GivenTexts.start(); });
  afterAll(() => given.databases.drop());
  beforeEach(() => given.anew());
  const keys = async (page: object = { first: 10 }) => (await given.queries.list(rose, { language: 'ht', page })).edges.map(({ node }) => node.key);

  it('stand with the missing first, then by state, and say what the reader may do', async () => {
    await given.move(rose, await given.find('slip.go_to'), 'approve');
    const list = await given.queries.list(rose, { language: 'ht', page: { first: 10 } });
    expect(list.edges.map(({ node }) => [node.key, node.state])).toEqual([['page.title', 'missing'], ['slip.call', 'draft'], ['notice.who', 'draft'], ['slip.go_to', 'approved']]);
    expect(list.waiting).toBe(3);
    expect(list.edges[1]?.node).toMatchObject({ source: 'Llame al {phone}.', body: 'Rele {phone}.', author: 'konbit', usedIn: 'slip', availableActions: ['propose', 'review', 'approve'] });
    expect((await given.queries.list(rose, { language: 'ht', state: 'approved', page: { first: 10 } })).edges).toHaveLength(1);
  });

  it('come to the head when a desk misses them, the first asked first', async () => {
    await given.request(desk, 'notice');
    given.clock.set(new Date(at.getTime() + 60_000));
    await given.request(desk, 'slip');
    expect(await keys()).toEqual(['notice.who', 'slip.go_to', 'slip.call', 'page.title']);
    await given.move(rose, await given.find('notice.who'), 'approve');
    expect(await keys()).toEqual(['slip.go_to', 'slip.call', 'page.title', 'notice.who']);
    given.clock.set(at);
  });

  it('are asked for once by the same command, with one event for nobody\'s screen', async () => {
    const [requestId, commandId] = [newId(), newId()];
    const first = await given.request(desk, 'page', requestId, commandId);
    expect(first).toEqual({ id: requestId, version: 1, state: 'requested' });
    expect(await given.request(desk, 'page', requestId, commandId)).toEqual(first);
    expect(await given.request(desk, 'page', requestId)).toEqual(first);
    expect((await given.outbox(requestId)).map(({ type, payload }) => [type, payload])).toEqual([[TranslationRequested.type, { language: 'ht', usedIn: 'page', branchId: desk.actingBranch!.id }]]);
    expect((await given.find('slip.go_to')).requestedAt).toEqual(at);
  });

  it('may be asked for by who writes to persons, in the name of a branch', async () => {
    for (const ctx of [staff('x', 'auditor'), staff('x', 'external_counterpart'), staffCtx({ branches: [] })]) {
      await expect(given.request(ctx)).rejects.toMatchObject({ code: 'FORBIDDEN_ACTION' });
    }
  });

  it('come in pages, forwards and backwards, without a hole', async () => {
    const all = await keys();
    const first = await given.queries.list(rose, { language: 'ht', page: { first: 3 } });
    expect(first.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
    expect(first.edges.map(({ node }) => node.key)).toEqual(all.slice(0, 3));
    expect(await keys({ first: 3, after: first.pageInfo.endCursor })).toEqual(all.slice(3));
    expect(await keys({ last: 2 })).toEqual(all.slice(2));
    expect(await keys({ last: 2, before: first.pageInfo.endCursor })).toEqual(all.slice(0, 2));
    await expect(given.queries.list(rose, { language: 'pt', page: { first: 3, after: first.pageInfo.endCursor! } })).rejects.toMatchObject({ code: 'CURSOR_INVALID' });
    await expect(given.queries.list(rose, { language: 'ht', page: { first: 3, after: 'x' } })).rejects.toMatchObject({ code: 'CURSOR_INVALID' });
  });

  it('are found by id, and Spanish is not one of them', async () => {
    const [text, spanish] = [await given.find('slip.call'), await given.find('slip.call', 'es')];
    const { texts } = await given.queries.byIds(rose, { ids: [spanish.id, text.id] });
    expect(texts).toEqual([null, expect.objectContaining({ key: 'slip.call', source: 'Llame al {phone}.', reviewedAt: null })]);
    await expect(given.queries.byIds(desk, { ids: [text.id] })).rejects.toMatchObject({ code: 'FORBIDDEN_ACTION' });
  });

  it('are another municipality\'s own', async () => {
    expect((await given.queries.list(staffCtx({ roles: ['mediator'], cut: '05109' }), { language: 'ht', page: { first: 3 } })).edges).toEqual([]);
  });
});

describe('texts to print', () => {
  let given: GivenTexts;
  beforeAll(async () => { given = await GivenTexts.start(); });
  afterAll(() => given.databases.drop());
  beforeEach(() => given.anew());
  const print = (usedIn: 'slip' | 'page' | 'notice'): Promise<PrintTexts> => given.queries.print(desk, { usedIn, languages: ['ht', 'en'] });

  it('are the Spanish ones in their order and each language with its state', async () => {
    await given.move(rose, await given.find('slip.go_to'), 'approve');
    const { source, translations } = await print('slip');
    expect(Object.entries(source)).toEqual([['slip.go_to', 'Vaya a'], ['slip.call', 'Llame al {phone}.']]);
    expect(translations).toEqual([
      { language: 'ht', key: 'slip.go_to', body: 'Ale nan', state: 'approved' }, { language: 'ht', key: 'slip.call', body: 'Rele {phone}.', state: 'draft' },
      { language: 'en', key: 'slip.go_to', body: null, state: 'missing' }, { language: 'en', key: 'slip.call', body: null, state: 'missing' },
    ]);
    expect(Object.keys((await print('page')).source)).toEqual(['slip.go_to', 'slip.call', 'page.title']);
  });

  it('have a notice version that changes exactly with its Spanish words', async () => {
    const { noticeVersion } = await print('notice');
    expect(noticeVersion).toMatch(/^[0-9a-f]{16}$/);
    await given.move(rose, await given.find('notice.who'), 'propose', { body: 'Nou se meri a.' });
    await given.release(shipped.map((text) => (text.key === 'slip.go_to' ? { ...text, es: 'Diríjase a' } : text)).toReversed());
    expect((await print('slip')).noticeVersion).toBe(noticeVersion);
    await given.release(shipped.map((text) => (text.key === 'notice.who' ? { ...text, es: 'Somos la municipalidad.' } : text)));
    expect((await print('notice')).noticeVersion).not.toBe(noticeVersion);
  });

  it('leave out what the release prints no longer', async () => {
    await given.release(shipped.slice(1));
    expect(Object.keys((await print('slip')).source)).toEqual(['slip.call']);
  });
});
