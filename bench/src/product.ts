import { type ChildProcess, spawn } from 'node:child_process';
import { createPrivateKey, type JsonWebKey, sign } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { casesRpc, directoryRpc, newId, referralsRpc, type Role } from '@konbit/contracts';
import { branchOf, codeId, type Ctx, RpcClient, staffCtx } from '@konbit/platform';
import { type DemoAccount, demoAccounts } from '@konbit/local';

const root = new URL('../../', import.meta.url);
const startLimitMs = 240_000;

interface RunFile { url: string; issuer: string; postgresPid: number; services: { name: string; pid: number }[]; databaseUrls: Record<string, string> }

/** The whole product as people start it, in a home of its own: measured from outside through its own doors. */
export class Product {
  private constructor(private readonly launcher: ChildProcess, readonly home: string, readonly run: RunFile) {}

  static async start(): Promise<Product> {
    const home = mkdtempSync(join(tmpdir(), 'konbit-bench-'));
    const { freePort } = await import(new URL('tools/started-stack.mjs', root).href) as { freePort(): Promise<number> };
    const launcher = spawn(process.execPath, ['infra/local/dist/launcher.js'], {
      cwd: root, env: { ...process.env, KONBIT_HOME: home, KONBIT_PORT: String(await freePort()), KONBIT_DEMO: '1', KONBIT_RATE_PERSON: '10000', KONBIT_RATE_BRANCH: '10000' }, stdio: ['ignore', 'pipe', 'inherit'],
    });
    await ready(launcher);
    return new Product(launcher, home, JSON.parse(readFileSync(join(home, 'run.json'), 'utf8')) as RunFile);
  }

  get url(): string {
    return this.run.url;
  }

  pidOf(service: string): number {
    const found = this.run.services.find(({ name }) => name === service);
    if (!found) throw new Error(`no service ${service} runs`);
    return found.pid;
  }

  /** Typed calls to the services themselves, as the gateway makes them. */
  callers(): { cases: RpcClient<typeof casesRpc>; referrals: RpcClient<typeof referralsRpc>; directory: RpcClient<typeof directoryRpc> } {
    const env = environmentOf(this.pidOf('gateway'));
    const port = (service: string): { port: number } => ({ port: Number(env[`${service}_RPC_PORT`]) });
    return {
      cases: new RpcClient(casesRpc, port('CASES')), referrals: new RpcClient(referralsRpc, port('REFERRALS')),
      directory: new RpcClient(directoryRpc, port('DIRECTORY')),
    };
  }

  /** The context of a demonstration account with a token of its own, signed by the key of this product's sign-in. */
  ctxOf(username: string): Ctx {
    const account = accountOf(username);
    const tenant = codeId('05101');
    const branches = account.branches.map(branchOf).filter((branch) => branch !== null);
    const actor = { kind: 'staff' as const, sub: account.sub, tenant, roles: account.roles as Role[], branches };
    return staffCtx(actor, { actingBranch: branches[0] ?? null, token: this.tokenFor(account, tenant) });
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.launcher.once('exit', resolve));
    this.launcher.kill('SIGTERM');
    await ended;
    rmSync(this.home, { recursive: true, force: true });
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
    const timer = setTimeout(() => reject(new Error(`the product did not become ready:\n${said}`)), startLimitMs);
    launcher.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (!/Konbit: http/.test(said)) return;
      clearTimeout(timer);
      resolve();
    });
    launcher.once('exit', (code) => reject(new Error(`the product ended with ${code}:\n${said}`)));
  });
}
