import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The superuser of the Postgres in a home. */
export function adminUrl(home: string, database: string): string {
  const lines = readFileSync(join(home, 'postgres', 'postmaster.pid'), 'utf8').split('\n').map((line) => line.trim());
  const password = readFileSync(join(home, 'postgres.password'), 'utf8').trim();
  return `postgres://konbit:${password}@127.0.0.1:${lines[3]}/${database}`;
}
