import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type RunningPostgres, startPostgres } from '@konbit/local';
import { eventually, TestIssuer } from '@konbit/testing';
import { Client } from 'pg';
import { parse } from 'yaml';
import { freePorts } from '../dist/free-port.js';

const root = resolve(import.meta.dirname, '../../..');
interface Service { command: string[]; environment?: Record<string, string>; healthcheck?: { test: string[] } }
const ours = ['cases', 'referrals', 'directory', 'gateway'] as const;
const { services } = parse(readFileSync(join(root, 'docker-compose.yml'), 'utf8'), { merge: true }) as { services: Record<string, Service> };

/** The processes of docker-compose.yml as plain ones: its commands and settings, with ports and paths of this machine. */
describe('the processes of docker-compose.yml', () => {
  let folder: string;
  let postgres: RunningPostgres;
  let issuer: TestIssuer;
  let here: Record<string, string>;
  const running: ChildProcess[] = [];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'konbit-server-'));
    [postgres, issuer] = await Promise.all([startPostgres({ dataDir: join(folder, 'postgres') }), TestIssuer.start()]);
    const [cases = 0, referrals = 0, directory = 0, gateway = 0] = await freePorts(4);
    const admin = new URL(postgres.adminUrl);
    writeFileSync(join(folder, 'admin'), `${decodeURIComponent(admin.password)}\n`);
    writeFileSync(join(folder, 'client'), 'a-secret-of-the-gateway\n');
    admin.password = '';
    here = {
      KONBIT_ADMIN_DATABASE_URL: admin.href, KONBIT_ADMIN_PASSWORD_FILE: join(folder, 'admin'), OIDC_CLIENT_SECRET_FILE: join(folder, 'client'),
      KONBIT_HOME: folder, KONBIT_SETTINGS_DIR: join(folder, 'settings'), KONBIT_TENANT_CUT: '05101', KONBIT_EVENTS: 'postgres', KONBIT_MIGRATION_ORG: 'ORG-IMV-MIG', KONBIT_OMIL_ORG: 'ORG-IMV-OMIL',
      CASES_RPC_PORT: String(cases), REFERRALS_RPC_PORT: String(referrals), DIRECTORY_RPC_PORT: String(directory), KONBIT_PORT: String(gateway), KONBIT_HOST: '127.0.0.1',
      KONBIT_PUBLIC_URL: `http://localhost:${gateway}`, OIDC_ISSUER: issuer.issuer, KONBIT_WEB_DIR: '', KONBIT_TLS_CERT: '', KONBIT_TLS_KEY: '', NODE_EXTRA_CA_CERTS: '',
    };
  }, 60_000);

  afterAll(async () => {
    await Promise.all(running.map(stopped));
    await issuer.stop();
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  function start(name: string, command = services[name]!.command): ChildProcess {
    const { environment = {} } = services[name]!;
    const own = Object.fromEntries(Object.keys(environment).filter((variable) => variable !== 'NODE_OPTIONS').map((variable) => [variable, here[variable] ?? environment[variable]]));
    const args = command.slice(1).map((word) => word.replace('/settings/', `${folder}/settings/`));
    return spawn(process.execPath, args, { cwd: root, env: { PATH: process.env['PATH'], ...own }, stdio: ['ignore', 'ignore', 'pipe'] });
  }

  /** The check of the file, at the address of this run. */
  async function isHealthy(name: (typeof ours)[number]): Promise<boolean> {
    const port = here[name === 'gateway' ? 'KONBIT_PORT' : `${name.toUpperCase()}_RPC_PORT`]!;
    const test = services[name]!.healthcheck!.test.slice(1).map((word) => word.replace('https:', 'http:').replace(/(127\.0\.0\.1):\d+/, `$1:${port}`));
    return (await run(name, test)).code === 0;
  }

  async function run(name: string, command?: string[]): Promise<{ code: number | null; said: string }> {
    const child = start(name, command);
    let said = '';
    child.stderr?.on('data', (chunk: Buffer) => { said += chunk.toString(); });
    const [code] = await once(child, 'close') as [number | null];
    return { code, said };
  }

  it('are prepared once and again, each with a settings file of its own secrets', async () => {
    expect(await run('prepare')).toEqual({ code: 0, said: '' });
    const settings = (name: string) => readFileSync(join(folder, 'settings', name, 'settings.env'), 'utf8');
    const before = ['cases', 'referrals', 'directory', 'gateway', 'keeper'].map(settings);
    expect(await run('prepare')).toEqual({ code: 0, said: '' });
    expect(['cases', 'referrals', 'directory', 'gateway', 'keeper'].map(settings)).toEqual(before);
    expect(settings('cases')).not.toMatch(/REFERRALS|GATEWAY|OIDC/);
    expect(statSync(join(folder, 'settings/cases/settings.env')).mode & 0o777).toBe(0o600);
  }, 30_000);

  it('answer as healthy, the gateway with every part, and the keeper seals', async () => {
    for (const name of ['directory', 'cases', 'referrals', 'gateway', 'keeper']) running.push(start(name));
    const answer = async () => fetch(`${here['KONBIT_PUBLIC_URL']}/healthz`);
    const health = await eventually(async () => (await answer()).ok && (await answer()).json(), 'all parts work', { limitMs: 60_000, everyMs: 200 });
    expect(health).toEqual({ ok: true, parts: { database: true, cases: true, referrals: true, directory: true } });
    expect(await Promise.all(ours.map(isHealthy))).toEqual([true, true, true, true]);
    await eventually(() => sealed(), 'the audit of the directory is sealed', { limitMs: 20_000 });
  }, 90_000);

  it('end within their time, and then are not healthy', async () => {
    expect(await Promise.all(running.map(stopped))).toEqual([0, 0, 0, 0, 0]);
    expect(await Promise.all(ours.map(isHealthy))).toEqual([false, false, false, false]);
  }, 30_000);

  it('are refused without their secrets, and without the keys of data that exist', async () => {
    rmSync(join(folder, 'keys.json'));
    expect((await run('prepare')).said).toMatch(/Falta .*keys\.json/);
    writeFileSync(join(folder, 'client'), 'short\n');
    expect((await run('prepare')).said).toBe('OIDC_CLIENT_SECRET_FILE: the file holds no secret of at least 16 letters, digits or . _ ~ + / = - in one line\n');
  }, 30_000);

  async function sealed(): Promise<boolean> {
    const url = /^DIRECTORY_OWNER_DATABASE_URL=(.*)$/m.exec(readFileSync(join(folder, 'settings/keeper/settings.env'), 'utf8'))![1]!;
    const client = new Client({ connectionString: url });
    await client.connect();
    try {
      return ((await client.query('select 1 from audit_link limit 1')).rowCount ?? 0) > 0;
    } finally {
      await client.end();
    }
  }
});

async function stopped(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  child.kill('SIGTERM');
  await once(child, 'exit');
  return child.exitCode;
}
