import { createHash, generateKeyPairSync, randomBytes } from 'node:crypto';
import { type Server, createServer } from 'node:http';
import { type Account, accountsOf, hashPassword, startSignIn } from '@konbit/local';
import { createRemoteJWKSet, decodeProtectedHeader, jwtVerify } from 'jose';
import { Browser } from './browser.js';
import { listenOnFreePort } from './listen.js';

const redirectUri = 'http://localhost:39999/auth/callback';
const basic = `Basic ${Buffer.from('konbit-gateway:a-secret-of-the-test').toString('base64')}`;

interface Tokens { access_token: string; refresh_token: string; id_token: string; error?: string }

describe('embedded sign-in', () => {
  let issuer: string;
  let stop: () => Promise<void>;
  let gateway: Server;
  const loggedOut: string[] = [];
  const ana: Account = { sub: 'a1', username: 'ana', name: 'Ana', roles: ['adviser'], branches: ['ORG-A/BR-A'], passwordHash: '' };

  beforeAll(async () => {
    ana.passwordHash = await hashPassword('correcta');
    gateway = createServer((request, response) => {
      request.on('data', (chunk: Buffer) => loggedOut.push(chunk.toString())).on('end', () => response.writeHead(200).end());
    });
    const gatewayPort = await listenOnFreePort(gateway);
    const probe = createServer();
    const port = await listenOnFreePort(probe);
    await new Promise((resolve) => probe.close(resolve));
    issuer = `http://localhost:${port}`;
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const running = await startSignIn({
      issuer, host: '127.0.0.1', port, tenant: 't1', accounts: accountsOf([ana]),
      keys: { signing: [{ ...privateKey.export({ format: 'jwk' }), kty: 'EC', kid: 'k1', alg: 'ES256', use: 'sig' }], cookies: ['cookie-key-of-the-test'] },
      gateway: {
        url: 'http://localhost:39999', clientId: 'konbit-gateway', clientSecret: 'a-secret-of-the-test', audience: 'konbit-api',
        redirectUri, postLogoutRedirectUris: ['http://localhost:39999/'], backChannelLogoutUri: `http://127.0.0.1:${gatewayPort}/auth/backchannel-logout`,
      },
    });
    stop = running.stop;
  });

  afterAll(async () => {
    await stop();
    await new Promise((resolve) => gateway.close(resolve));
  });

  afterEach(() => { delete ana.disabled; });

  const authorizeUrl = (extra: Record<string, string>): string =>
    `${issuer}/auth?${new URLSearchParams({ client_id: 'konbit-gateway', response_type: 'code', scope: 'openid', redirect_uri: redirectUri, state: 's', nonce: 'n', ...extra }).toString()}`;

  const open = async (browser: Browser, verifier: string): Promise<{ url: string; response: Response }> => {
    const challenge = createHash('sha256').update(verifier).digest('base64url');
    return browser.follow(await browser.get(authorizeUrl({ code_challenge: challenge, code_challenge_method: 'S256' })), issuer);
  };

  const token = async (fields: Record<string, string>): Promise<{ status: number; tokens: Tokens }> => {
    const response = await fetch(`${issuer}/token`, { method: 'POST', headers: { authorization: basic }, body: new URLSearchParams(fields) });
    return { status: response.status, tokens: (await response.json()) as Tokens };
  };

  const signIn = async (browser: Browser): Promise<Tokens> => {
    const verifier = randomBytes(32).toString('base64url');
    const page = await open(browser, verifier);
    const answer = await browser.follow(await browser.post(page.url, { usuario: ' Ana ', clave: 'correcta' }), issuer);
    const code = new URL(answer.url).searchParams.get('code') ?? '';
    return (await token({ grant_type: 'authorization_code', code, redirect_uri: redirectUri, code_verifier: verifier })).tokens;
  };

  it('gives an ES256 at+jwt for the API with tenant, roles and branches', async () => {
    const tokens = await signIn(new Browser());
    expect(decodeProtectedHeader(tokens.access_token)).toMatchObject({ alg: 'ES256', typ: 'at+jwt' });
    const { payload } = await jwtVerify(tokens.access_token, createRemoteJWKSet(new URL(`${issuer}/jwks`)), { issuer, audience: 'konbit-api', typ: 'at+jwt' });
    expect(payload).toMatchObject({ sub: 'a1', tenant: 't1', roles: ['adviser'], branches: ['ORG-A/BR-A'], amr: ['pwd'] });
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(300);
    const id = await jwtVerify(tokens.id_token, createRemoteJWKSet(new URL(`${issuer}/jwks`)), { issuer, audience: 'konbit-gateway' });
    expect(id.payload).toMatchObject({ sub: 'a1', name: 'Ana', nonce: 'n', sid: expect.any(String) as unknown, auth_time: expect.any(Number) as unknown });
  });

  it('refuses a request without PKCE', async () => {
    const browser = new Browser();
    const answer = await browser.follow(await browser.get(authorizeUrl({})), issuer);
    expect(new URL(answer.url).searchParams.get('error')).toBe('invalid_request');
  });

  it('rotates refresh tokens, and a used one ends the session', async () => {
    const first = await signIn(new Browser());
    const second = await token({ grant_type: 'refresh_token', refresh_token: first.refresh_token });
    expect(second.status).toBe(200);
    expect(second.tokens.refresh_token).not.toBe(first.refresh_token);
    expect(decodeProtectedHeader(second.tokens.access_token).typ).toBe('at+jwt');
    const reused = await token({ grant_type: 'refresh_token', refresh_token: first.refresh_token });
    expect(reused.tokens.error).toBe('invalid_grant');
    const after = await token({ grant_type: 'refresh_token', refresh_token: second.tokens.refresh_token });
    expect(after.tokens.error).toBe('invalid_grant');
  });

  it('refuses the refresh of a closed account, and asks its live session to sign in again', async () => {
    const browser = new Browser();
    const tokens = await signIn(browser);
    ana.disabled = true;
    expect((await token({ grant_type: 'refresh_token', refresh_token: tokens.refresh_token })).tokens.error).toBe('invalid_grant');
    const page = await open(browser, randomBytes(32).toString('base64url'));
    expect(page.response.status).toBe(200);
    expect(await page.response.text()).toContain('Contraseña');
    const refused = await browser.post(page.url, { usuario: 'ana', clave: 'correcta' });
    expect(await refused.text()).toContain('Esta cuenta está cerrada');
  });

  it('tells a wrong password in Spanish, keeps the name, and makes the sixth try wait', async () => {
    const browser = new Browser();
    const page = await open(browser, randomBytes(32).toString('base64url'));
    for (let i = 0; i < 5; i += 1) {
      const wrong = await browser.post(page.url, { usuario: 'nadie', clave: 'x' });
      expect(wrong.status).toBe(422);
      expect(await wrong.text()).toMatch(/role="alert"[^>]*>Usuario o contraseña incorrectos[^]*value="nadie"/);
    }
    const sixth = await browser.post(page.url, { usuario: 'nadie', clave: 'x' });
    expect(sixth.status).toBe(429);
    expect(await sixth.text()).toContain('espere 1 minuto');
  });

  it('allows only its own style, script and form targets, and no frame', async () => {
    const page = await open(new Browser(), randomBytes(32).toString('base64url'));
    const policy = page.response.headers.get('content-security-policy');
    expect(policy).toContain("form-action 'self' http://localhost:39999");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(await page.response.text()).not.toMatch(/<style|style=|<script>/);
  });

  it('signs out by itself, tells the gateway, and returns to the application', async () => {
    const browser = new Browser();
    const tokens = await signIn(browser);
    const query = new URLSearchParams({ id_token_hint: tokens.id_token, post_logout_redirect_uri: 'http://localhost:39999/' });
    const page = await browser.get(`${issuer}/session/end?${query.toString()}`);
    const html = await page.text();
    expect(html).toContain('/assets/sign-out.js');
    const xsrf = /name="xsrf" value="([^"]+)"/.exec(html)?.[1] ?? '';
    const answer = await browser.post(`${issuer}/session/end/confirm`, { xsrf, logout: 'yes' });
    expect(answer.headers.get('location')).toBe('http://localhost:39999/');
    expect(loggedOut.join()).toContain('logout_token=');
    expect((await token({ grant_type: 'refresh_token', refresh_token: tokens.refresh_token })).tokens.error).toBe('invalid_grant');
  });

  it('answers no other host name, and a lost step leads back to the application', async () => {
    expect((await fetch(`${issuer.replace('localhost', '127.0.0.1')}/.well-known/openid-configuration`)).status).toBe(421);
    const lost = await fetch(`${issuer}/interaction/unknown`);
    expect(lost.status).toBe(400);
    expect(await lost.text()).toContain('Volver a Konbit');
  });
});
