import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { directoryRpc, newId, type Role } from '@konbit/contracts';
import { type Ctx, linkCtx, RpcClient, type RunningService, serviceConfig, silentLog, startService } from '@konbit/platform';
import { staffCtx, type TestDatabases, testDatabases, TestIssuer } from '@konbit/testing';
import { directoryService } from '../dist/app.module.js';

const branch = 'ORG-IMV-MIG/BR-IMV-MIG-CENTRAL';
let [databases, issuer, service, client]: [TestDatabases, TestIssuer, RunningService, RpcClient<typeof directoryRpc>] = [] as never;
const folder = mkdtempSync(join(tmpdir(), 'konbit-texts-'));

beforeAll(async () => {
  [databases, issuer] = await Promise.all([testDatabases(['directory']), TestIssuer.start()]);
  const key = (id: string): object[] => [{ id, key: randomBytes(32).toString('base64') }];
  writeFileSync(join(folder, 'keys.json'), JSON.stringify({ aes: key('a1'), hmac: key('h1') }));
  const port = await freePort();
  const env = { ...databases.env('directory'), ...issuer.env(), DIRECTORY_RPC_PORT: String(port), KONBIT_KEYS_FILE: join(folder, 'keys.json'), KONBIT_DEV: '1' };
  // The messaging module reads the process's own environment.
  Object.assign(process.env, databases.env('directory'));
  service = await startService(directoryService, { config: serviceConfig('directory', env), log: silentLog });
  client = new RpcClient(directoryRpc, { port });
}, 60_000);
afterAll(async () => {
  client.close();
  await service.stop();
  await issuer.stop();
  await databases.drop();
  rmSync(folder, { recursive: true });
});

async function signedIn(sub: string, ...roles: Role[]): Promise<Ctx> {
  const ctx = staffCtx({ sub, roles, branches: [branch] });
  return { ...ctx, token: await issuer.token({ sub, tenant: ctx.tenant, roles, branches: [branch] }) };
}

describe('the calls of texts, as the running directory answers them', () => {
  it('give what is printed to callers without a session, and nothing else', async () => {
    const nobody = linkCtx(staffCtx().tenant, { forMs: 5000 });
    const { source, translations } = await client.call(nobody, 'directory.printTexts', { usedIn: 'page', languages: ['ht'] });
    expect([source['slip.go_to'], translations.find(({ key }) => key === 'slip.go_to')]).toEqual(['Vaya a', { language: 'ht', key: 'slip.go_to', body: 'Ale nan', state: 'draft' }]);
    await expect(client.call(nobody, 'directory.texts', { language: 'ht', page: { first: 1 } })).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it('take a desk\'s request to the head of the mediator\'s list, and a move from there', async () => {
    await client.call(await signedIn('meson', 'adviser'), 'directory.requestTranslation', { commandId: newId(), requestId: newId(), usedIn: 'notice', language: 'ht' });
    const mediator = await signedIn('rose', 'mediator');
    const { edges, waiting } = await client.call(mediator, 'directory.texts', { language: 'ht', page: { first: 1 } });
    const first = edges[0]!.node;
    expect(first).toMatchObject({ key: 'notice.title', requestedAt: expect.any(String) });
    const moved = await client.call(mediator, 'directory.moveText', { commandId: newId(), textId: first.id, expectedVersion: first.version, command: 'approve' });
    expect(moved.state).toBe('approved');
    const { texts } = await client.call(mediator, 'directory.textsByIds', { ids: [first.id] });
    expect(texts[0]).toMatchObject({ state: 'approved', reviewer: 'rose', requestedAt: null, version: moved.version });
    expect((await client.call(mediator, 'directory.texts', { language: 'ht', page: { first: 1 } })).waiting).toBe(waiting - 1);
  });
});

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}
