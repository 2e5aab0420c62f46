import { Vault } from '@konbit/platform';
import { newAttempt, openAttempt, sealAttempt } from './attempt.js';

const noon = new Date('2026-11-24T12:00:00.000Z');
const later = (minutes: number): Date => new Date(noon.getTime() + minutes * 60_000);
const key = { id: 'k1', key: Buffer.alloc(32, 7).toString('base64') };
const vault = new Vault({ aes: [key], hmac: [key] });

describe('a sign-in under way', () => {
  const attempt = newAttempt('/fila', true, noon);
  const sealed = sealAttempt(vault, attempt);

  it('comes back to the browser that began it', () => {
    expect(openAttempt(vault, sealed, later(9))).toEqual(attempt);
  });

  it('has secrets of its own', () => {
    const other = newAttempt('/fila', true, noon);
    expect(new Set([attempt.state, attempt.nonce, attempt.verifier, other.state, other.nonce, other.verifier]).size).toBe(6);
  });

  it('is over after ten minutes, when altered, or when there is none', () => {
    expect(openAttempt(vault, sealed, later(10))).toBeNull();
    expect(openAttempt(vault, vault.seal(JSON.stringify(attempt), 'elsewhere').toString('base64url'), noon)).toBeNull();
    expect(openAttempt(vault, undefined, noon)).toBeNull();
  });
});
