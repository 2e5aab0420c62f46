import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { sweepAbandoned } from './abandoned.js';
import { makeCertificate } from './certificate.js';
import { type ComposeFile, readComposeFile } from './compose-file.js';
import { ComposeMachine } from './compose-machine.js';
import { ComposeRun } from './compose-run.js';
import { composeKafka, composePostgres, type ForeignServer } from './compose-servers.js';
import { fullStackLack, fullStackNeeds } from './java-servers.js';
import { KeycloakAdmin } from './keycloak-admin.js';
import { makeKeycloakHome } from './keycloak-install.js';
import { keycloakMemory } from './keycloak-server.js';
import { freePort } from './ports.js';

const folderPrefix = 'konbit-full-';

export interface FullStackOptions {
  /** Folder of the clone, built. */
  root: string;
  say?: (sentence: string) => void;
  /** Interrupts the start: what runs by then is ended, and `start` rejects. */
  signal?: AbortSignal;
}

interface Parts { root: string; folder: string; file: ComposeFile; ports: Readonly<Record<string, number>>; say: (sentence: string) => void }

/** All of docker-compose.yml as plain processes in a temporary folder: the file's commands, settings and checks, with the hosts, ports and paths of this machine. */
export class FullStack {
  private constructor(private readonly parts: Parts, private readonly servers: readonly ForeignServer[], private readonly machine: ComposeMachine, private readonly run: ComposeRun) {}

  /** Resolves when every check of the file says healthy. */
  static async start({ root, say = () => undefined, signal }: FullStackOptions): Promise<FullStack> {
    const lack = fullStackLack();
    if (lack !== null) throw new Error(fullStackNeeds(lack));
    sweepAbandoned(folderPrefix, { pidFile: 'postgres/postmaster.pid', signal: 'SIGQUIT' });
    const parts: Parts = { root, folder: join(tmpdir(), `${folderPrefix}${process.pid}`), say, ...await fileHere(root) };
    const servers: ForeignServer[] = [];
    try {
      await makeSecrets(parts);
      say('Starting Postgres and three Kafka brokers…');
      const begun = await Promise.allSettled([makeHomeOfKeycloak(parts), ...startServers(parts).map(async (server) => servers.push(await server))]);
      for (const { reason } of begun.filter((one) => one.status === 'rejected')) throw reason as Error;
      const stack = FullStack.on(parts, servers);
      await stack.up(signal);
      return stack;
    } catch (error) {
      await endAll(parts, servers);
      throw error;
    }
  }

  private async up(signal?: AbortSignal): Promise<void> {
    const interrupt = (): void => void this.run.down();
    signal?.addEventListener('abort', interrupt);
    try {
      signal?.throwIfAborted();
      await this.run.up();
      signal?.throwIfAborted();
    } catch (error) {
      await this.run.down();
      throw error;
    } finally {
      signal?.removeEventListener('abort', interrupt);
    }
  }

  private static on(parts: Parts, servers: readonly ForeignServer[]): FullStack {
    const machine = new ComposeMachine({ ...parts, hosts: Object.assign({}, ...servers.map(({ hosts }) => hosts)) as Record<string, string> });
    const checks = Object.assign({}, ...servers.map(({ isHealthy }) => isHealthy)) as Record<string, () => Promise<boolean>>;
    const keycloak = { ...keycloakMemory, KC_HTTP_HOST: '127.0.0.1', KC_HTTPS_PORT: String(parts.ports['8443']), KC_HTTP_MANAGEMENT_PORT: String(parts.ports['9000']) };
    // Plain processes share one network as it is: what holds it for containers has nothing to do.
    const standing = { ...checks, namespace: () => Promise.resolve(true) };
    return new FullStack(parts, servers, machine, new ComposeRun({ ...parts, machine, standing, settings: (service) => (service === 'keycloak' ? keycloak : {}) }));
  }

  get url(): string {
    return this.machine.environment('gateway')['KONBIT_PUBLIC_URL']!;
  }

  get issuer(): string {
    return this.machine.environment('gateway')['OIDC_ISSUER']!;
  }

  /** Certificate and authority, for whoever calls. */
  get certificate(): string {
    return this.machine.secretFile('tls_cert');
  }

  secret(name: string): string {
    return readFileSync(this.machine.secretFile(name), 'utf8').trim();
  }

  /** What `konbit account` needs to manage the accounts of this stack. */
  get accountsEnv(): Record<string, string> {
    return { OIDC_ISSUER: this.issuer, KONBIT_ACCOUNTS_SECRET: this.secret('accounts_secret'), NODE_EXTRA_CA_CERTS: this.certificate };
  }

  get keycloak(): KeycloakAdmin {
    return new KeycloakAdmin(this.issuer, this.secret('keycloak_admin_password'));
  }

  /** Runs `konbit account …`; answers what it printed. */
  async account(...args: string[]): Promise<string> {
    const env = { ...process.env, NODE_OPTIONS: '', ...this.accountsEnv };
    return (await promisify(execFile)(process.execPath, [join(this.parts.root, 'infra/local/dist/cli.js'), 'account', ...args], { env })).stdout;
  }

  isHealthy(service: string): Promise<boolean> {
    return this.run.isHealthy(service);
  }

  signal(service: string, signal: NodeJS.Signals): void {
    this.run.signal(service, signal);
  }

  /** The services of the file and their processes here; null for what has ended, or needs none. */
  get pids(): Record<string, number | null> {
    const own = Object.keys(this.parts.file.services).map((name) => [name, this.run.pidOf(name)] as const);
    return { ...Object.fromEntries(own), ...Object.assign({}, ...this.servers.map(({ pids }) => pids())) as Record<string, number | null> };
  }

  /** Ends everything, each service before what it depends on, and forgets its data. */
  async stop(): Promise<void> {
    await this.run.down();
    await endAll(this.parts, this.servers);
  }
}

async function fileHere(root: string): Promise<Pick<Parts, 'file' | 'ports'>> {
  const ports: Record<string, number> = {};
  for (const port of ['443', '7001', '7002', '7003', '8443', '9000']) ports[port] = await freePort();
  const settings = { KONBIT_NAME: `localhost:${ports['443']}`, KONBIT_SIGNIN_NAME: 'localhost', KONBIT_EVENTS: 'kafka' };
  return { file: await readComposeFile(join(root, 'docker-compose.yml'), settings), ports };
}

async function makeSecrets({ root, folder, file }: Parts): Promise<void> {
  mkdirSync(join(folder, 'secrets'), { recursive: true });
  const machine = new ComposeMachine({ file, root, folder, ports: {} });
  for (const name of Object.keys(file.secrets)) writeFileSync(machine.secretFile(name), `${randomBytes(24).toString('hex')}\n`, { mode: 0o600 });
  await makeCertificate(folder, { cert: machine.secretFile('tls_cert'), key: machine.secretFile('tls_key') });
}

/** Programs of the cache, and the files that its container mounts. */
async function makeHomeOfKeycloak({ root, folder, file }: Parts): Promise<void> {
  await makeKeycloakHome(join(folder, 'keycloak'), 'postgres');
  for (const volume of file.services['keycloak']?.volumes ?? []) {
    const [source = '', target = ''] = volume.split(':');
    copyFileSync(join(root, source), target.replace('/opt/keycloak', join(folder, 'keycloak')));
  }
}

function startServers({ root, folder, file, say }: Parts): Promise<ForeignServer>[] {
  const machine = new ComposeMachine({ file, root, folder, ports: {} });
  const secret = (name: string): string => readFileSync(machine.secretFile(name), 'utf8').trim();
  const passwords = { postgres: secret('postgres_password'), keycloak: secret('keycloak_db_password') };
  return [composePostgres({ root, folder, passwords, say }), composeKafka(file, say)];
}

async function endAll({ folder }: Parts, servers: readonly ForeignServer[]): Promise<void> {
  await Promise.all(servers.map((server) => server.stop()));
  rmSync(folder, { recursive: true, force: true });
}
