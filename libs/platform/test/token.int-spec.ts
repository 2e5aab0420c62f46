import { codeId, TokenVerifier } from '@konbit/platform';
import { FixedClock, TestIssuer } from '@konbit/testing';

const tenant = codeId('05101');
const long = { expiresIn: 7200 };
let issuer: TestIssuer;
let clock: FixedClock;
let verifier: TokenVerifier;

const token = (sub = 'meson') => issuer.token({ sub, tenant, roles: ['adviser', 'a_role_of_tomorrow'], branches: ['ORG-A/BR-A'] }, long);
const verify = async (sub?: string) => verifier.verify(await token(sub));

beforeEach(async () => {
  issuer = await TestIssuer.start();
  clock = new FixedClock(new Date());
  verifier = new TokenVerifier({ issuer: issuer.issuer, audience: issuer.audience, jwksUri: issuer.jwksUri, clock });
});

afterEach(() => issuer.stop());

describe('a verified token', () => {
  it('becomes an actor with the roles we know and the branches it names', async () => {
    expect(await verify()).toEqual({
      kind: 'staff', sub: 'meson', tenant, roles: ['adviser'], branches: [{ id: codeId('BR-A'), orgId: codeId('ORG-A'), code: 'BR-A', orgCode: 'ORG-A' }],
    });
  });

  it('is remembered for a minute and not beyond its own end', async () => {
    const short = await issuer.token({ tenant, roles: [] }, { expiresIn: 40 });
    const first = await verifier.verify(short);
    clock.advance(20_000);
    expect(await verifier.verify(short)).toBe(first);
    clock.advance(55_000);
    await expect(verifier.verify(short)).rejects.toMatchObject({ code: 'UNAUTHENTICATED', details: { cause: 'TOKEN_EXPIRED' } });
  });

  it('may be 30 seconds out of step with our clock and no more', async () => {
    const spent = await issuer.token({ tenant, roles: [] }, { expiresIn: 10 });
    clock.advance(38_000);
    await verifier.verify(spent);
    clock.advance(4000);
    await expect(verifier.verify(spent)).rejects.toMatchObject({ details: { cause: 'TOKEN_EXPIRED' } });
  });

  it.each(['jwk', 'jku', 'x5u'])('is not believed by a key its own header points to (%s)', async (member) => {
    const pointed = await issuer.token({ tenant, roles: [] }, { strangeKey: true, header: { [member]: member === 'jwk' ? { kty: 'EC' } : issuer.jwksUri } });
    await expect(verifier.verify(pointed)).rejects.toMatchObject({ details: { cause: 'TOKEN_KEY_UNKNOWN' } });
  });
});

describe('the issuer’s keys', () => {
  it('are found by discovery when no address is given', async () => {
    const found = new TokenVerifier({ issuer: issuer.issuer, audience: issuer.audience });
    expect(await found.verify(await token())).toMatchObject({ sub: 'meson' });
  });

  it('rotate without a refused token, many at once, with one reading for each new key', async () => {
    await verify();
    for (const round of [1, 2]) {
      await issuer.rotate();
      const all = await Promise.all(Array.from({ length: 20 }, (_, index) => verify(`r${round}-${index}`)));
      expect(all).toHaveLength(20);
      expect(issuer.keySetReads).toBe(1 + round);
    }
  });

  it('are not read for every token of an unknown key: three times, then once in five seconds', async () => {
    await verify();
    const strange = async () => verifier.verify(await issuer.token({ tenant, roles: [] }, { ...long, strangeKey: true })).catch(() => undefined);
    for (let i = 0; i < 10; i += 1) await strange();
    expect(issuer.keySetReads).toBe(4);
    clock.advance(5000);
    for (let i = 0; i < 10; i += 1) await strange();
    expect(issuer.keySetReads).toBe(5);
  });

  it('that were withdrawn are forgotten after 300 seconds', async () => {
    const old = await token('old');
    await verifier.verify(old);
    await issuer.rotate({ dropOld: true });
    clock.advance(301_000);
    await expect(verifier.verify(old)).rejects.toMatchObject({ details: { cause: 'TOKEN_KEY_UNKNOWN' } });
  });

  it('work beside one that is broken', async () => {
    issuer.spoilKeySet();
    expect(await verify()).toMatchObject({ sub: 'meson' });
  });

  it('in hand serve on while the issuer is down, and 15 minutes at most', async () => {
    const [first, later, last] = [await token('first'), await token('later'), await token('last')];
    await verifier.verify(first);
    await issuer.stop();
    clock.advance(301_000);
    expect(await verifier.verify(later)).toMatchObject({ sub: 'later' });
    clock.advance(900_000);
    await expect(verifier.verify(last)).rejects.toMatchObject({ code: 'UNAVAILABLE', details: { cause: 'SIGN_IN_KEYS_UNAVAILABLE' } });
    issuer = await TestIssuer.start();
  });

  it('rotate and are forgotten as ever when our clock jumps back an hour', async () => {
    const old = await token('old');
    await verify();
    for (let strange = 0; strange < 3; strange += 1) await verifier.verify(await issuer.token({ tenant, roles: [] }, { ...long, strangeKey: true })).catch(() => undefined);
    clock.advance(-3_600_000);
    await verify();
    await issuer.rotate({ dropOld: true });
    clock.advance(5001);
    expect(await verify('new')).toMatchObject({ sub: 'new' });
    clock.advance(301_000);
    await expect(verifier.verify(old)).rejects.toMatchObject({ details: { cause: 'TOKEN_KEY_UNKNOWN' } });
  });

  it('that were never read make an outage, not a bad token', async () => {
    const lost = new TokenVerifier({ issuer: 'http://127.0.0.1:1', audience: 'konbit-api' });
    await expect(lost.verify(await token())).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  });
});
