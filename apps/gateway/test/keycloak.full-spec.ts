import { jest } from '@jest/globals';
import { codeId, silentLog } from '@konbit/platform';
import { describeWithKeycloak, describeWithOwnKeycloak, eventually } from '@konbit/testing';
import { generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import { gatewayConfig } from '../dist/config.js';
import { startGateway } from '../dist/server.js';
import { SignedOutError } from '../dist/sign-in/issuer.js';
import { Browser } from './browser.js';
import { freePorts } from './given-gateway.js';
import { claimsOf, formAction, GivenKeycloak, kidOf, type StaffMember, startRealm } from './given-keycloak.js';
import { type AskedService, GivenServices, serviceNames } from './given-services.js';
import { aPerson } from './reference.js';

// The first start on a machine downloads and builds Keycloak.
jest.setTimeout(900_000);

const isCallback = (url: URL): boolean => url.pathname === '/auth/callback';
const viewer = '{ viewer { sub } }';

describeWithOwnKeycloak('a realm without its secrets', () => {
  it('is not imported: no client is left that everybody can be', async () => {
    await expect(startRealm({})).rejects.toThrow('OIDC_CLIENT_SECRET is not set');
  });
});

describeWithKeycloak('sign-in at Keycloak', () => {
  let given: GivenKeycloak;
  let ana: StaffMember;
  let eva: StaffMember;
  beforeAll(async () => {
    given = await GivenKeycloak.start();
    ana = await given.member('ana', 'adviser');
    eva = await given.member('eva', 'omil_officer');
  });
  afterAll(() => given?.stop());

  const sessionOf = async (browser: Browser) => (await browser.get('/auth/session')).json;
  const setSession = (set: string) => given.gateway.databases.asOwner('gateway', `update session set ${set} where revoked_at is null`);
  const ended = (browser: Browser) => eventually(async () => (await sessionOf(browser)) === null, 'session ended from outside');
  const setEnabled = async (member: StaffMember, enabled: boolean) => {
    const path = `/users/${await given.userId(member)}`;
    await given.server.asAdmin('PUT', path, { ...await given.server.asAdmin<object>('GET', path), enabled });
  };
  const glass = (browser: Browser) => browser.graphql('mutation($input: BreakGlassInput!) { breakGlass(input: $input) { id } }', {
    variables: { input: { commandId: crypto.randomUUID(), personId: crypto.randomUUID(), reason: 'Urgencia médica en el mesón' } },
  });

  it('gives the session that the embedded sign-in gives', async () => {
    const browser = await given.signedIn(ana);
    expect(await sessionOf(browser)).toMatchObject({
      user: { sub: await given.userId(ana), name: 'Persona ana' }, roles: ['adviser'], permissions: ['person.write', 'attendance.work', 'referral.request'],
      actingBranch: { code: 'BR-IMV-MIG-CENTRAL', name: 'Mesón central' },
    });
  });

  it('makes tokens of five minutes for the API alone, with our claims and nobody’s other roles', async () => {
    const claims = claimsOf((await given.tokens(ana)).access);
    expect(claims).toMatchObject({ iss: given.server.issuer, aud: 'konbit-api', tenant: codeId('05101'), roles: ['adviser'], branches: ['ORG-IMV-MIG/BR-IMV-MIG-CENTRAL'] });
    expect(Number(claims['exp']) - Number(claims['iat'])).toBe(300);
    expect([claims['realm_access'], claims['resource_access']]).toEqual([undefined, undefined]);
  });

  it('refuses a sign-in without PKCE', async () => {
    const query = new URLSearchParams({ client_id: 'konbit-gateway', response_type: 'code', scope: 'openid', redirect_uri: `${given.gateway.url}/auth/callback`, state: 's' });
    const { url } = await given.gateway.browser().follow(`${given.server.issuer}/protocol/openid-connect/auth?${query.toString()}`, isCallback);
    expect(new URL(url).searchParams.get('error')).toBe('invalid_request');
  });

  it.each([
    ['another state', (url: URL) => url.searchParams.set('state', 'x')], ['another issuer', (url: URL) => url.searchParams.set('iss', 'https://evil.example')],
    ['no issuer', (url: URL) => url.searchParams.delete('iss')], ['another code', (url: URL) => url.searchParams.set('code', 'x')],
  ])('refuses an answer with %s', async (_what, change) => {
    const browser = given.gateway.browser();
    const callback = new URL((await given.enter(browser, ana, { stop: isCallback })).url);
    change(callback);
    expect((await browser.ask(callback)).status).toBe(403);
    expect(browser.cookie('__Host-konbit')).toBeUndefined();
  });

  it('lets nobody in by a right password after five wrong ones', async () => {
    const rosa = await given.member('rosa', 'adviser');
    for (let i = 0; i < 5; i += 1) expect(formAction(await given.enter(given.gateway.browser(), { ...rosa, password: 'otra' }))).not.toBeNull();
    const browser = given.gateway.browser();
    expect(formAction(await given.enter(browser, rosa))).not.toBeNull();
    expect(await sessionOf(browser)).toBeNull();
  });

  it('refreshes once for 20 requests at once, again and again', async () => {
    const browser = await given.signedIn(ana);
    for (let round = 0; round < 3; round += 1) {
      await setSession(`access_expires_at = now() + interval '30 seconds'`);
      const answers = await Promise.all(Array.from({ length: 20 }, () => browser.graphql(viewer)));
      expect(answers.map(({ status, json }) => [status, json.errors])).toEqual(Array.from({ length: 20 }, () => [200, undefined]));
    }
  });

  it('ends the session when a spent refresh token comes again', async () => {
    const issuer = given.issuer();
    const first = await given.tokens(ana, issuer);
    const second = await issuer.refresh(first.refresh!);
    expect(second.refresh).not.toBe(first.refresh);
    await expect(issuer.refresh(first.refresh!)).rejects.toThrow(SignedOutError);
    await expect(issuer.refresh(second.refresh!)).rejects.toThrow(SignedOutError);
  });

  it('is over at Keycloak too when somebody signs out, who comes back to our page', async () => {
    const browser = await given.signedIn(ana);
    const end = await browser.follow('/auth/logout');
    expect(end.url).toBe(`${given.gateway.url}/`);
    expect(await sessionOf(browser)).toBeNull();
    expect(formAction(await browser.follow('/auth/login'))).not.toBeNull();
  });

  it('ends here when an administrator signs the person out there', async () => {
    const browser = await given.signedIn(ana);
    await given.server.asAdmin('POST', `/users/${await given.userId(ana)}/logout`);
    await ended(browser);
  });

  it('of a disabled account serves ordinary work until its token ends, and no sensitive command', async () => {
    given.gateway.cases.answers['cases.breakGlass'] = ({ personId }) => ({ id: personId, version: 1, state: 'open' });
    given.gateway.cases.answers['cases.byIds'] = ({ ids }) => ({ persons: ids.map((id) => aPerson(id)) });
    const browser = await given.signedIn(eva);
    expect((await glass(browser)).json.errors).toBeUndefined();
    await setEnabled(eva, false);
    expect((await browser.graphql(viewer)).status).toBe(200);
    expect((await glass(browser)).json.errors[0].extensions.code).toBe('UNAUTHENTICATED');
    expect((await browser.graphql(viewer)).status).toBe(401);
    await setEnabled(eva, true);
  });

  describe('by konbit account', () => {
    it('lists who works here, as the embedded mode does', async () => {
      expect(await given.account('list')).toContain('ana  Persona ana · adviser · ORG-IMV-MIG/BR-IMV-MIG-CENTRAL\n');
    });

    it('closes an account at once and for good: what was open stays dead when it opens again', async () => {
      const lia = await given.member('lia', 'adviser');
      const browser = await given.signedIn(lia);
      const tokens = await given.tokens(lia);
      await given.account('close', 'lia');
      await ended(browser);
      expect(await given.account('list')).toMatch(/^lia .* · cerrada$/m);
      expect(formAction(await given.enter(given.gateway.browser(), lia))).not.toBeNull();
      await given.account('open', 'lia');
      await expect(given.issuer().refresh(tokens.refresh!)).rejects.toThrow(SignedOutError);
      expect(await sessionOf(await given.signedIn(lia))).not.toBeNull();
    });

    it('renews a password: the old one opens nothing', async () => {
      const sol = await given.member('sol', 'adviser');
      const password = /: (\S+)\s*$/.exec(await given.account('password', 'sol'))![1]!;
      expect(await sessionOf(await given.signedIn(sol))).toBeNull();
      expect(await sessionOf(await given.signedIn({ ...sol, password }))).not.toBeNull();
    });

    it('leaves no half account: of a name that Keycloak refuses, or of a role that it does not know', async () => {
      await expect(given.account('add', 'x', 'Corta', 'adviser')).rejects.toMatchObject({ stderr: expect.stringMatching(/Keycloak no aceptó los datos: username/) as unknown });
      await given.withoutRole('mediator', async () => {
        await expect(given.account('add', 'nora', 'Nora', 'adviser,mediator')).rejects.toMatchObject({ stderr: expect.stringContaining('no conoce el rol mediator') as unknown });
      });
      expect(await given.account('list')).not.toMatch(/^(x|nora) /m);
      await given.account('add', 'nora', 'Nora', 'adviser,mediator');
      expect(await given.account('list')).toMatch(/^nora .*adviser, mediator|^nora .*mediator, adviser/m);
    });

    it('takes no name twice and knows nobody it was not told of', async () => {
      await expect(given.account('add', 'ana', 'Otra', 'adviser')).rejects.toMatchObject({ code: 2, stderr: expect.stringContaining('Ya existe la cuenta "ana"') as unknown });
      await expect(given.account('close', 'nadie')).rejects.toMatchObject({ code: 3, stderr: expect.stringContaining('No existe la cuenta "nadie"') as unknown });
    });
  });

  it('goes on when Keycloak signs with a new key, without a restart or a failed request', async () => {
    const before = await given.signedIn(ana);
    const oldKid = kidOf((await given.tokens(ana)).access);
    const dropOld = await given.rotateKeys();
    expect(kidOf((await given.tokens(ana)).access)).not.toBe(oldKid);
    const after = await given.signedIn(ana);
    await setSession(`access_expires_at = now() + interval '30 seconds'`);
    const answers = await Promise.all([before, after].flatMap((browser) => Array.from({ length: 10 }, () => browser.graphql(viewer))));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    await dropOld();
    expect((await (await given.signedIn(ana)).graphql(viewer)).status).toBe(200);
  });

  it('opens no session by a token for another API', async () => {
    const [port] = await freePorts(1) as [number];
    const url = `http://localhost:${port}`;
    await given.otherClient('another-gateway', `${url}/auth/callback`);
    const config = gatewayConfig({ ...given.gateway.env, KONBIT_PORT: String(port), KONBIT_PUBLIC_URL: url, OIDC_CLIENT_ID: 'another-gateway' });
    const other = await startGateway({ config, log: silentLog });
    const browser = new Browser(url);
    const page = await given.enter(browser, ana);
    expect([page.status, browser.cookie('__Host-konbit')]).toEqual([403, undefined]);
    await other.stop();
  });

  describe('and the services as they ship', () => {
    let services: GivenServices;
    const bad: Record<string, string> = {};
    beforeAll(async () => {
      services = await GivenServices.start({ OIDC_ISSUER: given.server.issuer, KONBIT_KEYS_FILE: given.gateway.env['KONBIT_KEYS_FILE']! });
      const good = await given.tokens(ana);
      await given.otherClient('another-api-client', `${given.gateway.url}/auth/callback`);
      const header = { alg: 'ES256', typ: 'at+jwt', kid: kidOf(good.access) };
      const strange = (await generateKeyPair('ES256')).privateKey;
      const claims = claimsOf(good.access);
      bad['TOKEN_AUDIENCE'] = (await given.tokens(ana, given.issuer('another-api-client'))).access;
      bad['TOKEN_TYPE'] = good.idToken!;
      bad['TOKEN_SIGNATURE'] = await new SignJWT(claims).setProtectedHeader(header).sign(strange);
      bad['TOKEN_KEY_UNKNOWN'] = await new SignJWT(claims).setProtectedHeader({ ...header, kid: 'strange' }).sign(strange);
      bad['TOKEN_ALGORITHM'] = new UnsecuredJWT(claims).encode();
      bad['HS256'] = await new SignJWT(claims).setProtectedHeader({ ...header, alg: 'HS256' }).sign(Buffer.alloc(32, 7));
      bad['refresh token'] = good.refresh!;
    });
    afterAll(() => services?.stop());

    it.each(serviceNames)('%s believes a token of Keycloak, and one of its next key', async (service) => {
      await services.ask(service, (await given.tokens(ana)).access);
      await given.rotateKeys();
      await services.ask(service, (await given.tokens(ana)).access);
    });

    it.each(serviceNames)('%s refuses each broken token with its own cause, and keeps it in the audit', async (service: AskedService) => {
      for (const [flaw, token] of Object.entries(bad)) {
        const cause = flaw.startsWith('TOKEN_') ? flaw : 'TOKEN_ALGORITHM';
        const before = (await services.causes(service)).length;
        await expect(services.ask(service, token)).rejects.toMatchObject({ code: 'UNAUTHENTICATED', details: { cause } });
        await eventually(async () => (await services.causes(service)).slice(before).join() === cause, `${cause} of ${flaw} in the audit of ${service}`);
      }
    });
  });
});
