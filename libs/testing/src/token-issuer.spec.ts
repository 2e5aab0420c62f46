import { createRemoteJWKSet, decodeProtectedHeader, jwtVerify } from 'jose';
import { TestIssuer } from './token-issuer.js';

describe('test issuer', () => {
  let issuer: TestIssuer;
  beforeAll(async () => { issuer = await TestIssuer.start({ tenant: 't' }); });
  afterAll(() => issuer.stop());

  const verify = (token: string) => jwtVerify(token, createRemoteJWKSet(new URL(issuer.jwksUri)),
    { issuer: issuer.issuer, audience: issuer.audience, typ: 'at+jwt', algorithms: ['ES256'] });

  it('makes tokens that its key set verifies', async () => {
    const { payload } = await verify(await issuer.token({ sub: 'meson', roles: ['adviser'] }));
    expect(payload).toMatchObject({ sub: 'meson', tenant: 't', roles: ['adviser'] });
  });

  it.each([
    ['another audience', { audience: 'other' }], ['no signature', { alg: 'none' as const }], ['a shared secret', { alg: 'HS256' as const }],
    ['an end in the past', { expiresIn: -60 }], ['another type', { typ: 'JWT' }], ['a strange key', { strangeKey: true }], ['another issuer', { issuer: 'x' }],
  ])('makes tokens that are refused for %s', async (_name, flaws) => {
    await expect(issuer.token({}, flaws).then(verify)).rejects.toThrow();
  });

  it('signs with the new key after a rotation', async () => {
    const before = decodeProtectedHeader(await issuer.token()).kid;
    await issuer.rotate({ dropOld: true });
    const token = await issuer.token();
    expect(decodeProtectedHeader(token).kid).not.toBe(before);
    await expect(verify(token)).resolves.toBeDefined();
  });
});
