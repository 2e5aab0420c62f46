import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newId } from '@konbit/contracts';
import type { Answer, Browser } from './browser.js';
import { deskBranch, type GivenGateway, givenGateway, omilBranch } from './given-gateway.js';
import { slice } from './reference.js';

const viewer = 'query Viewer { viewer { sub } }';
const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');
const hash = hashOf(viewer);
const shape = 'query Shape { __schema { types { name } } }';
const move = 'mutation Move($input: MoveReferralInput!) { moveReferral(input: $input) { id } }';
const codeOf = ({ json }: Answer): string | undefined => json.errors?.[0].extensions.code as string | undefined;
const times = (count: number, text: (at: number) => string): string => Array.from({ length: count }, (_, at) => text(at)).join(' ');

describe('in production', () => {
  const folder = mkdtempSync(join(tmpdir(), 'konbit-documents-'));
  let given: GivenGateway;
  let browser: Browser;
  beforeAll(async () => {
    writeFileSync(join(folder, 'documents.json'), JSON.stringify(Object.fromEntries([viewer, shape, move].map((text) => [`sha256:${hashOf(text)}`, text]))));
    given = await givenGateway({ KONBIT_DEV: '0', KONBIT_DOCUMENTS: join(folder, 'documents.json') });
    browser = await given.signedIn();
  });
  afterAll(async () => {
    await given.stop();
    rmSync(folder, { recursive: true });
  });
  const ask = (body: object) => browser.graphql('', { body });

  it('runs a trusted document by its hash', async () => {
    for (const body of [{ documentId: hash }, { documentId: `sha256:${hash}` }, { extensions: { persistedQuery: { version: 1, sha256Hash: hash } } }]) {
      expect((await ask(body)).json.data.viewer.sub).toEqual(expect.any(String));
    }
  });

  it('refuses an unknown hash with 400', async () => {
    const answer = await ask({ documentId: '0'.repeat(64) });
    expect([answer.status, codeOf(answer)]).toEqual([400, 'DOCUMENT_UNKNOWN']);
  });

  it('registers no document that a caller brings along', async () => {
    const own = 'query Own { viewer { name } }';
    const body = { query: own, extensions: { persistedQuery: { version: 1, sha256Hash: hashOf(own) } } };
    expect([codeOf(await ask(body)), codeOf(await ask(body))]).toEqual(['DOCUMENT_UNKNOWN', 'DOCUMENT_UNKNOWN']);
  });

  it('runs no free text, introspection least of all', async () => {
    for (const query of [viewer, '{ __schema { types { name } } }']) expect(codeOf(await ask({ query }))).toBe('DOCUMENT_UNKNOWN');
  });

  it('shows its schema to no document, a trusted one neither', async () => {
    const answer = await ask({ documentId: hashOf(shape) });
    expect([answer.status, codeOf(answer), answer.json.data]).toEqual([400, 'INVALID_INPUT', undefined]);
  });

  it('gives no hint about names guessed in variables', async () => {
    for (const input of [{ commandID: newId() }, { commandId: newId(), referralId: newId(), expectedVersion: 1, actingBranch: omilBranch, move: { clam: 'YES' } }, { move: { claim: 'YESS' } }]) {
      const answer = await ask({ documentId: hashOf(move), variables: { input } });
      expect([answer.status, codeOf(answer)]).toEqual([400, 'INVALID_INPUT']);
      expect(answer.text).not.toContain('Did you mean');
    }
  });

  it('knows its door however the address is written', async () => {
    const headers = { 'content-type': 'application/json', 'x-konbit-csrf': '1', origin: given.url };
    for (const path of ['/%67raphql', '/graph%71l', '/%67%72%61%70%68%71%6c?x=1']) {
      expect([path, codeOf(await browser.post(path, JSON.stringify({ query: viewer }), headers))]).toEqual([path, 'DOCUMENT_UNKNOWN']);
      expect([path, (await browser.post(path, JSON.stringify({ documentId: hash }), { ...headers, origin: 'https://evil.example' })).status]).toEqual([path, 403]);
      expect([path, (await browser.post(path, JSON.stringify({ documentId: hash }), { 'content-type': 'application/json' })).status]).toEqual([path, 403]);
    }
  });

  it('takes no batch', async () => {
    const answer = await ask([{ documentId: hash }, { documentId: hash }]);
    expect([answer.status, codeOf(answer)]).toEqual([400, 'DOCUMENT_UNKNOWN']);
  });

  it('shows no explorer', async () => {
    expect((await browser.get('/graphiql')).status).toBe(404);
  });

  it('tells a stranger nothing', async () => {
    const stranger = given.browser();
    const answer = await stranger.graphql('', { body: { documentId: hash } });
    expect([answer.status, codeOf(answer), answer.json.data]).toEqual([401, 'UNAUTHENTICATED', undefined]);
  });
});

describe('from other sites', () => {
  let given: GivenGateway;
  let browser: Browser;
  beforeAll(async () => {
    given = await givenGateway();
    browser = await given.signedIn();
  });
  afterAll(() => given.stop());
  const sent = (headers: Record<string, string>) => browser.post('/graphql', JSON.stringify({ query: viewer }), headers);

  it('comes no request: our header and our origin are asked for', async () => {
    const json = { 'content-type': 'application/json' };
    expect((await sent({ ...json, 'x-konbit-csrf': '1', origin: given.url })).status).toBe(200);
    for (const headers of [{ ...json, origin: given.url }, { ...json, 'x-konbit-csrf': '1', origin: 'https://evil.example' }, { 'content-type': 'text/plain', origin: 'null', 'x-konbit-csrf': '1' }]) {
      const answer = await sent(headers);
      expect([answer.status, answer.json.errors[0].extensions]).toEqual([403, { code: 'FORBIDDEN_ACTION', cause: 'CSRF' }]);
    }
  });

  it('comes no GET, whatever it carries', async () => {
    const answer = await browser.get(`/graphql?query=${encodeURIComponent('{ viewer { sub } }')}`, { 'x-konbit-csrf': '1' });
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST']);
  });

  it('is no answer readable: no header allows another origin', async () => {
    const answer = await sent({ 'content-type': 'application/json', 'x-konbit-csrf': '1' });
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
  });
});

describe('a document that asks too much', () => {
  let given: GivenGateway;
  let browser: Browser;
  beforeAll(async () => {
    given = await givenGateway();
    browser = await given.signedIn();
    given.referrals.answers['referrals.list'] = () => slice([]);
  });
  afterAll(() => given.stop());
  const nested = (depth: number): string => `{ organisations { ${'parent { '.repeat(depth - 2)} name ${'} '.repeat(depth - 2)} } }`;

  it('is refused when deeper than 8, also through fragments', async () => {
    expect((await browser.graphql(nested(8))).json.errors).toBeUndefined();
    expect(codeOf(await browser.graphql(nested(9)))).toBe('QUERY_TOO_COMPLEX');
    const hidden = `query { organisations { ...A } } fragment A on Organisation { parent { parent { parent { parent { ...B } } } } } fragment B on Organisation { parent { parent { parent { name } } } }`;
    expect(codeOf(await browser.graphql(hidden))).toBe('QUERY_TOO_COMPLEX');
  });

  it('is refused with more than 15 aliases, 10 directives or 1000 tokens', async () => {
    const aliases = (count: number): string => `{ ${times(count, (at) => `a${at}: comunas { name }`)} }`;
    expect((await browser.graphql(aliases(15))).json.errors).toBeUndefined();
    expect(codeOf(await browser.graphql(aliases(16)))).toBe('QUERY_TOO_COMPLEX');
    expect(codeOf(await browser.graphql(`{ viewer { sub ${'@include(if: true) '.repeat(11)} } }`))).toBe('QUERY_TOO_COMPLEX');
    expect(codeOf(await browser.graphql(`{ viewer { ${'sub '.repeat(1000)} } }`))).toBe('INVALID_INPUT');
  });

  it('is refused when it goes in circles or is a bomb, soon', async () => {
    const began = performance.now();
    expect((await browser.graphql('query { organisations { ...A } } fragment A on Organisation { parent { ...A } }')).status).toBe(400);
    expect((await browser.graphql(`{ ${times(1000, (at) => `a${at}: comunas { name }`)} }`)).status).toBe(400);
    expect(performance.now() - began).toBeLessThan(1000);
  });

  it('gets no hint about fields it guessed', async () => {
    const { text, status } = await browser.graphql('{ viewer { subb } }');
    expect(status).toBe(400);
    expect(text).not.toMatch(/Did you mean/);
  });

  it('is refused when its body is larger than 100 kB', async () => {
    const answer = await browser.graphql(viewer, { variables: { filler: 'x'.repeat(101 * 1024) } });
    expect([answer.status, codeOf(answer)]).toEqual([413, 'PAYLOAD_TOO_LARGE']);
  });

  it('is answered within its deadline when a service is silent', async () => {
    let speak = (): void => undefined;
    given.referrals.answers['referrals.counts'] = () => new Promise((resolve) => { speak = () => resolve({ boxes: {} as never, overdue: 0, branchClosed: 0 }); });
    const began = performance.now();
    const answer = await browser.graphql('{ referralCounts { overdue } viewer { name } }');
    expect(codeOf(answer)).toBe('UNAVAILABLE');
    expect(performance.now() - began).toBeLessThan(4000);
    speak();
  });

  it('is answered within eight seconds, however many calls it makes to a silent service', async () => {
    given.referrals.answers['referrals.move'] = () => new Promise(() => undefined);
    const moves = times(6, (at) => `m${at}: moveReferral(input: $input) { id }`);
    const input = { commandId: newId(), referralId: newId(), expectedVersion: 1, actingBranch: deskBranch, move: { claim: 'YES' } };
    const began = performance.now();
    const { json } = await browser.graphql(`mutation($input: MoveReferralInput!) { ${moves} }`, { variables: { input } });
    expect(performance.now() - began).toBeLessThan(9000);
    expect(json.errors[0].extensions.code).toBe('UNAVAILABLE');
  });
});

describe('a person or branch that asks too often', () => {
  let given: GivenGateway;
  afterEach(() => given.stop());

  it('waits, and nobody else does', async () => {
    given = await givenGateway({ KONBIT_RATE_PERSON: '2', KONBIT_RATE_BRANCH: '1000' });
    const [desk, omil] = [await given.signedIn('meson'), await given.signedIn('omil')];
    const answers = await Promise.all(Array.from({ length: 12 }, () => desk.graphql(viewer)));
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(0);
    expect([codeOf(refused[0]!), refused[0]!.headers.get('retry-after')]).toEqual(['RATE_LIMITED', '1']);
    expect((await omil.graphql(viewer)).status).toBe(200);
  });

  it('waits as a branch too', async () => {
    given = await givenGateway({ KONBIT_RATE_PERSON: '1000', KONBIT_RATE_BRANCH: '2' });
    const desk = await given.signedIn('meson');
    const answers = await Promise.all(Array.from({ length: 12 }, () => desk.graphql(viewer)));
    expect(answers.some((answer) => answer.status === 429)).toBe(true);
  });
});
