import { draftId, importKey, seal, unseal } from './seal.js';

const key = (byte: number): Promise<CryptoKey> => importKey(Buffer.alloc(32, byte).toString('base64'));

describe('sealed drafts', () => {
  it('come back as they were typed', async () => {
    const sealed = await seal(await key(1), '{"name":"Nadège"}');
    expect(await unseal(await key(1), sealed)).toBe('{"name":"Nadège"}');
  });
  it('say nothing to another session', async () => {
    const sealed = await seal(await key(1), 'secreto');
    expect(await unseal(await key(2), sealed)).toBeNull();
    expect(Buffer.from(sealed.body).toString('latin1')).not.toContain('secreto');
  });
  it('never use a nonce twice', async () => {
    const [one, two] = [await seal(await key(1), 'a'), await seal(await key(1), 'a')];
    expect(Buffer.from(one.nonce).equals(Buffer.from(two.nonce))).toBe(false);
  });
  it('are named without telling who, and one per form and subject', async () => {
    const names = await Promise.all([draftId('ana', 'rechazar', '1'), draftId('ana', 'rechazar', '2'), draftId('eva', 'rechazar', '1'), draftId('ana', 'rechazar', '1')]);
    expect(new Set(names).size).toBe(3);
    expect(names[0]).toMatch(/^[0-9a-f]{64}$/);
  });
});
