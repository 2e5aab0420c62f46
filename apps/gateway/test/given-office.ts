import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newId } from '@konbit/contracts';
import { eventually, type TestDatabases, testDatabases } from '@konbit/testing';
import { Browser } from './browser.js';
import { clientSecret, demoAccounts, freePorts, keysFile, type RunningSignIn, startEmbedded } from './given-gateway.js';

export const processNames = ['cases', 'referrals', 'directory', 'gateway'] as const;
export type ProcessName = (typeof processNames)[number];
type Message = { type: string; message?: string };

const apps = join(import.meta.dirname, '../..');

/** The whole product as it ships: gateway and services as processes with their real logs, a real database, the embedded sign-in. */
export class GivenOffice {
  private readonly children = new Map<ProcessName, ChildProcess>();
  private readonly output = new Map<ProcessName, string>();

  private constructor(
    readonly url: string, readonly databases: TestDatabases, private readonly env: Record<string, string>, private readonly signIn: RunningSignIn, private readonly folder: string,
  ) {}

  static async start(env: Record<string, string> = {}): Promise<GivenOffice> {
    const [port, signInPort, cases, referrals, directory] = await freePorts(5) as [number, number, number, number, number];
    const url = `http://localhost:${port}`;
    const folder = mkdtempSync(join(tmpdir(), 'konbit-office-'));
    const [databases, accounts] = await Promise.all([testDatabases(processNames), demoAccounts()]);
    const signIn = await startEmbedded({ url, port: signInPort, accounts });
    const settings = {
      KONBIT_KEYS_FILE: keysFile(folder), KONBIT_PORT: String(port), KONBIT_PUBLIC_URL: url, OIDC_ISSUER: signIn.issuer, OIDC_CLIENT_SECRET: clientSecret,
      CASES_RPC_PORT: String(cases), REFERRALS_RPC_PORT: String(referrals), DIRECTORY_RPC_PORT: String(directory), KONBIT_DEV: '1', KONBIT_RATE_PERSON: '1000', KONBIT_RATE_BRANCH: '1000', ...env,
    };
    const office = new GivenOffice(url, databases, settings, signIn, folder);
    try {
      for (const name of processNames) await office.launch(name);
      await eventually(async () => (await fetch(`${url}/healthz`)).status === 200, 'the office is open', { limitMs: 20_000, everyMs: 100 });
      return office;
    } catch (error) {
      await office.stop();
      throw error;
    }
  }

  async signedIn(username: string): Promise<Browser> {
    const browser = new Browser(this.url);
    await browser.signIn(username);
    return browser;
  }

  /** What a process has written, as an operator finds it. */
  logOf(name: ProcessName): string {
    return this.output.get(name) ?? '';
  }

  get logs(): string {
    return processNames.map((name) => this.logOf(name)).join('\n');
  }

  child(name: ProcessName): ChildProcess {
    return this.children.get(name)!;
  }

  async launch(name: ProcessName): Promise<void> {
    const child = fork(join(apps, name, 'dist/main.js'), { env: { ...process.env, NODE_OPTIONS: '', ...this.env, ...this.databases.env(name) }, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
    this.children.set(name, child);
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => this.output.set(name, this.logOf(name) + chunk.toString()));
    const [message] = (await once(child, 'message')) as [Message];
    if (message.type !== 'ready') throw new Error(`${name}: ${message.message ?? 'did not start'}`);
  }

  /** Ends a process and answers its exit code. */
  async end(name: ProcessName, signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<number | null> {
    const child = this.children.get(name);
    if (!child) return null;
    if (child.exitCode === null && child.signalCode === null) {
      child.kill(signal);
      await once(child, 'exit');
    }
    return child.exitCode;
  }

  async stop(): Promise<void> {
    await this.end('gateway');
    await Promise.all(processNames.map((name) => this.end(name)));
    await this.signIn.stop();
    await this.databases.drop();
    rmSync(this.folder, { recursive: true });
  }
}

/** Variables of one intake of a new person; what the desk typed may be changed. */
export function intakeInput(person: object = {}, more: object = {}): { input: Record<string, unknown> & { personId: string } } {
  return { input: {
    commandId: newId(), attendanceId: newId(), personId: newId(), recordId: newId(), caseFileId: newId(), channel: 'office', needs: [{ needId: newId(), code: 'work' }],
    person: { givenNames: 'Wideline', firstSurname: 'Joseph', birthYear: 1990, nationality: 'HTI', language: 'hat', interpreter: true, ...person }, ...more,
  } };
}

export const intakeDocument = 'mutation Intake($input: IntakeInput!) { intake(input: $input) { person { id } } }';
