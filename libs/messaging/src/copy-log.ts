import { type Log, silentLog } from '@konbit/platform';
import { Client } from 'pg';
import type { OutboxRow } from './event-log.js';
import { KafkaEventLog } from './event-log-kafka.js';
import { clusterName } from './kafka-admin.js';

export interface CopyLogOptions {
  /** The Postgres log as its owner. */
  busOwnerUrl: string;
  brokers: readonly string[];
  batchSize?: number;
  /** Called once before the first event goes, with how many there are. */
  onBegin?: (events: number) => void;
  log?: Log;
}

/** Somebody still writes or reads the Postgres log: what comes after the copy would never arrive. */
export class LogInUseError extends Error {
  override readonly name = 'LogInUseError';
}

const copyLock = 7_140_042;
/** Ordered by the column itself: the output of the same name is text, and '10' sorts before '9'. */
const readSql = `select off::text as off, event_id, key, type, agg_version, payload::text as payload, headers::text as headers, created_at from bus_log
  where topic = $1 and off > $2::bigint order by bus_log.off limit $3`;
const placesSql = `select l.topic, coalesce(c.off, 0)::text as off, count(*)::int as left from bus_log l
  left join bus_copied c on c.topic = l.topic and c.cluster = $1 where l.off > coalesce(c.off, 0) group by l.topic, c.off order by l.topic`;

interface Place { topic: string; off: string; left: number }
interface CopiedRow { off: string; event_id: string; key: string; type: string; agg_version: number; payload: string; headers: string; created_at: Date }

/**
 * Brings the events of the Postgres log to Kafka, in order, before the first service starts there; gives back how many. What a cluster
 * holds is noted after each batch: run again it goes on from there, and a batch that is sent twice is dropped by the version gate.
 */
export async function copyLog(options: CopyLogOptions): Promise<number> {
  const { busOwnerUrl, brokers, log = silentLog } = options;
  const cluster = await clusterName(brokers, log);
  const bus = new Client({ connectionString: busOwnerUrl, application_name: 'konbit copy' });
  // Lost while Kafka writes, it fails the next statement; without a listener it would end the process.
  bus.on('error', () => undefined);
  await bus.connect();
  const kafka = new KafkaEventLog({ brokers, log });
  try {
    await bus.query('select pg_advisory_lock($1)', [copyLock]);
    await refuseWhileUsed(bus);
    const { rows: places } = await bus.query<Place>(placesSql, [cluster]);
    if (places.length === 0) return 0;
    const total = places.reduce((sum, { left }) => sum + left, 0);
    options.onBegin?.(total);
    for (const { topic, off } of places) await copyTopic({ bus, kafka, cluster, batchSize: options.batchSize ?? 500 }, topic, off);
    return total;
  } finally {
    await Promise.all([kafka.close(), bus.end()]);
  }
}

async function refuseWhileUsed(bus: Client): Promise<void> {
  const { rowCount } = await bus.query(`select 1 from pg_stat_activity where datname = current_database() and usename ~ '_app$' limit 1`);
  if (rowCount) throw new LogInUseError('services are still connected to the Postgres log');
}

async function copyTopic({ bus, kafka, cluster, batchSize }: { bus: Client; kafka: KafkaEventLog; cluster: string; batchSize: number }, topic: string, from: string): Promise<void> {
  for (let last = from; ;) {
    const { rows } = await bus.query<CopiedRow>(readSql, [topic, last, batchSize]);
    const end = rows.at(-1);
    if (!end) return;
    let waiting = rows.map((row) => rowOf(topic, row));
    while (waiting.length > 0) {
      const held = new Set((await kafka.append(waiting)).positions);
      waiting = waiting.filter(({ pos }) => !held.has(pos));
    }
    last = end.off;
    await bus.query('insert into bus_copied (cluster, topic, off) values ($1, $2, $3) on conflict (cluster, topic) do update set off = excluded.off', [cluster, topic, last]);
  }
}

function rowOf(topic: string, row: CopiedRow): OutboxRow {
  return {
    pos: row.off, eventId: row.event_id, topic, key: row.key, type: row.type, aggVersion: row.agg_version, payload: row.payload, headers: row.headers, at: row.created_at,
  };
}
