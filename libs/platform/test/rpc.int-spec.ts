import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { jest } from '@jest/globals';
import { codeId, DomainError, JsonLog, linkCtx, localRpc, RpcClient, type RunningService, serviceConfig, type ServiceConfig, staffCtx, type StaffActor, startService } from '@konbit/platform';
import { eventually, FixedClock, testDatabases, type TestDatabases, TestIssuer, type TokenFlaws } from '@konbit/testing';
import { GreetingRpc, greetingRpc, greetingService } from './fixtures/greeting.js';
import { forkGreeting, freePort, keysFile, removeKeysFiles } from './fixtures/process.js';

// Processes start slowly on a busy machine.
jest.setTimeout(30_000);

const tenant = codeId('05101');
const branch = { id: codeId('BR-A'), orgId: codeId('ORG-A'), code: 'BR-A', orgCode: 'ORG-A' };
const actor: StaffActor = { kind: 'staff', sub: 'omil', tenant, roles: ['omil_officer'], branches: [branch] };
let databases: TestDatabases;
let issuer: TestIssuer;
let config: ServiceConfig;
let env: Record<string, string>;
let service: RunningService;
let client: RpcClient<typeof greetingRpc>;
const lines: string[] = [];

const ctxOf = async (claims = {}, flaws: TokenFlaws = {}, forMs = 5000) =>
  staffCtx(actor, { token: await issuer.token({ sub: 'omil', tenant, roles: ['omil_officer'], branches: ['ORG-A/BR-A'], ...claims }, flaws), actingBranch: branch, forMs });
const start = () => startService(greetingService, { config, log: new JsonLog('cases', (line) => lines.push(line)), clock: new FixedClock(new Date('2026-11-25T12:00:00Z')) });
const turnedAway = async () => (await databases.asOwner('cases', `select code, details, subject_id from audit where action = 'rpc.refused' order by pos`));

beforeAll(async () => {
  [databases, issuer] = await Promise.all([testDatabases(['cases']), TestIssuer.start()]);
  env = { ...databases.env('cases'), ...issuer.env(), CASES_RPC_PORT: String(await freePort()), KONBIT_KEYS_FILE: keysFile(), KONBIT_DEV: '1' };
  config = serviceConfig('cases', env);
  service = await start();
  client = new RpcClient(greetingRpc, { port: config.rpcPorts.cases! });
});

afterAll(async () => {
  client.close();
  await service.stop();
  await issuer.stop();
  await databases.drop();
  removeKeysFiles();
});

describe('a call', () => {
  it('reaches its handler with the verified caller, the acting branch and the parsed input', async () => {
    expect(await client.call(await ctxOf(), 'cases.greet', {})).toEqual({ text: 'hello you 2026', by: 'omil', branch: 'BR-A' });
  });

  it('is refused by the map when its input breaks it: paths and codes, no values', async () => {
    const refused = client.call(await ctxOf(), 'cases.greet', { name: 'x'.repeat(21) });
    await expect(refused).rejects.toMatchObject({ code: 'INVALID_INPUT', details: { fields: [{ path: 'name', code: 'TOO_BIG' }] } });
  });

  it('carries a refusal of the service with its details', async () => {
    const id = randomUUID();
    await client.call(await ctxOf(), 'cases.mark', { id });
    await expect(client.call(await ctxOf(), 'cases.mark', { id })).rejects.toMatchObject({ code: 'VERSION_CONFLICT', details: { version: 2 } });
  });

  it('that hits an unknown error is told an id that stands in the log, and nothing else', async () => {
    const error: unknown = await client.call(await ctxOf(), 'cases.fail', {}).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(DomainError);
    const { code, details } = error as DomainError;
    expect(code).toBe('INTERNAL');
    expect(Object.keys(details)).toEqual(['errorId']);
    expect(lines.filter((line) => line.includes(details.errorId!))).toHaveLength(1);
    expect(lines.join()).not.toContain('Wideline');
  });

  it('does not say more than the map promises, in development', async () => {
    await expect(client.call(await ctxOf(), 'cases.leak', {})).rejects.toMatchObject({ code: 'INTERNAL' });
  });

  it('is stopped in the service when its time is over', async () => {
    const started = performance.now();
    await expect(client.call(await ctxOf({}, {}, 400), 'cases.wait', { seconds: 30 })).rejects.toMatchObject({ code: expect.stringMatching(/^(UNAVAILABLE|DEADLINE_EXCEEDED)$/) });
    expect(performance.now() - started).toBeLessThan(1000);
    await eventually(async () => (await databases.asAdmin('cases', `select 1 from pg_stat_activity where query like '%pg_sleep($1)%' and state = 'active' and pid <> pg_backend_pid()`)).length === 0, 'no statement left');
  });

  it('is not begun when the request has no time left', async () => {
    await expect(client.call(await ctxOf({}, {}, 0), 'cases.greet', {})).rejects.toMatchObject({ code: 'DEADLINE_EXCEEDED' });
  });

  it('goes beside many others over one socket, each to its own answer', async () => {
    const ctx = await ctxOf();
    const answers = await Promise.all(Array.from({ length: 200 }, (_, index) => client.call(ctx, 'cases.greet', { name: `n${index}` })));
    expect(answers.map((answer) => answer.text)).toEqual(Array.from({ length: 200 }, (_, index) => `hello n${index} 2026`));
  });

  it('in the same process gives the same answers and refusals', async () => {
    const local = localRpc(greetingRpc, [service.server.app.get(GreetingRpc)]);
    expect(await local.call(staffCtx(actor), 'cases.greet', {})).toMatchObject({ text: 'hello you 2026' });
    await expect(local.call(staffCtx(actor), 'cases.greet', { name: 'x'.repeat(21) })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });
});

describe('a caller who is not believed', () => {
  const flaws: [string, string, TokenFlaws][] = [
    ['alg none', 'TOKEN_ALGORITHM', { alg: 'none' }],
    ['a shared secret', 'TOKEN_ALGORITHM', { alg: 'HS256' }],
    ['another audience', 'TOKEN_AUDIENCE', { audience: 'account' }],
    ['another issuer', 'TOKEN_ISSUER', { issuer: 'http://elsewhere.example' }],
    ['an id token', 'TOKEN_TYPE', { typ: 'JWT' }],
    ['a time that is over', 'TOKEN_EXPIRED', { expiresIn: -31 }],
    ['a time to come', 'TOKEN_NOT_YET', { notBefore: 60 }],
    ['a key the issuer does not show', 'TOKEN_KEY_UNKNOWN', { strangeKey: true }],
  ];

  it.each(flaws)('with %s is refused with its own audit cause (%s), and nothing is served', async (_what, cause, flaw) => {
    const ctx = await ctxOf({}, flaw);
    const { calls } = await client.call(await ctxOf(), 'cases.count', {});
    const before = (await turnedAway()).length;
    await expect(client.call(ctx, 'cases.greet', {})).rejects.toMatchObject({ code: 'UNAUTHENTICATED', details: { cause: expect.stringMatching(cause) } });
    expect(await client.call(await ctxOf(), 'cases.count', {})).toEqual({ calls });
    const row = await eventually(async () => (await turnedAway())[before], 'audit row of the refusal');
    expect(row).toMatchObject({ code: 'UNAUTHENTICATED', subject_id: 'cases.greet', details: { cause: expect.stringMatching(cause) } });
  });

  it.each([
    ['no token', null], ['no JWT', 'abc'], ['three empty parts', '..'],
  ])('with %s is refused', async (_what, token) => {
    const ctx = { ...(await ctxOf()), token };
    await expect(client.call(ctx, 'cases.greet', {})).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it('whose signature was changed is refused, also when the true token is in the cache', async () => {
    const ctx = await ctxOf();
    await client.call(ctx, 'cases.greet', {});
    const [head, body, signature] = ctx.token!.split('.');
    const forged = Buffer.from(JSON.stringify({ ...JSON.parse(Buffer.from(body!, 'base64url').toString()), roles: ['admin'] })).toString('base64url');
    await expect(client.call({ ...ctx, token: [head, forged, signature].join('.') }, 'cases.greet', {}))
      .rejects.toMatchObject({ code: 'UNAUTHENTICATED', details: { cause: 'TOKEN_SIGNATURE' } });
  });

  it.each([
    ['a branch that is no branch', { branches: ['BR-A'] }], ['no tenant', { tenant: 'valparaiso' }], ['no roles', { roles: 'admin' }],
  ])('whose claims hold %s is refused', async (_what, claims) => {
    await expect(client.call(await ctxOf(claims), 'cases.greet', {})).rejects.toMatchObject({ code: 'UNAUTHENTICATED', details: { cause: 'TOKEN_CLAIMS' } });
  });

  it('and acts for a branch the token does not hold is refused, and it is in the audit', async () => {
    const ctx = await ctxOf({ branches: ['ORG-B/BR-B'] });
    await expect(client.call(ctx, 'cases.greet', {})).rejects.toMatchObject({ code: 'FORBIDDEN_ACTION', details: { cause: 'BRANCH_NOT_HELD' } });
    await eventually(async () => (await turnedAway()).some((row) => row['details'].cause === 'BRANCH_NOT_HELD'), 'audit row');
  });
});

describe('a caller without a token', () => {
  it('is a link of the home municipality in an anonymous call, and stands so in the audit', async () => {
    expect(await client.call(linkCtx(codeId('13101'), { forMs: 5000 }), 'cases.door', {})).toEqual({ kind: 'link', tenant, branch: null });
    expect(await databases.asOwner('cases', `select actor, tenant_id, branch_id from audit where action = 'door.opened'`)).toEqual([{ actor: 'link', tenant_id: tenant, branch_id: null }]);
  });

  it('is turned away from every other call', async () => {
    await expect(client.call(linkCtx(tenant, { forMs: 5000 }), 'cases.greet', {})).rejects.toMatchObject({ code: 'UNAUTHENTICATED', details: { cause: 'TOKEN_MISSING' } });
  });

  it('acts for no branch', async () => {
    await expect(client.call({ ...linkCtx(tenant, { forMs: 5000 }), actingBranch: branch }, 'cases.door', {})).rejects.toMatchObject({ code: 'FORBIDDEN_ACTION' });
  });

  it('does not hide a bad token: whoever sends one must be believed', async () => {
    await expect(client.call(await ctxOf({}, { expiresIn: -31 }), 'cases.door', {})).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(await client.call(await ctxOf(), 'cases.door', {})).toMatchObject({ kind: 'staff', branch: 'BR-A' });
  });
});

describe('a service that goes away', () => {
  it('is UNAVAILABLE within the deadline, and answers again after its restart, over the same client', async () => {
    const ctx = await ctxOf();
    await service.stop();
    const started = performance.now();
    await expect(client.call(ctx, 'cases.greet', {})).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    expect(performance.now() - started).toBeLessThan(2000);
    expect(await client.health(200)).toBeNull();
    service = await start();
    expect(await client.call(ctx, 'cases.greet', {})).toMatchObject({ by: 'omil' });
    expect(await client.health()).toEqual({ service: 'cases', ok: true, ready: true, parts: { database: 'OK', keys: 'OK', calls: 'OK' } });
  });

  it('leaves one socket behind after many calls in vain', async () => {
    const spare = new RpcClient(greetingRpc, { port: await freePort() });
    const ctx = await ctxOf({}, {}, 30_000);
    for (let i = 0; i < 20; i += 1) await spare.call(ctx, 'cases.mark', { id: randomUUID() }).catch(() => undefined);
    const sockets = process.getActiveResourcesInfo().filter((kind) => kind === 'TCPSocketWrap').length;
    for (let i = 0; i < 20; i += 1) await spare.call(ctx, 'cases.mark', { id: randomUUID() }).catch(() => undefined);
    expect(process.getActiveResourcesInfo().filter((kind) => kind === 'TCPSocketWrap').length).toBeLessThanOrEqual(sockets);
    spare.close();
  });
});

describe('a service process', () => {
  const children: ChildProcess[] = [];
  const forked = async (changes: Record<string, string> = {}) => {
    const started = await forkGreeting({ ...env, CASES_RPC_PORT: String(await freePort()), ...changes });
    children.push(started.child);
    return started;
  };
  afterEach(() => children.splice(0).forEach((child) => child.kill('SIGKILL')));

  it('killed in the middle of a command: the caller hears UNAVAILABLE, the command is not sent again', async () => {
    const port = String(await freePort());
    const { child, exited, message } = await forked({ CASES_RPC_PORT: port });
    expect(message).toEqual({ type: 'ready' });
    const own = new RpcClient(greetingRpc, { port: Number(port) });
    const id = randomUUID();
    await expect(own.call(await ctxOf(), 'cases.mark', { id, lose: true })).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    await exited;
    expect(child.signalCode).toBe('SIGKILL');
    const again = await forked({ CASES_RPC_PORT: port });
    expect(await own.call(await ctxOf(), 'cases.greet', {})).toMatchObject({ by: 'omil' });
    expect(await databases.asOwner('cases', `select 1 from audit where subject_id = $1`, [id])).toHaveLength(1);
    own.close();
    again.child.kill('SIGTERM');
    await again.exited;
  });

  it('that stands still is UNAVAILABLE by the deadline and answers when it goes on', async () => {
    const port = await freePort();
    const { child, exited } = await forked({ CASES_RPC_PORT: String(port) });
    const own = new RpcClient(greetingRpc, { port });
    await own.call(await ctxOf(), 'cases.greet', {});
    child.kill('SIGSTOP');
    const started = performance.now();
    await expect(own.call(await ctxOf({}, {}, 300), 'cases.greet', {})).rejects.toMatchObject({ code: 'UNAVAILABLE', details: { cause: 'NO_ANSWER' } });
    expect(performance.now() - started).toBeLessThan(1000);
    child.kill('SIGCONT');
    expect(await own.call(await ctxOf(), 'cases.greet', {})).toMatchObject({ by: 'omil' });
    own.close();
    child.kill('SIGTERM');
    expect(await exited).toEqual([0, null]);
  });

  it('whose sign-in does not answer works, and is not ready', async () => {
    const port = await freePort();
    const { child, exited } = await forked({ CASES_RPC_PORT: String(port), OIDC_JWKS_URI: `http://127.0.0.1:${await freePort()}/keys` });
    const own = new RpcClient(greetingRpc, { port });
    expect(await own.health()).toMatchObject({ ok: true, ready: false, parts: { database: 'OK', keys: 'KEYS_MISSING' } });
    own.close();
    child.kill('SIGTERM');
    expect(await exited).toEqual([0, null]);
  });

  it('ends in good order when its parent is gone, pipes and all', async () => {
    const { child, exited } = await forked();
    child.stdout?.destroy();
    child.stderr?.destroy();
    child.disconnect();
    expect(await exited).toEqual([0, null]);
  });

  it('asked to end in the middle of a call answers it, takes no other, and exits', async () => {
    const port = await freePort();
    const { child, exited } = await forked({ CASES_RPC_PORT: String(port) });
    const own = new RpcClient(greetingRpc, { port });
    await own.call(await ctxOf(), 'cases.greet', {});
    const answer = own.call(await ctxOf(), 'cases.wait', { seconds: 2 });
    await eventually(async () => (await databases.asAdmin('cases', `select 1 from pg_stat_activity where query like '%pg_sleep($1)%' and state = 'active' and pid <> pg_backend_pid()`)).length === 1, 'a call under way');
    const began = performance.now();
    child.kill('SIGTERM');
    await eventually(async () => (await own.health(300))?.parts['calls'] === 'STOPPING', 'it says that it is stopping');
    await expect(own.call(await ctxOf(), 'cases.greet', {})).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    expect(await answer).toEqual({});
    expect(await exited).toEqual([0, null]);
    expect(performance.now() - began).toBeLessThan(10_000);
    own.close();
  });

  it('that fails where nobody catches ends with 1, and tells neither the words of the error nor its details', async () => {
    const port = await freePort();
    const { exited, output } = await forked({ CASES_RPC_PORT: String(port) });
    const own = new RpcClient(greetingRpc, { port });
    await own.call(await ctxOf(), 'cases.crash', {});
    expect(await exited).toEqual([1, null]);
    own.close();
    expect(output()).toContain('"message":"exception nobody caught"');
    expect(output()).not.toMatch(/Wideline|Joseph/);
  });

  it('writes JSON lines alone', async () => {
    const { child, exited, output } = await forked();
    child.kill('SIGTERM');
    await exited;
    const written = output().trim().split('\n').map((line) => JSON.parse(line) as { message: string; service: string });
    expect(written.every((line) => line.service === 'cases')).toBe(true);
    expect(written.map((line) => line.message)).toEqual(expect.arrayContaining(['ready', 'stopping']));
  });

  it.each([
    ['a missing variable', { OIDC_ISSUER: '' }, /OIDC_ISSUER is not set/],
    ['keys the database was not written with', { KONBIT_KEYS_FILE: 'OTHER' }, /KONBIT_KEYS_FILE lacks keys .*k1/],
    ['a keys file that is not there', { KONBIT_KEYS_FILE: '/nowhere/keys.json' }, /KONBIT_KEYS_FILE/],
    ['a database that does not answer', { CASES_OWNER_DATABASE_URL: 'postgres://cases_owner:x@127.0.0.1:1/cases' }, /ECONNREFUSED/],
    ['a busy port', { CASES_RPC_PORT: 'BUSY' }, /port \d+ is in use/],
  ])('with %s fails by a sentence that names it', async (_what, changes, sentence) => {
    const placed = Object.entries(changes).map(([name, value]) => [name, value === 'OTHER' ? keysFile('k2', 8) : value === 'BUSY' ? env['CASES_RPC_PORT']! : value]);
    const { message, exited } = await forked(Object.fromEntries(placed) as Record<string, string>);
    expect(message).toEqual({ type: 'failed', message: expect.stringMatching(sentence) });
    expect(await exited).toEqual([1, null]);
  });
});
