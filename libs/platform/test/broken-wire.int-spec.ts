import { randomUUID } from 'node:crypto';
import { jest } from '@jest/globals';
import { codeId, DomainError, JsonLog, RpcClient, type RunningService, serviceConfig, silentLog, staffCtx, type StaffActor, startService } from '@konbit/platform';
import { eventually, FaultProxy, testDatabases, type TestDatabases, TestIssuer } from '@konbit/testing';
import { greetingRpc, greetingService } from './fixtures/greeting.js';
import { freePort, keysFile, removeKeysFiles } from './fixtures/process.js';

// Processes start slowly on a busy machine.
jest.setTimeout(30_000);

const tenant = codeId('05101');
const actor: StaffActor = { kind: 'staff', sub: 'omil', tenant, roles: ['omil_officer'], branches: [] };
const lines: string[] = [];
let databases: TestDatabases;
let issuer: TestIssuer;
let service: RunningService;
let token: string;
let wire: FaultProxy;
let client: RpcClient<typeof greetingRpc>;

beforeAll(async () => {
  [databases, issuer] = await Promise.all([testDatabases(['cases']), TestIssuer.start()]);
  const port = await freePort();
  const config = serviceConfig('cases', { ...databases.env('cases'), ...issuer.env(), CASES_RPC_PORT: String(port), KONBIT_KEYS_FILE: keysFile() });
  [service, wire] = await Promise.all([startService(greetingService, { config, log: silentLog }), FaultProxy.start({ port })]);
  token = await issuer.token({ sub: 'omil', tenant, roles: ['omil_officer'], branches: [] });
});

beforeEach(async () => {
  lines.length = 0;
  client = new RpcClient(greetingRpc, { port: wire.port, log: new JsonLog('gateway', (line) => lines.push(line)) });
  await greet();
});

afterEach(async () => {
  client.close();
  await wire.heal();
  await eventually(() => wire.open === 0, 'no socket left behind');
});

afterAll(async () => {
  await wire.stop();
  await service.stop();
  await issuer.stop();
  await databases.drop();
  removeKeysFiles();
});

const ctxFor = (forMs: number) => staffCtx(actor, { token, forMs });
const greet = (forMs = 5000) => client.call(ctxFor(forMs), 'cases.greet', {});
const mark = (id: string, forMs = 5000) => client.call(ctxFor(forMs), 'cases.mark', { id });
const marks = async (id: string) => (await databases.asOwner('cases', `select 1 from audit where subject_id = $1`, [id])).length;

/** How a call ended, and after how long. */
async function ended(call: Promise<unknown>): Promise<{ ended: string; afterMs: number }> {
  const startedAt = performance.now();
  const how = await call.then(() => 'answered', (error: unknown) => (error instanceof DomainError ? `${error.code} ${error.details.cause}` : String(error)));
  return { ended: how, afterMs: performance.now() - startedAt };
}

describe('a wire to a service', () => {
  const faults: [string, (proxy: FaultProxy) => void][] = [
    ['is cut in the middle of each reply', (proxy) => proxy.cutAfter(20, 'toClient')],
    ['carries nothing back', (proxy) => proxy.blackHole('toClient')],
    ['carries nothing there', (proxy) => proxy.blackHole('toServer')],
    ['accepts and never answers', (proxy) => proxy.silence()],
    ['drips', (proxy) => proxy.drip(20)],
  ];

  it.each(faults)('that %s: calls end within their deadline, then at once, and go on when it is healed', async (_what, breakIt) => {
    breakIt(wire);
    await eventually(async () => {
      const rounds = await Promise.all(Array.from({ length: 5 }, () => ended(greet(700))));
      for (const { ended: how, afterMs } of rounds) {
        expect(how).toMatch(/^UNAVAILABLE /);
        expect(afterMs).toBeLessThan(1000);
      }
      return client.breaker === 'open';
    }, 'an open breaker');
    const next = await ended(greet());
    expect(next.ended).toBe('UNAVAILABLE BREAKER_OPEN');
    expect(next.afterMs).toBeLessThan(50);
    await wire.heal();
    await eventually(() => greet().then(() => true), 'an answer');
    expect(client.breaker).toBe('closed');
    await eventually(() => wire.open === 1, 'one socket alone');
    expect(lines.map((line) => (JSON.parse(line) as { message: string }).message)).toEqual(['service does not answer: calls to it fail at once', 'service answers again']);
  });

  it('that is reset while a query waits: the query is asked again and answered', async () => {
    wire.blackHole('toClient');
    const asked = ended(greet());
    wire.resetAll();
    await wire.heal();
    expect((await asked).ended).toBe('answered');
    expect(client.breaker).toBe('closed');
  });

  it('that is reset while a command waits: the command is not sent again, and had its one effect', async () => {
    const id = randomUUID();
    wire.blackHole('toClient');
    const asked = ended(mark(id));
    await eventually(async () => (await marks(id)) === 1, 'the effect');
    wire.resetAll();
    await wire.heal();
    expect((await asked).ended).toBe('UNAVAILABLE SERVICE_DOWN');
    await greet();
    expect(await marks(id)).toBe(1);
  });

  it('that is reset under many calls counts as one failure: the breaker stays closed', async () => {
    wire.blackHole('toClient');
    const asked = Array.from({ length: 50 }, () => ended(greet()));
    wire.resetAll();
    await wire.heal();
    for (const { ended: how } of await Promise.all(asked)) expect(how).toBe('answered');
    expect(lines).toEqual([]);
  });

  it('that is lost leaves no socket behind when the client closes', async () => {
    wire.blackHole('toServer', 'toClient');
    await ended(greet(100));
    const before = process.getActiveResourcesInfo().filter((kind) => kind === 'TCPSocketWrap').length;
    client.close();
    await eventually(() => process.getActiveResourcesInfo().filter((kind) => kind === 'TCPSocketWrap').length < before, 'the socket gone');
  });

  it('refusals are answers: a service that refuses is asked on', async () => {
    const id = randomUUID();
    await mark(id);
    for (let time = 0; time < 10; time += 1) expect((await ended(mark(id))).ended).toMatch(/^VERSION_CONFLICT/);
    expect(client.breaker).toBe('closed');
  });
});
