/** Sealed text and the nonce it was sealed with. */
export interface Sealed {
  nonce: Uint8Array<ArrayBuffer>;
  body: ArrayBuffer;
}

/** The AES-GCM key of a session from its base64 text; it cannot be read out again. */
export function importKey(base64: string): Promise<CryptoKey> {
  const raw = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  return crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt']);
}

export async function seal(key: CryptoKey, text: string): Promise<Sealed> {
  const nonce = crypto.getRandomValues(new Uint8Array(12));
  return { nonce, body: await crypto.subtle.encrypt({ name: 'AES-GCM', iv: nonce }, key, new TextEncoder().encode(text)) };
}

/** The text, or null when this key did not seal it. */
export async function unseal(key: CryptoKey, sealed: Sealed): Promise<string | null> {
  try {
    return new TextDecoder().decode(await crypto.subtle.decrypt({ name: 'AES-GCM', iv: sealed.nonce }, key, sealed.body));
  } catch {
    return null;
  }
}

/** A name that tells nothing: who, which form and about whom, hashed. */
export async function draftId(user: string, form: string, subject: string): Promise<string> {
  const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode([user, form, subject].join('\n')));
  return [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
