import { withClient } from '@konbit/platform';
import type { ClientConfig } from 'pg';
import type { LogAddress } from './messaging-config.js';
import { relayLock } from './outbox-relay.js';
import { type GroupStatus, groupsOnKafka, groupsOnPostgres } from './status-groups.js';

export interface MessagingStatus {
  outboxRows: number;
  /** Age of the oldest unsent event; 0 when none waits. */
  oldestOutboxMs: number;
  relayActive: boolean;
  /** Null when the log does not answer: only Kafka can be away while the service's database answers. */
  groups: GroupStatus[] | null;
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

export interface StatusOptions {
  service: string;
  /** The service's database as its owner. */
  ownerUrl: string;
  /** The log; on Postgres as its owner. */
  address: LogAddress;
}

/** How one service's backbone stands, read from outside. */
export async function messagingStatus({ service, ownerUrl, address }: StatusOptions): Promise<MessagingStatus> {
  const [counts, relay, groups] = await withClient(asked(ownerUrl), async (client) => [
    (await client.query<CountsRow>(countsSql)).rows[0]!,
    (await client.query<{ active: boolean }>(relaySql)).rows[0]!,
    'kafkaBrokers' in address ? await groupsOnKafka(address.kafkaBrokers, service) : await withClient(asked(address.busUrl), (bus) => groupsOnPostgres(client, bus)),
  ] as const);
  return {
    outboxRows: counts.outbox_rows, oldestOutboxMs: Math.round(counts.oldest_ms), relayActive: relay.active, groups,
    parkedWaiting: counts.waiting, parkedDead: counts.dead, deadRecords: counts.dead_records,
  };
}

interface CountsRow { outbox_rows: number; oldest_ms: number; waiting: number; dead: number; dead_records: number }

const asked = (url: string): ClientConfig => ({ connectionString: url, connectionTimeoutMillis: 3000, statement_timeout: 5000 });
