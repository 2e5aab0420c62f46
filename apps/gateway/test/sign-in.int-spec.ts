import { createServer } from 'node:net';
import { decodeJwt } from 'jose';
import { eventually } from '@konbit/testing';
import type { Browser } from './browser.js';
import { deskBranch, type GivenGateway, givenGateway } from './given-gateway.js';
import { aPerson } from './reference.js';

const isCallback = (url: URL): boolean => url.pathname === '/auth/callback';
const viewer = '{ viewer { sub } }';

describe('sign-in', () => {
  let given: GivenGateway;
  beforeAll(async () => { given = await givenGateway(); });
  afterAll(() => given.stop());

  const sessionOf = async (browser: Browser) => await browser.get('/auth/session');
  const setSession = (set: string) => given.databases.asOwner('gateway', `update session set ${set} where revoked_at is null`);

  it('asks the provider with PKCE, state and nonce', async () => {
    const answer = await given.browser().get('/auth/login');
    const asked = new URL(answer.headers.get('location')!).searchParams;
    expect(answer.status).toBe(303);
    expect(asked.get('code_challenge_method')).toBe('S256');
    expect(asked.get('response_type')).toBe('code');
    expect([asked.get('state'), asked.get('nonce'), asked.get('code_challenge')]).toEqual([expect.any(String), expect.any(String), expect.any(String)]);
  });

  it('gives a cookie that scripts and other sites cannot use, and no token', async () => {
    const browser = given.browser();
    await browser.signIn('meson');
    const line = browser.setCookies.find((cookie) => cookie.startsWith('__Host-konbit='))!;
    expect(line).toMatch(/HttpOnly/i);
    expect(line).toMatch(/Secure/i);
    expect(line).toMatch(/SameSite=Lax/i);
    expect(line).toMatch(/Path=\//i);
    expect(line).not.toMatch(/Domain/i);
    expect(browser.cookie('__Host-konbit')).toMatch(/^[\w-]{43}$/);
    const [row] = await given.databases.asOwner<{ id_hash: Buffer; access_enc: Buffer }>('gateway', 'select * from session order by created_at desc limit 1');
    expect(row!.id_hash.toString('base64url')).not.toBe(browser.cookie('__Host-konbit'));
    expect(row!.access_enc.toString('latin1')).not.toContain('eyJ');
  });

  it('tells the web app who works here and where, in words', async () => {
    const { json, headers } = await sessionOf(await given.signedIn('meson'));
    expect(headers.get('cache-control')).toBe('no-store');
    expect(json).toMatchObject({
      user: { name: 'Persona meson' }, roles: ['adviser'], permissions: ['person.write', 'attendance.work', 'referral.request'],
      branches: [{ id: deskBranch, name: 'Mesón central', orgName: 'Oficina de Migraciones' }], actingBranch: { id: deskBranch }, demo: false,
    });
    expect(Buffer.from(json.draftKey, 'base64')).toHaveLength(32);
  });

  it('gives one person the same draft key at each sign-in, and another person another one', async () => {
    const keys = await Promise.all(['meson', 'meson', 'omil'].map(async (name) => (await sessionOf(await given.signedIn(name))).json.draftKey));
    expect(keys[0]).toBe(keys[1]);
    expect(keys[0]).not.toBe(keys[2]);
  });

  it('returns to the page that asked, never to another site', async () => {
    const stop = (url: URL): boolean => url.pathname !== '/auth/login' && url.origin === given.url && !isCallback(url);
    expect((await given.browser().signIn('meson', { path: '/auth/login?returnTo=/derivaciones?caja=sent', stop })).url).toBe(`${given.url}/derivaciones?caja=sent`);
    expect((await given.browser().signIn('meson', { path: '/auth/login?returnTo=https://evil.example/x', stop })).url).toBe(`${given.url}/`);
  });

  it('ends in a small window that tells the others and closes', async () => {
    const page = await given.browser().signIn('meson', { path: '/auth/login?popup=1' });
    expect(page.text).toContain('<script src="/auth/popup.js">');
    expect(page.text).not.toMatch(/<script>/);
    expect((await given.browser().get('/auth/popup.js')).text).toContain(`'konbit-session'`);
  });

  it('rotates the session: the cookie from before opens nothing', async () => {
    const browser = await given.signedIn('meson');
    const before = browser.cookie('__Host-konbit')!;
    await browser.signIn('meson');
    expect(browser.cookie('__Host-konbit')).not.toBe(before);
    const thief = given.browser();
    thief.setCookie('__Host-konbit', before);
    expect((await sessionOf(thief)).json).toBeNull();
    expect((await sessionOf(browser)).json).not.toBeNull();
  });

  describe('refuses an answer of the provider', () => {
    const interrupted = async (): Promise<{ browser: Browser; callback: URL }> => {
      const browser = given.browser();
      const { url } = await browser.signIn('meson', { stop: isCallback });
      return { browser, callback: new URL(url) };
    };

    it.each([
      ['with another state', (url: URL) => url.searchParams.set('state', 'x')],
      ['of another issuer', (url: URL) => url.searchParams.set('iss', 'https://evil.example')],
      ['that names no issuer', (url: URL) => url.searchParams.delete('iss')],
      ['with another code', (url: URL) => url.searchParams.set('code', 'x')],
    ])('%s', async (_what, change) => {
      const { browser, callback } = await interrupted();
      change(callback);
      const page = await browser.ask(callback);
      expect(page.status).toBe(403);
      expect(page.text).toContain('No se pudo comprobar su ingreso');
      expect(browser.cookie('__Host-konbit')).toBeUndefined();
    });

    it('in another browser than the one that asked', async () => {
      const { callback } = await interrupted();
      const page = await given.browser().ask(callback);
      expect(page.status).toBe(400);
      expect(page.text).toContain('El ingreso caducó');
    });

    it('a second time', async () => {
      const { browser, callback } = await interrupted();
      const attempt = browser.cookie('__Host-konbit-entrada')!;
      await browser.ask(callback);
      const thief = given.browser();
      thief.setCookie('__Host-konbit-entrada', attempt);
      expect((await thief.ask(callback)).status).toBe(403);
      expect(thief.cookie('__Host-konbit')).toBeUndefined();
    });

    it('that says the person gave up, in plain words', async () => {
      const { browser, callback } = await interrupted();
      callback.searchParams.delete('code');
      callback.searchParams.set('error', 'access_denied');
      expect((await browser.ask(callback)).text).toContain('No terminó de ingresar');
    });
  });

  describe('keeps a session', () => {
    it('with one refresh for 20 requests at once', async () => {
      const browser = await given.signedIn('meson');
      for (let round = 0; round < 2; round += 1) {
        await setSession(`access_expires_at = now() + interval '30 seconds'`);
        const answers = await Promise.all(Array.from({ length: 20 }, () => browser.graphql(viewer)));
        expect(answers.map(({ status, json }) => [status, json.errors])).toEqual(Array.from({ length: 20 }, () => [200, undefined]));
      }
    });

    it('30 minutes without work, 10 hours in all', async () => {
      const idle = await given.signedIn('meson');
      await setSession(`last_seen_at = now() - interval '29 minutes'`);
      expect((await idle.graphql(viewer)).status).toBe(200);
      await setSession(`last_seen_at = now() - interval '31 minutes'`);
      expect((await idle.graphql(viewer)).json.errors[0].extensions.code).toBe('UNAUTHENTICATED');
      const long = await given.signedIn('meson');
      await setSession(`created_at = now() - interval '10 hours 1 second'`);
      expect((await long.graphql(viewer)).status).toBe(401);
    });

    it('only while somebody works: asking for the session is no work', async () => {
      const browser = await given.signedIn('meson');
      await setSession(`last_seen_at = now() - interval '20 minutes'`);
      const before = (await sessionOf(browser)).json.expiresAt;
      expect((await sessionOf(browser)).json.expiresAt).toBe(before);
      await browser.graphql(viewer);
      expect(Date.parse((await sessionOf(browser)).json.expiresAt)).toBeGreaterThan(Date.parse(before));
    });

    it('not under a cookie of another value', async () => {
      const stranger = given.browser();
      stranger.setCookie('__Host-konbit', 'A'.repeat(43));
      expect((await stranger.graphql(viewer)).status).toBe(401);
    });
  });

  it('refuses a sensitive command at once when the account was closed, and then everything', async () => {
    given.cases.answers['cases.breakGlass'] = ({ personId }) => ({ id: personId, version: 1, state: 'open' });
    given.cases.answers['cases.byIds'] = ({ ids }) => ({ persons: ids.map((id) => aPerson(id)) });
    const browser = await given.signedIn('omil');
    const glass = () => browser.graphql('mutation($input: BreakGlassInput!) { breakGlass(input: $input) { id } }', {
      variables: { input: { commandId: crypto.randomUUID(), personId: crypto.randomUUID(), reason: 'Urgencia médica en el mesón' } },
    });
    expect((await glass()).json.errors).toBeUndefined();
    const account = given.accounts.find(({ username }) => username === 'omil')!;
    account.disabled = true;
    expect((await browser.graphql(viewer)).status).toBe(200);
    expect((await glass()).json.errors[0].extensions.code).toBe('UNAUTHENTICATED');
    expect((await browser.graphql(viewer)).status).toBe(401);
    account.disabled = false;
  });

  describe('signs out', () => {
    it('here first, then at the provider', async () => {
      const browser = await given.signedIn('meson');
      const answer = await browser.get('/auth/logout');
      const to = new URL(answer.headers.get('location')!);
      expect(to.searchParams.get('post_logout_redirect_uri')).toBe(`${given.url}/`);
      expect(decodeJwt(to.searchParams.get('id_token_hint')!).iss).toBe(to.origin);
      expect(browser.cookie('__Host-konbit')).toBeUndefined();
      expect((await sessionOf(browser)).json).toBeNull();
    });

    it('not when another site asks', async () => {
      const browser = await given.signedIn('meson');
      expect((await browser.get('/auth/logout', { 'sec-fetch-site': 'cross-site' })).text).toContain('¿Quiere cerrar la sesión?');
      expect((await sessionOf(browser)).status).toBe(200);
    });

    it('when the provider says so behind the browser', async () => {
      const browser = await given.signedIn('meson');
      const login = new URL((await given.browser().get('/auth/login')).headers.get('location')!);
      const page = await browser.follow(`${login.origin}/session/end`);
      await browser.submit(page);
      await eventually(async () => (await sessionOf(browser)).json === null, 'session ended by the logout token');
    });

    it('never by a token that the provider did not sign', async () => {
      const browser = await given.signedIn('meson');
      for (const token of ['x', 'eyJhbGciOiJub25lIn0.e30.', '']) {
        const answer = await given.browser().post('/auth/backchannel-logout', new URLSearchParams({ logout_token: token }));
        expect([400, answer.json.errors[0].extensions.code]).toEqual([answer.status, 'INVALID_INPUT']);
      }
      expect((await sessionOf(browser)).status).toBe(200);
    });
  });
});

describe('while the provider is down', () => {
  let given: GivenGateway;
  beforeAll(async () => { given = await givenGateway(); });
  afterAll(() => given.stop());

  it('sessions live as long as their token, and a new sign-in says what to do', async () => {
    const browser = await given.signedIn('meson');
    const expires = (when: string) => given.databases.asOwner('gateway', `update session set access_expires_at = now() + interval '${when}'`);
    await given.stopProvider();
    expect((await browser.graphql(viewer)).status).toBe(200);
    await expires('30 seconds');
    expect((await browser.graphql(viewer)).status).toBe(200);
    await expires('-1 second');
    expect((await browser.graphql(viewer)).json.errors[0].extensions.code).toBe('UNAVAILABLE');
  });
});

describe('while the provider is silent', () => {
  let given: GivenGateway;
  const silent = createServer();
  beforeAll(async () => { given = await givenGateway(); });
  afterAll(async () => {
    await given.stop();
    silent.close();
  });

  it('eight sessions that want a new token go on with the one they have, and keep nobody else waiting', async () => {
    const wanting: Awaited<ReturnType<GivenGateway['signedIn']>>[] = [];
    while (wanting.length < 8) wanting.push(await given.signedIn('meson'));
    const other = await given.signedIn('meson');
    await given.stopProvider();
    await new Promise<void>((resolve) => { silent.listen(Number(new URL(given.env['OIDC_ISSUER']!).port), resolve); });
    await given.databases.asOwner('gateway', `update session set access_expires_at = now() + interval '40 seconds' where created_at < (select max(created_at) from session)`);
    const asked = Promise.all(wanting.map((browser) => browser.graphql(viewer)));
    await eventually(() => new Promise<boolean>((resolve) => { silent.getConnections((_error, count) => resolve(count > 0)); }), 'the provider, asked');
    const startedAt = performance.now();
    expect((await other.graphql(viewer)).status).toBe(200);
    expect((await given.browser().get('/readyz')).json.parts['gateway.database']).toBe('OK');
    expect(performance.now() - startedAt).toBeLessThan(2000);
    expect((await asked).map(({ status }) => status)).toEqual(wanting.map(() => 200));
  }, 30_000);
});

describe('before the provider has ever answered', () => {
  let given: GivenGateway;
  beforeAll(async () => {
    given = await givenGateway();
    await given.stopProvider();
  });
  afterAll(() => given.stop());

  it('the gateway runs, and a sign-in says in plain words what to do', async () => {
    const page = await given.browser().get('/auth/login');
    expect(page.status).toBe(503);
    expect(page.text).toContain('El ingreso no está disponible');
    expect(page.text).toContain('Espere un minuto');
  });
});
