import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { KeycloakServer } from '@konbit/testing';
import { Issuer, type Tokens } from '../dist/sign-in/issuer.js';
import { newAttempt } from '../dist/sign-in/attempt.js';
import type { Answer, Browser } from './browser.js';
import { clientSecret, freePorts, type GivenGateway, givenGateway, type StartSignIn } from './given-gateway.js';

const root = join(import.meta.dirname, '../../..');
const run = promisify(execFile);
const isCallback = (url: URL): boolean => url.pathname === '/auth/callback';

export interface StaffMember { username: string; password: string }
interface Client { id: string; clientId: string }

/** A Keycloak with the realm that ships; `env` fills its placeholders. */
export async function startRealm(env: Record<string, string>, port?: number): Promise<KeycloakServer> {
  const [own, managementPort] = await freePorts(2) as [number, number];
  return await KeycloakServer.start({ realmFile: join(root, 'infra/keycloak/realm.json'), port: port ?? own, managementPort, env });
}

/** A gateway whose people sign in at a Keycloak with the realm that ships; accounts are made as an office makes them. */
export class GivenKeycloak {
  private constructor(readonly gateway: GivenGateway, readonly server: KeycloakServer, private readonly accountsSecret: string) {}

  static async start(): Promise<GivenKeycloak> {
    const accountsSecret = randomBytes(18).toString('base64url');
    let server: KeycloakServer | null = null;
    const startKeycloak: StartSignIn = async ({ url, port }) => {
      server = await startRealm({ KONBIT_PUBLIC_URL: url, OIDC_CLIENT_SECRET: clientSecret, KONBIT_ACCOUNTS_SECRET: accountsSecret }, port);
      return server;
    };
    const gateway = await givenGateway({}, startKeycloak);
    return new GivenKeycloak(gateway, server!, accountsSecret);
  }

  /** Runs `konbit account …` against this Keycloak; answers what it printed. */
  async account(...args: string[]): Promise<string> {
    const env = { ...process.env, NODE_OPTIONS: '', OIDC_ISSUER: this.server.issuer, KONBIT_ACCOUNTS_SECRET: this.accountsSecret };
    const { stdout } = await run(process.execPath, [join(root, 'infra/local/dist/cli.js'), 'account', ...args], { env });
    return stdout;
  }

  /** A new account with one role, at the desk of the migration office unless another branch is named. */
  async member(username: string, role: string, branch = 'ORG-IMV-MIG/BR-IMV-MIG-CENTRAL'): Promise<StaffMember> {
    const printed = await this.account('add', username, `Persona ${username}`, role, branch);
    return { username, password: /: (\S+)\s*$/.exec(printed)![1]! };
  }

  /** Opens the sign-in of a gateway and fills in Keycloak's form; follows to the end, or to an address that `stop` names. */
  async enter(browser: Browser, { username, password }: StaffMember, { path = '/auth/login', stop }: { path?: string; stop?: (url: URL) => boolean } = {}): Promise<Answer> {
    const form = await browser.follow(path, stop);
    const action = formAction(form);
    if (action === null) return form;
    const sent = await browser.ask(new URL(action, form.url), { method: 'POST', body: new URLSearchParams({ username, password }) });
    const to = sent.headers.get('location');
    return to === null ? sent : await browser.follow(new URL(to, form.url).href, stop);
  }

  async signedIn(member: StaffMember): Promise<Browser> {
    const browser = this.gateway.browser();
    await this.enter(browser, member);
    return browser;
  }

  /** The gateway's own client of the provider, for what a session hides: the tokens. */
  issuer(clientId = 'konbit-gateway'): Issuer {
    return new Issuer({ issuer: this.server.issuer, clientId, clientSecret, publicUrl: this.gateway.url });
  }

  /** Tokens of a sign-in, as the gateway gets them. */
  async tokens(member: StaffMember, issuer = this.issuer()): Promise<Tokens> {
    const attempt = newAttempt('/', false, new Date());
    const start = await issuer.authorizationUrl(attempt);
    const { url } = await this.enter(this.gateway.browser(), member, { path: start.href, stop: isCallback });
    const { pathname, search } = new URL(url);
    return await issuer.exchange(pathname + search, attempt);
  }

  async userId({ username }: StaffMember): Promise<string> {
    const [user] = await this.server.asAdmin<{ id: string }[]>('GET', `/users?exact=true&username=${username}`);
    return user!.id;
  }

  /** A second client like the gateway's, whose tokens are for another API. */
  async otherClient(clientId: string, redirectUri: string): Promise<void> {
    const [like] = await this.server.asAdmin<(Client & { protocolMappers: { protocolMapper: string; config: object }[] })[]>('GET', '/clients?clientId=konbit-gateway');
    const { id: _id, ...copied } = like!;
    const protocolMappers = copied.protocolMappers.map(({ protocolMapper, config, ...rest }) => ({
      ...rest, id: undefined, protocolMapper, config: protocolMapper === 'oidc-audience-mapper' ? { 'included.custom.audience': 'another-api', 'access.token.claim': 'true' } : config,
    }));
    await this.server.asAdmin('POST', '/clients', { ...copied, clientId, secret: clientSecret, fullScopeAllowed: true, redirectUris: [redirectUri, `${this.gateway.url}/auth/callback`], protocolMappers });
  }

  /** A new signing key before all others; answers how to take the old ones away. */
  async rotateKeys(): Promise<() => Promise<void>> {
    const query = '/components?type=org.keycloak.keys.KeyProvider';
    const before = await this.server.asAdmin<{ id: string; providerId: string }[]>('GET', query);
    await this.server.asAdmin('POST', '/components', {
      name: 'next', providerId: 'ecdsa-generated', providerType: 'org.keycloak.keys.KeyProvider', config: { priority: ['900'], enabled: ['true'], active: ['true'], ecdsaEllipticCurveKey: ['P-256'] },
    });
    return async () => {
      for (const { id } of before.filter(({ providerId }) => providerId === 'ecdsa-generated')) await this.server.asAdmin('DELETE', `/components/${id}`);
    };
  }

  /** Runs something while Keycloak does not know a role of Konbit, as a realm of an older release would not. */
  async withoutRole(role: string, run: () => Promise<void>): Promise<void> {
    const [api] = await this.server.asAdmin<Client[]>('GET', '/clients?clientId=konbit-api');
    const rename = (from: string, to: string) => this.server.asAdmin('PUT', `/clients/${api!.id}/roles/${from}`, { name: to });
    await rename(role, `${role}-away`);
    try {
      await run();
    } finally {
      await rename(`${role}-away`, role);
    }
  }

  async stop(): Promise<void> {
    await this.gateway.stop();
  }
}

export const kidOf = (token: string): string => decodeProtectedHeader(token).kid!;
export const claimsOf = (token: string): Record<string, unknown> => decodeJwt(token);

/** Where the page's sign-in form goes; null when the page asks for no password. */
export function formAction(page: Answer): string | null {
  const form = /<form[^>]*id="kc-form-login"[^>]*>/i.exec(page.text)?.[0] ?? '';
  return /action="([^"]+)"/i.exec(form)?.[1]?.replaceAll('&amp;', '&') ?? null;
}
