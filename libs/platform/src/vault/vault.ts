import { createCipheriv, createDecipheriv, createHmac, createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import type { KeySet } from './keys-file.js';

interface Key {
  id: string;
  secret: KeyObject;
}

export type KeyPurpose = 'aes' | 'hmac';

const format = 1;
const ivBytes = 12;
const tagBytes = 16;

/** Seals values at rest (AES-256-GCM, key id in front) and indexes them blindly (HMAC-SHA256), DESIGN §4.6. */
export class Vault {
  private readonly aes: Map<string, Key>;
  private readonly hmac: Key[];
  private readonly currentAes: Key;

  constructor(keys: KeySet) {
    const aes = keys.aes.map(toKey);
    this.aes = new Map(aes.map((key) => [key.id, key]));
    this.hmac = keys.hmac.map(toKey);
    this.currentAes = aes[0]!;
  }

  /** Seals under the current key. `place` (table, column and row) binds the value to where it stands: it opens nowhere else. */
  seal(text: string, place = ''): Buffer {
    const { id, secret } = this.currentAes;
    const head = Buffer.concat([Buffer.from([format, id.length]), Buffer.from(id, 'ascii')]);
    const iv = randomBytes(ivBytes);
    const cipher = createCipheriv('aes-256-gcm', secret, iv).setAAD(Buffer.concat([head, Buffer.from(place, 'utf8')]));
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([head, iv, sealed, cipher.getAuthTag()]);
  }

  /** Opens with whichever known key sealed it; throws when the key is unknown or a byte differs. */
  open(sealed: Buffer, place = ''): string {
    const id = this.keyIdOf(sealed);
    const key = this.aes.get(id);
    if (!key) throw new Error(`no key with id ${id}`);
    const head = sealed.subarray(0, 2 + id.length);
    const iv = sealed.subarray(head.length, head.length + ivBytes);
    const body = sealed.subarray(head.length + ivBytes, sealed.length - tagBytes);
    const decipher = createDecipheriv('aes-256-gcm', key.secret, iv)
      .setAAD(Buffer.concat([head, Buffer.from(place, 'utf8')])).setAuthTag(sealed.subarray(sealed.length - tagBytes));
    return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8');
  }

  /** Whether a newer key should seal this value when it is next written. */
  isStale(sealed: Buffer): boolean {
    return this.keyIdOf(sealed) !== this.currentAes.id;
  }

  /** Keyed hash of a normalised value, for a column that finds equals; the kind keeps equal values of two kinds apart. */
  blindIndex(kind: string, normalised: string): Buffer {
    return indexWith(this.hmac[0]!, kind, normalised);
  }

  /** The same under every known key, current first: what a search compares with while a rotation is under way. */
  blindIndexes(kind: string, normalised: string): Buffer[] {
    return this.hmac.map((key) => indexWith(key, kind, normalised));
  }

  /** Key ids with a check value that tells two keys of one id apart and says nothing about either. */
  keyChecks(): { purpose: KeyPurpose; keyId: string; check: Buffer; current: boolean }[] {
    const checkOf = (purpose: KeyPurpose, key: Key, index: number) => (
      { purpose, keyId: key.id, check: createHmac('sha256', key.secret).update('konbit key check').digest(), current: index === 0 });
    return [...[...this.aes.values()].map((key, index) => checkOf('aes', key, index)), ...this.hmac.map((key, index) => checkOf('hmac', key, index))];
  }

  private keyIdOf(sealed: Buffer): string {
    const idBytes = sealed[1] ?? 0;
    if (sealed[0] !== format || sealed.length < 2 + idBytes + ivBytes + tagBytes) throw new Error('not a sealed value');
    return sealed.toString('ascii', 2, 2 + idBytes);
  }
}

function toKey({ id, key }: { id: string; key: string }): Key {
  return { id, secret: createSecretKey(Buffer.from(key, 'base64')) };
}

function indexWith(key: Key, kind: string, normalised: string): Buffer {
  return createHmac('sha256', key.secret).update(`${kind}\0${normalised}`, 'utf8').digest();
}
