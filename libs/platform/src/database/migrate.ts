import { createHash } from 'node:crypto';
import type { Client } from 'pg';
import { withClient } from './with-client.js';

/** One change of a schema: its name says the order, its SQL runs once. */
export interface Migration {
  name: string;
  sql: string;
}

export interface MigrateOptions {
  ownerUrl: string;
  migrations: readonly Migration[];
  onApplied?: (name: string) => void;
}

const migrationLock = 7_140_032;

/** Runs what the database does not have yet, each in its own transaction; several processes may start at once. Throws naming the migration. */
export async function migrate({ ownerUrl, migrations, onApplied }: MigrateOptions): Promise<void> {
  await withClient({ connectionString: ownerUrl, application_name: 'konbit-migrate' }, async (client) => {
    await client.query('select pg_advisory_lock($1)', [migrationLock]);
    await client.query('create table if not exists migration (name text primary key, hash text not null, applied_at timestamptz not null default now())');
    const applied = await client.query<{ name: string; hash: string }>('select name, hash from migration');
    const hashes = new Map(applied.rows.map((row) => [row.name, row.hash]));
    for (const migration of migrations) {
      if (await applyOnce(client, migration, hashes.get(migration.name))) onApplied?.(migration.name);
    }
  });
}

async function applyOnce(client: Client, { name, sql }: Migration, knownHash: string | undefined): Promise<boolean> {
  const hash = createHash('sha256').update(sql).digest('hex');
  if (knownHash === hash) return false;
  if (knownHash !== undefined) throw new Error(`migration ${name} was changed after it ran: write a new one instead`);
  await client.query('begin');
  try {
    await client.query(sql);
    await client.query('insert into migration (name, hash) values ($1, $2)', [name, hash]);
    await client.query('commit');
    return true;
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw new Error(`migration ${name} failed: ${error instanceof Error ? error.message : 'unknown error'}`, { cause: error });
  }
}
