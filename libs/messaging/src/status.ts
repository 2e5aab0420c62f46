import { Client } from 'pg';
import { relayLock } from './outbox-relay.js';

export interface GroupStatus {
  group: string;
  topic: string;
  offset: number;
  lag: number;
  /** False when no process holds the lease: nobody consumes. */
  consuming: boolean;
}

export interface MessagingStatus {
  outboxRows: number;
  /** Age of the oldest unsent event; 0 when none waits. */
  oldestOutboxMs: number;
  relayActive: boolean;
  groups: GroupStatus[];
  parkedWaiting: number;
  parkedDead: number;
  deadRecords: number;
}

const relaySql = `select exists (select 1 from pg_locks l join pg_database d on d.oid = l.database
  where l.locktype = 'advisory' and l.granted and l.classid = 0 and l.objid = ${relayLock} and d.datname = current_database()) as active`;
const countsSql = `select (select count(*)::int from outbox) as outbox_rows,
  coalesce((select extract(epoch from now() - created_at) * 1000 from outbox order by pos limit 1), 0)::float8 as oldest_ms,
  (select count(*)::int from parked where state = 'waiting') as waiting, (select count(*)::int from parked where state = 'dead') as dead,
  (select count(*)::int from dead_record) as dead_records`;

/** How one service's backbone stands, read as the owners of its database and of the log. */
export async function messagingStatus(options: { ownerUrl: string; busOwnerUrl: string }): Promise<MessagingStatus> {
  const [counts, relay, offsets] = await withClient(options.ownerUrl, async (client) => [
    (await client.query<CountsRow>(countsSql)).rows[0]!,
    (await client.query<{ active: boolean }>(relaySql)).rows[0]!,
    (await client.query<OffsetRow>('select grp, topic, off, until > clock_timestamp() as consuming from bus_offset order by grp, topic')).rows,
  ] as const);
  const ends = await withClient(options.busOwnerUrl, async (client) =>
    (await client.query<{ topic: string; last: string }>('select topic, max(off) as last from bus_log group by topic')).rows);
  const endOf = new Map(ends.map((row) => [row.topic, Number(row.last)]));
  return {
    outboxRows: counts.outbox_rows, oldestOutboxMs: Math.round(counts.oldest_ms), relayActive: relay.active,
    groups: offsets.map((row) => ({
      group: row.grp, topic: row.topic, offset: Number(row.off), consuming: row.consuming,
      lag: Math.max(0, (endOf.get(row.topic) ?? 0) - Number(row.off)),
    })),
    parkedWaiting: counts.waiting, parkedDead: counts.dead, deadRecords: counts.dead_records,
  };
}

interface CountsRow { outbox_rows: number; oldest_ms: number; waiting: number; dead: number; dead_records: number }
interface OffsetRow { grp: string; topic: string; off: string; consuming: boolean }

async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 3000, statement_timeout: 5000 });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
