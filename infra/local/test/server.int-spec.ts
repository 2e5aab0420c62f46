import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type RunningPostgres, startPostgres } from '@konbit/local';
import { ComposeMachine, ComposeRun, eventually, readComposeFile, TestIssuer } from '@konbit/testing';
import { Client } from 'pg';
import { freePorts } from '../dist/free-port.js';

const root = resolve(import.meta.dirname, '../../..');
const ours = ['directory', 'cases', 'referrals', 'gateway', 'keeper'];

/** The processes of docker-compose.yml without the servers of other makers: an issuer of the tests, and no TLS. */
describe('the processes of docker-compose.yml', () => {
  let folder: string;
  let postgres: RunningPostgres;
  let issuer: TestIssuer;
  let machine: ComposeMachine;
  let run: ComposeRun;
  let url: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'konbit-server-'));
    [postgres, issuer] = await Promise.all([startPostgres({ dataDir: join(folder, 'postgres') }), TestIssuer.start()]);
    const [cases = 0, referrals = 0, directory = 0, gateway = 0] = await freePorts(4);
    url = `http://localhost:${gateway}`;
    const file = await readComposeFile(join(root, 'docker-compose.yml'), { KONBIT_NAME: `localhost:${gateway}`, KONBIT_SIGNIN_NAME: 'localhost' });
    // Without TLS the gateway is asked without it too.
    const check = file.services['gateway']!.healthcheck!;
    check.test = check.test.map((word) => word.replace('https:', 'http:'));
    const admin = new URL(postgres.adminUrl);
    machine = new ComposeMachine({ file, root, folder, hosts: { 'postgres:5432': `127.0.0.1:${postgres.port}` }, ports: { 7001: cases, 7002: referrals, 7003: directory, 443: gateway } });
    const own: Record<string, Record<string, string>> = {
      prepare: { KONBIT_ADMIN_DATABASE_URL: machine.environment('prepare')['KONBIT_ADMIN_DATABASE_URL']!.replace('postgres@', `${admin.username}@`) },
      gateway: { KONBIT_PUBLIC_URL: url, KONBIT_TLS_CERT: '', KONBIT_TLS_KEY: '', KONBIT_WEB_DIR: '' },
    };
    const here = (): Promise<boolean> => Promise.resolve(true);
    const standing = { postgres: here, keycloak: here, namespace: here, topics: here };
    run = new ComposeRun({ file, machine, root, folder, standing, settings: (service) => ({ OIDC_ISSUER: issuer.issuer, NODE_EXTRA_CA_CERTS: '', ...own[service] }) });
    mkdirSync(join(folder, 'secrets'));
    writeFileSync(machine.secretFile('postgres_password'), `${decodeURIComponent(admin.password)}\n`);
    writeFileSync(machine.secretFile('oidc_client_secret'), 'a-secret-of-the-gateway\n');
  }, 60_000);

  afterAll(async () => {
    await run.down();
    await issuer.stop();
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }, 60_000);

  it('are prepared once and again, each with a settings file of its own secrets', async () => {
    expect(await run.run('prepare')).toEqual({ code: 0, said: '' });
    const settings = (name: string) => readFileSync(join(folder, 'volumes', name, 'settings.env'), 'utf8');
    const before = ['cases', 'referrals', 'directory', 'gateway', 'keeper'].map(settings);
    expect(await run.run('prepare')).toEqual({ code: 0, said: '' });
    expect(['cases', 'referrals', 'directory', 'gateway', 'keeper'].map(settings)).toEqual(before);
    expect(settings('cases')).not.toMatch(/REFERRALS|GATEWAY|OIDC/);
    expect(statSync(join(folder, 'volumes/cases/settings.env')).mode & 0o777).toBe(0o600);
  }, 30_000);

  it('become healthy by the checks of the file, the gateway with every part, and the keeper seals', async () => {
    await run.up(ours);
    const health = await eventually(async () => {
      const answer = await fetch(`${url}/healthz`);
      return answer.ok && answer.json();
    }, 'all parts work', { limitMs: 60_000, everyMs: 200 });
    expect(health).toEqual({ ok: true, parts: { database: true, cases: true, referrals: true, directory: true } });
    await eventually(() => sealed(), 'the audit of the directory is sealed', { limitMs: 20_000 });
  }, 120_000);

  it('are begun again when they end by themselves, as `unless-stopped` says', async () => {
    const before = run.pidOf('referrals');
    run.signal('referrals', 'SIGKILL');
    await eventually(async () => run.pidOf('referrals') !== before && await run.isHealthy('referrals'), 'referrals is healthy again', { limitMs: 30_000 });
  }, 40_000);

  it('end within their time, and then are not healthy', async () => {
    expect(await Promise.all(ours.map((name) => run.stop(name)))).toEqual([0, 0, 0, 0, 0]);
    expect(await Promise.all(ours.map((name) => run.isHealthy(name)))).toEqual([false, false, false, false, false]);
  }, 30_000);

  it('are refused without their secrets, and without the keys of data that exist', async () => {
    rmSync(join(folder, 'volumes/keys/keys.json'));
    expect((await run.run('prepare')).said).toMatch(/Falta .*keys\.json/);
    writeFileSync(machine.secretFile('oidc_client_secret'), 'short\n');
    expect((await run.run('prepare')).said).toBe('OIDC_CLIENT_SECRET_FILE: the file holds no secret of at least 16 letters, digits or . _ ~ + / = - in one line\n');
  }, 30_000);

  async function sealed(): Promise<boolean> {
    const url = /^DIRECTORY_OWNER_DATABASE_URL=(.*)$/m.exec(readFileSync(join(folder, 'volumes/keeper/settings.env'), 'utf8'))![1]!;
    const client = new Client({ connectionString: url });
    await client.connect();
    try {
      return ((await client.query('select 1 from audit_link limit 1')).rowCount ?? 0) > 0;
    } finally {
      await client.end();
    }
  }
});
