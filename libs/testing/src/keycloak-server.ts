import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { closeSync, copyFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from './eventually.js';
import { keycloakFolder } from './keycloak-install.js';

export interface KeycloakOptions {
  /** A realm's export; its name is `konbit`. */
  realmFile: string;
  port: number;
  /** Port of its health page. */
  managementPort: number;
  /** What the placeholders of the realm stand for. */
  env: Record<string, string>;
}

const realm = 'konbit';
const startLimitMs = 240_000;
// Keycloak lives as long as our end of the pipe, so that a killed test run leaves none behind.
const whilePipeIsOpen = 'exec 3<&0; "$@" & pid=$!; { cat <&3 >/dev/null; kill $pid; sleep 20; kill -9 $pid; } 2>/dev/null & watch=$!; wait $pid; code=$?; kill $watch; exit $code';

/** A real Keycloak as a plain process on loopback, with a fresh H2 database and the realm imported. */
export class KeycloakServer {
  readonly url: string;
  readonly issuer: string;
  private readonly password = randomBytes(18).toString('base64url');
  private readonly folder = mkdtempSync(join(tmpdir(), 'konbit-keycloak-'));
  private child: ChildProcess | null = null;

  private constructor(private readonly options: KeycloakOptions) {
    this.url = `http://localhost:${options.port}`;
    this.issuer = `${this.url}/realms/${realm}`;
  }

  /** Resolves when it is ready; rejects with the end of its log when it is not within four minutes. */
  static async start(options: KeycloakOptions): Promise<KeycloakServer> {
    const server = new KeycloakServer(options);
    try {
      server.prepare(await keycloakFolder());
      await server.launch();
    } catch (error) {
      await server.stop();
      throw error;
    }
    return server;
  }

  /** One request to the admin API of the realm, as the server's administrator; `path` begins behind the realm's name. */
  async asAdmin<T = unknown>(method: string, path: string, body?: object): Promise<T> {
    const answer = await fetch(`${this.url}/admin/realms/${realm}${path}`, {
      method, headers: { authorization: `Bearer ${await this.adminToken()}`, 'content-type': 'application/json' }, body: body === undefined ? null : JSON.stringify(body),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path} was answered with ${answer.status}: ${text}`);
    return (text === '' ? null : JSON.parse(text)) as T;
  }

  async stop(): Promise<void> {
    await this.end();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async end(): Promise<void> {
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.stdin?.end();
    await ended;
  }

  /** Programs are shared with the cache by links; data and scripts are this server's own, since the scripts' place is its home. */
  private prepare(built: string): void {
    cpSync(join(built, 'bin'), join(this.folder, 'bin'), { recursive: true });
    for (const shared of ['lib', 'providers', 'themes', 'conf']) symlinkSync(join(built, shared), join(this.folder, shared));
    mkdirSync(join(this.folder, 'data/import'), { recursive: true });
    copyFileSync(this.options.realmFile, join(this.folder, `data/import/${realm}-realm.json`));
  }

  private async launch(): Promise<void> {
    const { port, managementPort, env } = this.options;
    const log = openSync(this.logFile, 'w');
    const child = spawn('sh', [
      '-c', whilePipeIsOpen, 'keycloak', join(this.folder, 'bin/kc.sh'), 'start', '--optimized', '--import-realm', '--cache=local', '--http-enabled=true', '--http-host=127.0.0.1', `--http-port=${port}`,
      `--http-management-port=${managementPort}`, `--hostname=${this.url}`, '--log-level=warn',
    ], {
      stdio: ['pipe', log, log],
      env: {
        ...process.env, ...env, NODE_OPTIONS: '', JAVA_OPTS_KC_HEAP: '-Xms128m -Xmx512m', JAVA_OPTS_APPEND: '-XX:TieredStopAtLevel=1',
        KC_BOOTSTRAP_ADMIN_USERNAME: 'admin', KC_BOOTSTRAP_ADMIN_PASSWORD: this.password,
      },
    });
    closeSync(log);
    this.child = child;
    await eventually(() => child.exitCode !== null || this.isReady(), 'Keycloak ready', { limitMs: startLimitMs, everyMs: 250 }).catch(() => undefined);
    if (child.exitCode !== null || !(await this.isReady().catch(() => false))) throw new Error(`Keycloak did not start; the end of its log:\n${this.logEnd()}`);
  }

  private async isReady(): Promise<boolean> {
    return (await fetch(`http://localhost:${this.options.managementPort}/health/ready`)).status === 200;
  }

  private async adminToken(): Promise<string> {
    const answer = await fetch(`${this.url}/realms/master/protocol/openid-connect/token`, {
      method: 'POST', body: new URLSearchParams({ grant_type: 'password', client_id: 'admin-cli', username: 'admin', password: this.password }),
    });
    return (await answer.json() as { access_token: string }).access_token;
  }

  private get logFile(): string {
    return join(this.folder, 'keycloak.log');
  }

  private logEnd(): string {
    return existsSync(this.logFile) ? readFileSync(this.logFile, 'utf8').split('\n').slice(-30).join('\n') : '';
  }
}
