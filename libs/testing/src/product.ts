import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createPrivateKey, type JsonWebKey, sign } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { casesRpc, directoryRpc, newId, referralsRpc, type Role } from '@konbit/contracts';
import { type DemoAccount, demoAccounts, freePort } from '@konbit/local';
import { branchOf, codeId, type Ctx, RpcClient, staffCtx } from '@konbit/platform';

const root = new URL('../../../', import.meta.url);
const startLimitMs = 480_000;
const homeCut = '05101';

/** What the launcher says of itself in its run file. */
export interface ProductRun {
  pid: number;
  url: string;
  issuer: string;
  postgresPid: number;
  services: { name: string; pid: number | null; state: string; restarts: number }[];
  databaseUrls: Record<string, string>;
}

/** Typed calls to the services themselves, as the gateway makes them. */
export type Callers = {
  cases: RpcClient<typeof casesRpc>;
  referrals: RpcClient<typeof referralsRpc>;
  directory: RpcClient<typeof directoryRpc>;
};

/** The whole product as people start it, in a home of its own: looked at from outside through its own doors. */
export class Product {
  private constructor(private launcher: ChildProcess, readonly home: string, private readonly environment: NodeJS.ProcessEnv) {}

  /** Starts it with demonstration data; `environment` is added to that of this process. */
  static async start(environment: NodeJS.ProcessEnv = {}): Promise<Product> {
    const home = mkdtempSync(join(tmpdir(), 'konbit-product-'));
    const own = { ...environment, KONBIT_HOME: home, KONBIT_PORT: String(await freePort()), KONBIT_DEMO: '1', KONBIT_RATE_PERSON: '10000', KONBIT_RATE_BRANCH: '10000' };
    const product = new Product(launch(own), home, own);
    await ready(product.launcher);
    return product;
  }

  /** Read anew each time: a process that was started again has another id. */
  get run(): ProductRun {
    return JSON.parse(readFileSync(join(this.home, 'run.json'), 'utf8')) as ProductRun;
  }

  get url(): string {
    return `http://localhost:${this.environment['KONBIT_PORT']}`;
  }

  pidOf(service: string): number {
    const pid = this.run.services.find(({ name }) => name === service)?.pid;
    if (!pid) throw new Error(`no service ${service} runs`);
    return pid;
  }

  /** Ports of the services' own doors, as the gateway knows them. */
  rpcPorts(): Record<keyof Callers, number> {
    const env = environmentOf(this.pidOf('gateway'));
    const port = (service: string): number => Number(env[`${service}_RPC_PORT`]);
    return { cases: port('CASES'), referrals: port('REFERRALS'), directory: port('DIRECTORY') };
  }

  callers(ports: Record<keyof Callers, number> = this.rpcPorts()): Callers {
    return {
      cases: new RpcClient(casesRpc, { port: ports.cases }), referrals: new RpcClient(referralsRpc, { port: ports.referrals }),
      directory: new RpcClient(directoryRpc, { port: ports.directory }),
    };
  }

  /** The context of a demonstration account with a token of its own, signed by the key of this product's sign-in; at home, or in another municipality. */
  ctxOf(username: string, cut = homeCut): Ctx {
    const account = accountOf(username);
    const tenant = codeId(cut);
    const branches = account.branches.map(branchOf).filter((branch) => branch !== null);
    const actor = { kind: 'staff' as const, sub: account.sub, tenant, roles: account.roles as Role[], branches };
    return staffCtx(actor, { actingBranch: branches[0] ?? null, token: this.tokenFor(account, tenant) });
  }

  /** Every process at once, without goodbye. */
  cutPower(): void {
    const { pid, postgresPid, services } = this.run;
    for (const one of [pid, postgresPid, ...services.map((service) => service.pid)]) if (one !== null) killIfAlive(one);
  }

  /** Starts what was cut on the same home. */
  async startAgain(): Promise<void> {
    this.launcher = launch(this.environment);
    await ready(this.launcher);
  }

  async stop({ keepsHome = false } = {}): Promise<void> {
    if (this.launcher.exitCode === null && this.launcher.signalCode === null) {
      this.launcher.kill('SIGTERM');
      await once(this.launcher, 'exit');
    }
    if (!keepsHome) rmSync(this.home, { recursive: true, force: true });
  }

  private tokenFor(account: DemoAccount, tenant: string): string {
    const { signingKeys } = JSON.parse(readFileSync(join(this.home, 'secrets.json'), 'utf8')) as { signingKeys: (JsonWebKey & { kid: string })[] };
    const [key] = signingKeys;
    if (!key) throw new Error('the sign-in has no key');
    const now = Math.floor(Date.now() / 1000);
    const { sub, roles, branches } = account;
    const body = { iss: this.run.issuer, aud: 'konbit-api', sub, tenant, roles, branches, iat: now, exp: now + 3600, jti: newId() };
    const unsigned = [{ alg: 'ES256', typ: 'at+jwt', kid: key.kid }, body].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
    const signature = sign('sha256', Buffer.from(unsigned), { key: createPrivateKey({ key, format: 'jwk' }), dsaEncoding: 'ieee-p1363' });
    return `${unsigned}.${signature.toString('base64url')}`;
  }
}

function launch(environment: NodeJS.ProcessEnv): ChildProcess {
  return spawn(process.execPath, ['infra/local/dist/launcher.js'], { cwd: root, env: { ...process.env, ...environment }, stdio: ['ignore', 'pipe', 'inherit'] });
}

function killIfAlive(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended by itself meanwhile.
  }
}

function accountOf(username: string): DemoAccount {
  const account = demoAccounts.find((one) => one.username === username);
  if (!account) throw new Error(`no demonstration account ${username}`);
  return account;
}

function environmentOf(pid: number): Record<string, string> {
  const lines = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0');
  return Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]));
}

function ready(launcher: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = '';
    const timer = setTimeout(() => {
      launcher.kill('SIGTERM');
      reject(new Error(`the product did not become ready:\n${said}`));
    }, startLimitMs);
    launcher.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (!/Konbit: http/.test(said)) return;
      clearTimeout(timer);
      resolve();
    });
    launcher.once('exit', (code) => reject(new Error(`the product ended with ${code}:\n${said}`)));
  });
}
