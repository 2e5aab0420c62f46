import { ConfigError } from '../config/config.js';
import { withClient } from '../database/with-client.js';
import type { KeyPurpose, Vault } from './vault.js';

/** Table that remembers which keys a database has seen; owner only, no data of people. */
export const keyUseSql = `create table if not exists key_use (
  purpose text not null check (purpose in ('aes', 'hmac')), key_id text not null, check_value bytea not null, first_used_at timestamptz not null default now(),
  primary key (purpose, key_id))`;

interface Known { purpose: KeyPurpose; key_id: string; check_value: Buffer }

/**
 * Refuses a start whose keys file lacks a key that the database knows (its values would stay closed), then remembers the current keys.
 * Throws a ConfigError that names the key ids.
 */
export async function assertKnownKeys(ownerUrl: string, vault: Vault): Promise<void> {
  await withClient({ connectionString: ownerUrl, application_name: 'konbit-keys' }, async (client) => {
    await client.query(keyUseSql);
    const known = await client.query<Known>('select purpose, key_id, check_value from key_use');
    refuseUnknown(known.rows, vault);
    for (const { purpose, keyId, check } of vault.keyChecks().filter((key) => key.current)) {
      await client.query('insert into key_use (purpose, key_id, check_value) values ($1, $2, $3) on conflict do nothing', [purpose, keyId, check]);
    }
  });
}

function refuseUnknown(known: readonly Known[], vault: Vault): void {
  const held = new Map(vault.keyChecks().map((key) => [`${key.purpose}:${key.keyId}`, key.check]));
  const missing = known.filter((key) => !held.has(`${key.purpose}:${key.key_id}`));
  if (missing.length > 0) {
    throw new ConfigError(`KONBIT_KEYS_FILE lacks keys this database was written with: ${namesOf(missing)}. Put the file that holds them back`);
  }
  const other = known.filter((key) => !held.get(`${key.purpose}:${key.key_id}`)?.equals(key.check_value));
  if (other.length > 0) throw new ConfigError(`KONBIT_KEYS_FILE holds other keys under the ids ${namesOf(other)} than this database was written with`);
}

function namesOf(keys: readonly Known[]): string {
  return keys.map((key) => `${key.purpose} ${key.key_id}`).sort().join(', ');
}
