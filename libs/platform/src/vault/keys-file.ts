import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { ConfigError } from '../config/config.js';

const key = z.object({
  id: z.string().regex(/^[A-Za-z0-9._-]{1,40}$/),
  key: z.base64().refine((text) => Buffer.from(text, 'base64').length === 32, 'a key is 32 bytes in base64'),
});
const keysFile = z.object({ aes: z.array(key).min(1), hmac: z.array(key).min(1) });

/** Keys by purpose; the first is current, the others open what older ones sealed. */
export type KeySet = z.infer<typeof keysFile>;

/** Reads the keys file; throws a ConfigError in a sentence, never with a key in it. */
export async function readKeysFile(path: string): Promise<KeySet> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new ConfigError('KONBIT_KEYS_FILE names a file that cannot be read', { cause: error });
  });
  return parseKeys(text);
}

/** The keys of a file's text. */
export function parseKeys(text: string): KeySet {
  const parsed = keysFile.safeParse(jsonOf(text));
  if (parsed.success) return parsed.data;
  const places = [...new Set(parsed.error.issues.map((issue) => issue.path.join('.') || 'the file'))];
  throw new ConfigError(`KONBIT_KEYS_FILE does not hold keys as expected: see ${places.join(', ')}`);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
