import { AppError } from './app-error.js';
import { createGraphqlClient, documentName, type GraphqlDocument } from './graphql.js';

interface Sent { headers: Record<string, string>; body: Record<string, unknown> }
const document: GraphqlDocument<{ me: string }, { id: string }> = { toString: () => 'query Me { me }' };
const trusted: GraphqlDocument<{ me: string }, { id: string }> = { toString: () => 'query Me { me }', __meta__: { hash: 'abc' } };

function client(answer: () => Response | Promise<Response>): { ask: (doc?: typeof document) => Promise<{ me: string }>; sent: Sent[]; ended: () => number } {
  const sent: Sent[] = [];
  let ended = 0;
  const request = createGraphqlClient({
    fetch: async (_url, init) => {
      sent.push({ headers: init?.headers as Record<string, string>, body: JSON.parse(init?.body as string) as Record<string, unknown> });
      return answer();
    },
    branch: () => 'branch-1',
    onSessionEnded: () => { ended += 1; },
    timeoutMs: 1000,
  });
  return { ask: (doc = document) => request(doc, { id: '7' }), sent, ended: () => ended };
}
const json = (body: unknown, status = 200): Response => new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });
const codeOf = (answer: Promise<unknown>): Promise<unknown> => answer.then(() => 'answered', (error: unknown) => (error as AppError).code);

describe('the wire to the gateway', () => {
  it('sends the marks that a form of another site cannot, and the branch', async () => {
    const { ask, sent } = client(() => json({ data: { me: 'yo' } }));
    expect(await ask()).toEqual({ me: 'yo' });
    expect(sent[0]?.headers).toMatchObject({ 'x-konbit-csrf': '1', 'x-konbit-branch': 'branch-1' });
    expect(sent[0]?.body).toEqual({ query: 'query Me { me }', variables: { id: '7' } });
  });

  it('a trusted document travels as its hash', async () => {
    const { ask, sent } = client(() => json({ data: { me: 'yo' } }));
    await ask(trusted);
    expect(sent[0]?.body).toEqual({ documentId: 'abc', variables: { id: '7' } });
  });

  it('a refusal keeps its code, its fields and the actions still open', async () => {
    const details = { fields: [{ path: 'person.birthYear', code: 'BIRTH_YEAR_INVALID' }], availableActions: [{ command: 'accept', requires: [], confirm: false, dueAt: null }] };
    const inside = client(() => json({ errors: [{ message: '', extensions: { code: 'INVALID_INPUT', details } }] }));
    const flat = client(() => json({ errors: [{ message: '', extensions: { code: 'INVALID_INPUT', ...details } }] }));
    for (const { ask } of [inside, flat]) {
      const error = await ask().catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(AppError);
      expect(error).toMatchObject({ code: 'INVALID_INPUT', fields: details.fields, availableActions: details.availableActions });
    }
  });

  it('an ended session is told to the shell, by GraphQL code or by HTTP status', async () => {
    const byCode = client(() => json({ errors: [{ message: '', extensions: { code: 'UNAUTHENTICATED' } }] }));
    const byStatus = client(() => new Response('', { status: 401 }));
    expect(await codeOf(byCode.ask())).toBe('UNAUTHENTICATED');
    expect(await codeOf(byStatus.ask())).toBe('UNAUTHENTICATED');
    expect([byCode.ended(), byStatus.ended()]).toEqual([1, 1]);
  });

  it.each([[502, 'UNAVAILABLE'], [413, 'PAYLOAD_TOO_LARGE'], [429, 'RATE_LIMITED'], [403, 'FORBIDDEN_ACTION']])('a bare %i reads as %s', async (status, code) => {
    expect(await codeOf(client(() => new Response('<html>', { status })).ask())).toBe(code);
  });

  it('no connection is UNAVAILABLE, silence is DEADLINE_EXCEEDED', async () => {
    expect(await codeOf(client(() => { throw new TypeError('fetch failed'); }).ask())).toBe('UNAVAILABLE');
    const silent = createGraphqlClient({
      fetch: (_url, init) => new Promise((_, no) => init?.signal?.addEventListener('abort', () => no(new Error('aborted')))),
      branch: () => null, onSessionEnded: () => undefined, timeoutMs: 20,
    });
    expect(await codeOf(silent(document, { id: '7' }))).toBe('DEADLINE_EXCEEDED');
  });

  it('two trusted documents are told apart though neither has a text', () => {
    const bare = (hash: string): typeof trusted => ({ toString: () => '[object Object]', __meta__: { hash } });
    expect(documentName(bare('abc'))).not.toBe(documentName(bare('abd')));
    expect(documentName(document)).toBe('query Me { me }');
  });
});
