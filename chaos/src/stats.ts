import { readFileSync } from 'node:fs';
import { Client } from 'pg';
import type { Product } from '@konbit/testing';
import { adminUrl } from './nemesis/admin-url.js';
import { treeOf } from './nemesis/processes.js';

/** Megabytes by process, and what Postgres says of its sessions. */
export interface Sample { memory: Readonly<Record<string, number>>; connections: number; stuck: number; relayLocks: number }

const activity = `select count(*)::int as connections,
  count(*) filter (where state like 'idle in transaction%' and state_change < now() - interval '15 seconds')::int as stuck,
  (select count(*)::int from pg_locks where locktype = 'advisory' and granted) as locks
  from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()`;

/** What the product takes at this moment; null while it cannot be asked. */
export async function sample(product: Product): Promise<Sample | null> {
  const client = new Client({ connectionString: adminUrl(product.home, 'postgres'), connectionTimeoutMillis: 2000, statement_timeout: 3000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ connections: number; stuck: number; locks: number }>(activity);
    const { services, pid, postgresPid } = product.run;
    const memory = Object.fromEntries([...services.flatMap((service): [string, number][] => (service.pid === null ? [] : [[service.name, megabytes([service.pid])]])),
      ['launcher', megabytes([pid])], ['postgres', megabytes(treeOf(postgresPid))]]);
    return { memory, connections: rows[0]!.connections, stuck: rows[0]!.stuck, relayLocks: rows[0]!.locks };
  } catch {
    return null;
  } finally {
    await client.end().catch(() => undefined);
  }
}

const mostConnections = 60;

/** What should not be so once everything has healed: sessions left open, memory that grows. */
export function leftBehind(before: Sample | null, after: Sample | null): string[] {
  if (!before || !after) return ['the database could not be asked for its sessions'];
  return [
    ...(after.stuck > 0 ? [`${after.stuck} sessions hold a transaction and do nothing`] : []),
    ...(after.relayLocks > before.relayLocks ? [`${after.relayLocks} advisory locks are held, ${before.relayLocks} before the faults`] : []),
    ...Object.entries(after.memory).filter(([name, megabytes]) => megabytes > 2 * (before.memory[name] ?? 0) + 50)
      .map(([name, megabytes]) => `${name} grew from ${before.memory[name] ?? 0} to ${megabytes} MB`),
    ...(after.connections > mostConnections ? [`${after.connections} sessions are open`] : []),
  ];
}

/** The share of each page that is a process's own, where the system tells. */
function megabytes(pids: readonly number[]): number {
  const kilobytes = pids.reduce((sum, pid) => {
    try {
      return sum + Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0);
    } catch {
      return sum;
    }
  }, 0);
  return Math.round(kilobytes / 1024);
}
