import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { eventually } from '@konbit/testing';
import { Client } from 'pg';
import { listenOnFreePort } from './listen.js';
import { RunningLauncher, konbit } from './running-launcher.js';

jest.setTimeout(120_000);

describe('launcher', () => {
  let home: string;
  let port: number;
  let launcher: RunningLauncher;

  beforeAll(async () => {
    home = join(mkdtempSync(join(tmpdir(), 'konbit-home-')), 'home');
    const probe = createServer();
    port = await listenOnFreePort(probe);
    await new Promise((resolve) => probe.close(resolve));
    launcher = RunningLauncher.start(home, port);
    await launcher.ready();
  });
  afterAll(async () => {
    await launcher.stop();
    rmSync(join(home, '..'), { recursive: true, force: true });
  });

  const health = async (): Promise<number> => (await fetch(`http://localhost:${port}/healthz`)).status;

  const isGone = (pid: number): boolean => {
    try {
      process.kill(pid, 0);
      return false;
    } catch {
      return true;
    }
  };

  it('answers 200 on /healthz from the line with the address on, and shows the first password once', async () => {
    expect(await health()).toBe(200);
    expect(launcher.output).toMatch(/usuario: admin {3}contraseña: ([a-z2-9]{5}-){3}[a-z2-9]{5}/);
  });

  it('keeps every secret in files of this user alone', () => {
    const files = ['keys.json', 'secrets.json', 'accounts.json', 'run.json', 'lock.json', 'postgres.password'];
    expect(files.map((name) => statSync(join(home, name)).mode & 0o777)).toEqual(files.map(() => 0o600));
  });

  it('refuses a second start of the same folder, naming the address', async () => {
    const second = RunningLauncher.start(home, port);
    expect(await second.ended()).toBe(1);
    expect(second.output).toContain(`Konbit ya está funcionando con la carpeta ${home}: ábralo en http://localhost:${port}`);
  });

  it('refuses a busy port of another folder in one sentence', async () => {
    const other = RunningLauncher.start(`${home}-other`, port);
    expect(await other.ended()).toBe(1);
    expect(other.output.trim()).toMatch(new RegExp(`^El puerto ${port} está ocupado por otro programa: .*KONBIT_PORT=`));
  });

  it('answers konbit status and verify-audit', async () => {
    const status = await eventually(async () => {
      const answer = await konbit(home, ['status']);
      return answer.output.includes('Todo está bien') ? answer : null;
    }, 'konbit status finds everything well', { limitMs: 30_000, everyMs: 200 });
    expect(status?.code).toBe(0);
    expect((await konbit(home, ['parked', 'list'])).output).toContain('No hay eventos detenidos.');
    expect((await konbit(home, ['no-such'])).code).toBe(2);
    expect((await konbit(`${home}-other`, ['status'])).code).toBe(3);
  });

  it('lets an operator work on parked events by konbit, and refuses what would lose one', async () => {
    const key = '0190b2c4-0000-7000-8000-000000000001';
    const target = ['cases', 'test.consumer', key];
    const event = { type: 'konbit.test.thing.happened.v1', payload: { code: 'X' }, headers: { tenant: '0190b2c4-0000-7000-8000-0000000000aa' } };
    const owner = launcher.facts().databaseUrls['CASES_OWNER_DATABASE_URL'] ?? '';
    await run(owner, `insert into consumer_key (consumer, key, last_version, state) values ('test.consumer', '${key}', 1, 'parked');
      insert into parked (consumer, key, agg_version, event, attempts, state) values ('test.consumer', '${key}', 3, '${JSON.stringify(event)}', 9, 'dead')`);
    const list = await konbit(home, ['parked', 'list', 'cases']);
    expect(list).toMatchObject({ code: 1, output: expect.stringContaining(`cases test.consumer ${key}: konbit.test.thing.happened.v1 versión 3`) as unknown });
    expect(await konbit(home, ['parked', 'show', ...target])).toMatchObject({ code: 0, output: expect.stringContaining('aplicado hasta la versión 1') as unknown });
    expect(await konbit(home, ['parked', 'discard', ...target])).toMatchObject({ code: 1, output: expect.stringContaining('use primero skip-gap') as unknown });
    expect((await konbit(home, ['parked', 'skip-gap', ...target, '2'])).code).toBe(0);
    expect((await konbit(home, ['parked', 'discard', ...target])).code).toBe(0);
    expect(await konbit(home, ['parked', 'list'])).toMatchObject({ code: 0, output: expect.stringContaining('No hay eventos detenidos.') as unknown });
    expect(await konbit(home, ['verify-audit', 'cases'])).toMatchObject({ code: 0, output: expect.stringContaining('íntegra') as unknown });
  });

  it('starts a crashed service again', async () => {
    const cases = launcher.facts().services.find(({ name }) => name === 'cases');
    process.kill(cases?.pid ?? 0, 'SIGKILL');
    await eventually(() => launcher.facts().services.some(({ name, restarts, state }) => name === 'cases' && restarts === 1 && state === 'ready'), 'cases runs again', { limitMs: 30_000 });
    await eventually(async () => (await health()) === 200, 'health is back', { limitMs: 30_000 });
  });

  it('starts a killed database again, and the services find it', async () => {
    const before = launcher.facts().postgresPid;
    process.kill(before, 'SIGKILL');
    await eventually(() => launcher.facts().postgresPid !== before, 'the database runs again', { limitMs: 30_000 });
    await eventually(async () => (await health()) === 200, 'health is back', { limitMs: 30_000 });
  });

  it('loses nothing by kill -9 of everything, and adopts a database left alive', async () => {
    const first = launcher.facts();
    await run(first.databaseUrls['BUS_OWNER_DATABASE_URL'] ?? '', 'create table kept (n int); insert into kept values (7)');
    launcher.child.kill('SIGKILL');
    await eventually(() => first.services.every(({ pid }) => isGone(pid)), 'services end with the launcher', { limitMs: 12_000 });
    expect(isGone(first.postgresPid)).toBe(false);
    launcher = RunningLauncher.start(home, port);
    const second = await launcher.ready();
    expect(second.postgresPid).toBe(first.postgresPid);
    launcher.child.kill('SIGKILL');
    for (const { pid } of second.services) process.kill(pid, 'SIGKILL');
    process.kill(second.postgresPid, 'SIGKILL');
    launcher = RunningLauncher.start(home, port);
    const third = await launcher.ready();
    expect(await run(third.databaseUrls['BUS_OWNER_DATABASE_URL'] ?? '', 'select n from kept')).toEqual([{ n: 7 }]);
    expect(await health()).toBe(200);
  });

  it('ends every process within ten seconds of SIGTERM', async () => {
    const { services, postgresPid } = launcher.facts();
    const askedAt = Date.now();
    expect(await launcher.stop()).toBe(0);
    expect(Date.now() - askedAt).toBeLessThan(10_000);
    await eventually(() => [...services.map(({ pid }) => pid), postgresPid].every(isGone), 'no process is left', { limitMs: 2_000 });
  });
});

async function run(url: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}
