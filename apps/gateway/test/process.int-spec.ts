import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { eventually } from '@konbit/testing';
import { Browser, EventReader } from './browser.js';
import { freePorts, type GivenGateway, givenGateway } from './given-gateway.js';

const main = join(import.meta.dirname, '../dist/main.js');
type Message = { type: 'ready' | 'failed'; message?: string };

describe('the gateway as a process', () => {
  let given: GivenGateway;
  const children: ChildProcess[] = [];
  beforeAll(async () => { given = await givenGateway(); });
  afterAll(() => given.stop());
  afterEach(() => children.splice(0).forEach((child) => child.kill('SIGKILL')));

  const started = async (env: Record<string, string> = {}): Promise<{ child: ChildProcess; message: Message; url: string }> => {
    const [port] = await freePorts(1);
    const child = fork(main, { env: { ...given.env, KONBIT_PORT: String(port), KONBIT_PUBLIC_URL: `http://localhost:${port}`, ...env }, stdio: 'ignore' });
    children.push(child);
    const [message] = (await once(child, 'message')) as [Message];
    return { child, message, url: `http://localhost:${port}` };
  };
  const exitOf = async (child: ChildProcess): Promise<unknown> => ((await once(child, 'exit')) as unknown[])[0];

  it('says that it is ready, answers, and ends when its parent is gone', async () => {
    const { child, message, url } = await started();
    expect(message).toEqual({ type: 'ready' });
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    child.disconnect();
    expect(await exitOf(child)).toBe(0);
  });

  it('ends at SIGTERM although somebody listens to hints', async () => {
    const { child, url } = await started();
    const browser = await given.signedIn();
    const reader = new EventReader();
    await reader.open(`${url}/hints`, browser.cookie('__Host-konbit'));
    expect(reader.status).toBe(200);
    const began = performance.now();
    child.kill('SIGTERM');
    expect(await exitOf(child)).toBe(0);
    expect(performance.now() - began).toBeLessThan(5000);
  });

  it('asked to end says first that it is not ready, answers what it was asked, and exits', async () => {
    const { child, url } = await started({ KONBIT_DRAIN_SECONDS: '1' });
    const browser = new Browser(url);
    browser.setCookie('__Host-konbit', (await given.signedIn()).cookie('__Host-konbit')!);
    expect(await (await fetch(`${url}/readyz`)).json()).toMatchObject({ ready: true, reasons: [] });
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => { release = resolve; });
    given.cases.answers['cases.search'] = async () => {
      await held;
      return { hits: [], more: false };
    };
    const answer = browser.graphql('{ searchPersons(text: "Mari", first: 5) { more } }');
    await eventually(() => given.cases.inputs('cases.search').length === 1, 'the request has reached its service');
    const began = performance.now();
    child.kill('SIGTERM');
    const refused = await eventually(async () => {
      const readiness = await fetch(`${url}/readyz`);
      return readiness.status === 503 && await readiness.json() as unknown;
    }, 'not ready');
    expect(refused).toMatchObject({ ready: false, reasons: [{ part: 'gateway.requests', code: 'STOPPING', canWait: false }] });
    release();
    expect((await answer).json).toEqual({ data: { searchPersons: { more: false } } });
    expect(await exitOf(child)).toBe(0);
    expect(performance.now() - began).toBeLessThan(10_000);
  });

  it.each([
    ['OIDC_CLIENT_SECRET', { OIDC_CLIENT_SECRET: '' }], ['KONBIT_KEYS_FILE', { KONBIT_KEYS_FILE: '/nowhere/keys.json' }], ['KONBIT_WEB_DIR', { KONBIT_WEB_DIR: '/nowhere' }],
  ])('names %s when that is wrong, and exits with 1', async (name, env) => {
    const { child, message } = await started(env);
    expect(message).toEqual({ type: 'failed', message: expect.stringContaining(name) });
    expect(await exitOf(child)).toBe(1);
  });

  it('names the port when another program has it', async () => {
    const { message } = await started({ KONBIT_PORT: given.env['KONBIT_PORT']! });
    expect(message.message).toContain(`port ${given.env['KONBIT_PORT']} is in use`);
  });
});
