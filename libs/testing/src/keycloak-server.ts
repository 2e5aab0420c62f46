import { randomBytes } from 'node:crypto';
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from './eventually.js';
import { givenKeycloak } from './given-servers.js';
import { KeptProcess, tailOf } from './kept-process.js';
import { KeycloakAdmin } from './keycloak-admin.js';
import { makeKeycloakHome } from './keycloak-install.js';

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
/** Memory of a Keycloak for a few people, and a quick start instead of a quick long run. */
export const keycloakMemory = { JAVA_OPTS_KC_HEAP: '-Xms128m -Xmx512m', JAVA_OPTS_APPEND: '-XX:TieredStopAtLevel=1' };
const stopLimitMs = 20_000;

/** A real Keycloak with the realm imported: a plain process on loopback with a fresh H2 database, or the one of KONBIT_TEST_KEYCLOAK_URL, whose realm of that name is made anew. */
export class KeycloakServer {
  readonly url: string;
  readonly issuer: string;
  private readonly given = givenKeycloak();
  private readonly password = this.given?.adminPassword ?? randomBytes(18).toString('base64url');
  private readonly folder = mkdtempSync(join(tmpdir(), 'konbit-keycloak-'));
  private readonly admin: KeycloakAdmin;
  private child: KeptProcess | null = null;

  private constructor(private readonly options: KeycloakOptions) {
    this.url = this.given?.url ?? `http://localhost:${options.port}`;
    this.issuer = `${this.url}/realms/${realm}`;
    this.admin = new KeycloakAdmin(this.issuer, this.password);
  }

  /** Resolves when it is ready; rejects with the end of its log when it is not within four minutes. */
  static async start(options: KeycloakOptions): Promise<KeycloakServer> {
    const server = new KeycloakServer(options);
    try {
      if (server.given) {
        await server.admin.makeRealm(readFileSync(options.realmFile, 'utf8'), options.env);
        return server;
      }
      await makeKeycloakHome(server.folder, 'dev-file');
      copyFileSync(options.realmFile, join(server.folder, `data/import/${realm}-realm.json`));
      await server.launch();
    } catch (error) {
      await server.stop();
      throw error;
    }
    return server;
  }

  /** One request to the admin API of the realm, as the server's administrator; `path` begins behind the realm's name. */
  async asAdmin<T = unknown>(method: string, path: string, body?: object): Promise<T> {
    return await this.admin.ask<T>(method, path, body);
  }

  async stop(): Promise<void> {
    if (this.given) await this.asAdmin('DELETE', '').catch(() => undefined);
    await this.child?.stop(stopLimitMs);
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async launch(): Promise<void> {
    const { port, managementPort, env } = this.options;
    const child = KeptProcess.start({
      command: [
        join(this.folder, 'bin/kc.sh'), 'start', '--optimized', '--import-realm', '--cache=local', '--http-enabled=true', '--http-host=127.0.0.1', `--http-port=${port}`,
        `--http-management-port=${managementPort}`, `--hostname=${this.url}`, '--log-level=warn',
      ],
      env: { ...process.env, ...env, ...keycloakMemory, NODE_OPTIONS: '', KC_BOOTSTRAP_ADMIN_USERNAME: 'admin', KC_BOOTSTRAP_ADMIN_PASSWORD: this.password },
      cwd: this.folder, log: this.logFile,
    });
    this.child = child;
    await eventually(() => !child.isRunning || this.isReady(), 'Keycloak ready', { limitMs: startLimitMs, everyMs: 250 }).catch(() => undefined);
    if (!child.isRunning || !(await this.isReady().catch(() => false))) throw new Error(`Keycloak did not start; the end of its log:\n${tailOf(this.logFile)}`);
  }

  private async isReady(): Promise<boolean> {
    return (await fetch(`http://localhost:${this.options.managementPort}/health/ready`)).status === 200;
  }

  private get logFile(): string {
    return join(this.folder, 'keycloak.log');
  }
}
