import { randomBytes } from 'node:crypto';
import { parseKeys } from './keys-file.js';
import { Vault } from './vault.js';

const aKey = (id: string) => ({ id, key: randomBytes(32).toString('base64') });
const [aes1, aes2, mac1, mac2] = [aKey('a1'), aKey('a2'), aKey('h1'), aKey('h2')];
const first = new Vault({ aes: [aes1], hmac: [mac1] });
const rotated = new Vault({ aes: [aes2, aes1], hmac: [mac2, mac1] });

describe('a sealed value', () => {
  it('opens to what it was, whatever the letters', () => {
    expect(first.open(first.seal('Ñuñoa, kay la — 12.345.678-5'))).toBe('Ñuñoa, kay la — 12.345.678-5');
    expect(first.open(first.seal(''))).toBe('');
  });

  it('is never the same twice and holds no plain text', () => {
    const [one, two] = [first.seal('12345678-5'), first.seal('12345678-5')];
    expect(one.equals(two)).toBe(false);
    expect(one.includes('12345678')).toBe(false);
  });

  it('stays closed when any byte of it differs', () => {
    const sealed = first.seal('a note');
    for (let at = 0; at < sealed.length; at += 1) {
      const changed = Buffer.from(sealed);
      changed.writeUInt8(sealed.readUInt8(at) ^ 1, at);
      expect(() => first.open(changed)).toThrow();
    }
  });

  it('opens only in the place it was sealed for', () => {
    const sealed = first.seal('a note', 'person.note:1');
    expect(first.open(sealed, 'person.note:1')).toBe('a note');
    expect(() => first.open(sealed, 'person.note:2')).toThrow();
  });

  it('of an older key opens after a rotation and is known to be stale', () => {
    const sealed = first.seal('an address');
    expect(rotated.open(sealed)).toBe('an address');
    expect(rotated.isStale(sealed)).toBe(true);
    expect(rotated.isStale(rotated.seal('an address'))).toBe(false);
  });

  it('of an unknown key is refused by the key id', () => {
    expect(() => first.open(rotated.seal('x'))).toThrow('no key with id a2');
  });
});

describe('the blind index', () => {
  it('finds equals of one kind and keeps kinds apart', () => {
    expect(first.blindIndex('run', '123456785').equals(first.blindIndex('run', '123456785'))).toBe(true);
    expect(first.blindIndex('run', '123456785').equals(first.blindIndex('ipe', '123456785'))).toBe(false);
  });

  it('compares under every known key while a rotation is under way', () => {
    const stored = first.blindIndex('run', '1');
    expect(rotated.blindIndexes('run', '1').some((index) => index.equals(stored))).toBe(true);
    expect(rotated.blindIndex('run', '1').equals(stored)).toBe(false);
  });
});

describe('the keys file', () => {
  it('is read when it holds keys of 32 bytes', () => {
    expect(parseKeys(JSON.stringify({ aes: [aes1], hmac: [mac1] })).aes[0]?.id).toBe('a1');
  });

  it.each([
    ['no JSON', '{'], ['no keys', '{"aes":[],"hmac":[]}'], ['a short key', JSON.stringify({ aes: [{ id: 'a1', key: 'AAAA' }], hmac: [mac1] })],
  ])('with %s is refused by the name of its variable and without a key', (_what, text) => {
    expect(() => parseKeys(text)).toThrow(/KONBIT_KEYS_FILE/);
    expect(() => parseKeys(text)).not.toThrow(/AAAA/);
  });
});
