import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { jest } from '@jest/globals';
import { casesRpc, directoryRpc, referralsRpc } from '@konbit/contracts';
import { type Account, accountsOf, hashPassword, startSignIn } from '@konbit/local';
import { codeId, type Running, silentLog, TokenVerifier } from '@konbit/platform';
import { type OwnPostgres, type TestDatabases, testDatabases } from '@konbit/testing';
import { exportJWK, generateKeyPair } from 'jose';
import { gatewayConfig } from '../dist/config.js';
import { startGateway } from '../dist/server.js';
import { Browser } from './browser.js';
import { reference } from './reference.js';
import { AnsweringService } from './service-answers.js';

// Processes, a provider and password hashes start slowly on a busy machine.
jest.setTimeout(60_000);

export const deskBranch = codeId('BR-IMV-MIG-CENTRAL');
export const omilBranch = codeId('BR-OMIL-VALPO');
const migration = 'ORG-IMV-MIG/BR-IMV-MIG-CENTRAL';

/** A running gateway with a real provider, a real database and services on the real wire. */
export interface GivenGateway {
  url: string;
  /** The environment of another process of this gateway. */
  env: Record<string, string>;
  accounts: Account[];
  databases: TestDatabases;
  cases: AnsweringService<typeof casesRpc>;
  referrals: AnsweringService<typeof referralsRpc>;
  directory: AnsweringService<typeof directoryRpc>;
  browser(): Browser;
  signedIn(username?: string): Promise<Browser>;
  stopProvider(): Promise<void>;
  stop(): Promise<void>;
}

/** Where the sign-in of a gateway is to run, and for whom. */
export interface SignInPlace { url: string; port: number; accounts: Account[] }
export interface RunningSignIn { issuer: string; stop(): Promise<void> }
export type StartSignIn = (place: SignInPlace) => Promise<RunningSignIn>;

/** Secret of the gateway at every sign-in that the tests start. */
export const clientSecret = 'secret';

/** Starts it all; `env` changes the gateway's settings, `start` the provider where people sign in, `server` the Postgres. */
export async function givenGateway(env: Record<string, string> = {}, start: StartSignIn = startEmbedded, server?: OwnPostgres): Promise<GivenGateway> {
  const [port, signInPort, casesPort, referralsPort, directoryPort] = await freePorts(5) as [number, number, number, number, number];
  const folder = mkdtempSync(join(tmpdir(), 'konbit-gateway-'));
  const databases = await (server ? server.databases(['gateway']) : testDatabases(['gateway']));
  const url = `http://localhost:${port}`;
  const accounts = await demoAccounts();
  const provider = await start({ url, port: signInPort, accounts });
  const { issuer } = provider;
  const verifier = new TokenVerifier({ issuer, audience: 'konbit-api' });
  const cases = new AnsweringService(casesRpc, casesPort, verifier);
  const referrals = new AnsweringService(referralsRpc, referralsPort, verifier);
  const directory = new AnsweringService(directoryRpc, directoryPort, verifier);
  directory.answers['directory.reference'] = ({ knownVersion }) => ({ version: reference.version, reference: knownVersion === reference.version ? null : reference });
  for (const service of [cases, referrals, directory]) await service.start();
  const settings = {
    ...databases.env('gateway'), KONBIT_KEYS_FILE: keysFile(folder), KONBIT_PORT: String(port), KONBIT_PUBLIC_URL: url, OIDC_ISSUER: issuer,
    OIDC_CLIENT_SECRET: clientSecret, CASES_RPC_PORT: String(casesPort), REFERRALS_RPC_PORT: String(referralsPort), DIRECTORY_RPC_PORT: String(directoryPort), KONBIT_DEV: '1', KONBIT_RATE_PERSON: '1000', KONBIT_RATE_BRANCH: '1000', ...env,
  };
  const gateway: Running = await startGateway({ config: gatewayConfig(settings), log: silentLog });
  const browser = (): Browser => new Browser(url);
  return {
    url, env: settings, accounts, databases, cases, referrals, directory, browser, stopProvider: () => provider.stop(),
    signedIn: async (username = 'meson') => {
      const fresh = browser();
      await fresh.signIn(username);
      return fresh;
    },
    stop: async () => {
      await gateway.stop();
      await provider.stop().catch(() => undefined);
      for (const service of [cases, referrals, directory]) await service.stop();
      await databases.drop();
      rmSync(folder, { recursive: true });
    },
  };
}

export async function demoAccounts(): Promise<Account[]> {
  const passwordHash = await hashPassword('konbit');
  const account = (username: string, role: string, branches: string[]): Account => (
    { sub: codeId(`ACCOUNT-${username}`), username, name: `Persona ${username}`, roles: [role], branches, passwordHash });
  return [
    account('meson', 'adviser', [migration]), account('omil', 'omil_officer', ['ORG-IMV-OMIL/BR-OMIL-VALPO']), account('auditor', 'auditor', [migration]),
    account('dos', 'social_worker', [migration, 'ORG-IMV-OMIL/BR-OMIL-VALPO']), account('mediadora', 'mediator', [migration]), account('policy', 'policy', [migration]), account('directorio', 'directory_editor', [migration]),
  ];
}

export async function startEmbedded({ url, port, accounts }: SignInPlace): Promise<RunningSignIn> {
  const issuer = `http://localhost:${port}`;
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const key = { ...(await exportJWK(privateKey)), kid: 'k1', alg: 'ES256', use: 'sig' };
  const running = await startSignIn({
    issuer, host: '127.0.0.1', port, tenant: codeId('05101'), accounts: accountsOf(accounts), keys: { signing: [key as never], cookies: [randomBytes(32).toString('base64')] },
    gateway: {
      url, clientId: 'konbit-gateway', clientSecret, audience: 'konbit-api', redirectUri: `${url}/auth/callback`, postLogoutRedirectUris: [`${url}/`],
      backChannelLogoutUri: `${url}/auth/backchannel-logout`,
    },
  });
  return { issuer, stop: () => running.stop() };
}

export function keysFile(folder: string): string {
  const key = (id: string) => [{ id, key: randomBytes(32).toString('base64') }];
  const path = join(folder, 'keys.json');
  writeFileSync(path, JSON.stringify({ aes: key('a1'), hmac: key('h1') }));
  return path;
}

export async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(Array.from({ length: count }, () => new Promise<ReturnType<typeof createServer>>((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => resolve(server));
  })));
  const ports = servers.map((server) => (server.address() as { port: number }).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}
