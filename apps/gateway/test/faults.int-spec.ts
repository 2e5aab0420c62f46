import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { promisify } from 'node:util';
import { newId } from '@konbit/contracts';
import { eventually, FaultProxy, gate, OwnPostgres } from '@konbit/testing';
import type { Answer, Browser } from './browser.js';
import { deskBranch, type GivenGateway, givenGateway } from './given-gateway.js';
import { aPerson, aReferral, slice } from './reference.js';

const worklist = 'query { referrals(box: "sent", first: 1) { edges { node { state service { name } person { identity { displayName } } } } } }';
const states = 'query { referrals(box: "sent", first: 1) { edges { node { state } } } }';
const move = 'mutation($input: MoveReferralInput!) { moveReferral(input: $input) { id } }';
/** Deadline of one operation of the API. */
const operationMs = 8000;
const codeOf = ({ json }: Answer): string => (json.errors?.[0]?.extensions.code as string | undefined) ?? 'answered';

describe('a service behind a broken wire', () => {
  const target = { port: 0 };
  let wire: FaultProxy;
  let given: GivenGateway;
  let browser: Browser;
  beforeAll(async () => {
    wire = await FaultProxy.start(target);
    given = await givenGateway({ CASES_RPC_PORT: String(wire.port) });
    target.port = given.cases.port;
    browser = await given.signedIn();
    given.referrals.answers['referrals.list'] = () => slice([aReferral()]);
    given.cases.answers['cases.byIds'] = ({ ids }) => ({ persons: ids.map((id) => aPerson(id)) });
  });
  afterEach(() => wire.heal());
  afterAll(async () => {
    await given.stop();
    await wire.stop();
  });

  it.each([
    ['cut in the middle of each reply', () => wire.cutAfter(100, 'toClient')], ['half open', () => wire.blackHole('toClient')], ['a slow drip', () => wire.drip(50)],
  ])('(%s) costs its own fields alone, at first by their deadline and then at once, and leaves no socket', async (_what, breakIt) => {
    breakIt();
    const ask = async () => {
      const startedAt = performance.now();
      const { json } = await browser.graphql(worklist);
      expect(json.data.referrals.edges[0].node).toEqual({ state: 'requested', service: { name: 'Intermediación laboral' }, person: null });
      expect(json.errors).toEqual([expect.objectContaining({ path: ['referrals', 'edges', 0, 'node', 'person'], extensions: expect.objectContaining({ code: 'UNAVAILABLE' }) })]);
      return performance.now() - startedAt;
    };
    const slow = await Promise.all(Array.from({ length: 5 }, ask));
    expect(Math.max(...slow)).toBeLessThan(3000);
    await eventually(async () => (await ask()) < 300, 'an answer at once');
    await wire.heal();
    await eventually(async () => (await browser.graphql(worklist)).json.errors === undefined, 'the person again');
    await eventually(() => wire.open === 1, 'one socket alone');
  });
});

describe('a service that dies and starts again', () => {
  const target = { port: 0 };
  let wire: FaultProxy;
  let given: GivenGateway;
  beforeAll(async () => {
    wire = await FaultProxy.start(target);
    given = await givenGateway({ REFERRALS_RPC_PORT: String(wire.port) });
    target.port = given.referrals.port;
  });
  afterAll(async () => {
    await given.stop();
    await wire.stop();
  });

  it('under 500 queries and a command: queries alone are asked again, and all end within their deadline', async () => {
    const browser = await given.signedIn();
    const running = gate();
    given.referrals.answers['referrals.list'] = async () => {
      await running.passed;
      return slice([aReferral()]);
    };
    given.referrals.answers['referrals.move'] = () => running.passed.then(() => { throw new Error('the process is gone'); });
    const timed = async (): Promise<{ code: string; ms: number }> => {
      const startedAt = performance.now();
      return { code: codeOf(await browser.graphql(states)), ms: performance.now() - startedAt };
    };
    const input = { commandId: newId(), referralId: newId(), expectedVersion: 1, actingBranch: deskBranch, move: { claim: 'YES' } };
    const moving = browser.graphql(move, { variables: { input } });
    const asked = Array.from({ length: 250 }, timed);
    await eventually(() => given.referrals.calls.length >= 200, 'calls in flight');
    wire.refuse();
    wire.resetAll();
    running.open();
    asked.push(...Array.from({ length: 250 }, timed));
    await given.referrals.stop();
    await given.referrals.start();
    await wire.heal();
    const ends = await Promise.all(asked);
    expect(new Set(ends.map(({ code }) => code))).toContain('answered');
    for (const { code } of ends) expect(['answered', 'UNAVAILABLE']).toContain(code);
    expect(ends.map(({ ms }) => ms).toSorted((a, b) => a - b)[494]).toBeLessThan(operationMs);
    expect(codeOf(await moving)).toBe('UNAVAILABLE');
    expect(given.referrals.inputs('referrals.move')).toHaveLength(1);
  }, 30_000);
});

describe('a database of sessions that stands still', () => {
  let server: OwnPostgres;
  let given: GivenGateway;
  beforeAll(async () => {
    server = await OwnPostgres.start();
    given = await givenGateway({}, undefined, server);
  });
  afterAll(async () => {
    await given.stop();
    await server.stop();
  });

  it('holds no request up for longer than an operation may take, is told as UNAVAILABLE, and sessions go on afterwards', async () => {
    const browser = await given.signedIn();
    given.referrals.answers['referrals.list'] = () => slice([aReferral()]);
    server.signal('SIGSTOP');
    try {
      const startedAt = performance.now();
      const answers = await Promise.all(Array.from({ length: 8 }, () => browser.graphql(states)));
      expect(answers.map((answer) => [answer.status, codeOf(answer)])).toEqual(answers.map(() => [503, 'UNAVAILABLE']));
      expect(performance.now() - startedAt).toBeLessThan(operationMs);
      expect((await browser.get('/healthz')).status).toBe(503);
    } finally {
      server.signal('SIGCONT');
    }
    await eventually(async () => codeOf(await browser.graphql(states)) === 'answered', 'the session again');
    await Promise.all(Array.from({ length: 20 }, async () => { expect(codeOf(await browser.graphql(states))).toBe('answered'); }));
  }, 40_000);
});

describe('a document that is a bomb', () => {
  let given: GivenGateway;
  let browser: Browser;
  beforeAll(async () => {
    given = await givenGateway();
    browser = await given.signedIn();
  });
  afterAll(async () => {
    await given.stop();
    rmSync(folder, { recursive: true });
  });
  const folder = mkdtempSync(join(tmpdir(), 'konbit-bomb-'));
  const times = (count: number, text: (at: number) => string): string => Array.from({ length: count }, (_, at) => text(at)).join(' ');
  const bombs: [string, string][] = [
    ['50 levels deep', `{ organisations { ${'parent { '.repeat(48)} name ${'} '.repeat(48)} } }`],
    ['of 1,000 aliases', `{ ${times(1000, (at) => `a${at}: comunas { name }`)} }`],
    ['of fragments in a circle', 'query { organisations { ...A } } fragment A on Organisation { parent { ...B } } fragment B on Organisation { parent { ...A } }'],
    ['of fragments that double at each step', `{ viewer { ...F0 } } ${times(60, (at) => `fragment F${at} on Viewer { ...F${at + 1} ...F${at + 1} }`)} fragment F60 on Viewer { sub }`],
    ['of 100,000 tokens', `{ viewer { ${'sub '.repeat(100_000)} } }`],
    ['of lists in lists', '{ referrals(box: "sent", first: 100) { edges { node { person { referrals(first: 100) { edges { node { id } } } } } } } }'],
    ['of 10 MB', `{ viewer { ${'sub '.repeat(2_500_000)} } }`],
  ];

  /** Sent by a process of its own, so that what is measured here is the gateway's part alone. */
  const sendApart = async (body: string): Promise<number> => {
    const headers = { 'content-type': 'application/json', 'x-konbit-csrf': '1', origin: given.url, cookie: `__Host-konbit=${browser.cookie('__Host-konbit')}` };
    // The answer to a body that is too long comes before all of it is sent: what is still to be written then fails, and does not matter.
    const script = `const body = require('node:fs').readFileSync('${body}');
      const headers = { ...${JSON.stringify(headers)}, 'content-length': body.length };
      const asked = require('node:http').request('${given.url}/graphql', { method: 'POST', headers }, ({ statusCode }) => { console.log(statusCode); process.exit(); });
      asked.on('error', () => undefined).write(body.subarray(0, 65536), () => setTimeout(() => asked.end(body.subarray(65536)), body.length > 1e6 ? 50 : 0));`;
    const { stdout } = await promisify(execFile)(process.execPath, ['-e', script], { env: { ...process.env, NODE_OPTIONS: '' } });
    return Number(stdout);
  };

  it.each(bombs)('(%s) is refused for less than 50 ms of CPU, and holds nobody up for 100', async (_what, query) => {
    const rounds: { cpuMs: number; delayMs: number; status: number }[] = [];
    const body = join(folder, 'body');
    writeFileSync(body, JSON.stringify({ query }));
    for (let round = 0; round < 5; round += 1) {
      const delay = monitorEventLoopDelay({ resolution: 5 });
      delay.enable();
      const before = process.cpuUsage();
      const status = await sendApart(body);
      const { user, system } = process.cpuUsage(before);
      delay.disable();
      rounds.push({ cpuMs: (user + system) / 1000, delayMs: delay.max / 1e6, status });
    }
    for (const { status } of rounds) expect([400, 413]).toContain(status);
    // The best of five: the garbage of other tests of this process is not the bomb's.
    expect(Math.min(...rounds.map(({ cpuMs }) => cpuMs))).toBeLessThan(50);
    expect(Math.min(...rounds.map(({ delayMs }) => delayMs))).toBeLessThan(100);
  }, 20_000);
});
