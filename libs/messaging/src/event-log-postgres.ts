import { randomUUID } from 'node:crypto';
import { errorFields, type Log, outliveLoss, silentLog } from '@konbit/platform';
import { Pool } from 'pg';
import { Bell } from './bell.js';
import { type LogRecord, readEnvelope, type StoredEvent } from './envelope.js';
import {
  type Acked, type ConsumeOptions, type Consumer, type EventLog, type Handle, type OutboxRow, type Stop, TopicNotWritableError,
} from './event-log.js';
import { Lease } from './lease.js';
import { logChannel, LogListener } from './log-listener.js';
import { type LogReader, PostgresConsumer, TopicLoop } from './postgres-consumer.js';

export interface PostgresEventLogOptions {
  /** The log's database, signed in as the service's own app role. */
  busUrl: string;
  /** The consumer's own database, where offset and lease live; only `consume` needs it. */
  databaseUrl?: string;
  pollMs?: number;
  leaseMs?: number;
  log?: Log;
}

/** The topic's row stays locked until commit, so a lower offset always commits first and `off > last` is a safe cursor. */
const appendSql = `with range as (update bus_topic set next = next + $2::int where topic = $1 returning next - $2::int as first),
  added as (insert into bus_log (topic, off, event_id, key, type, agg_version, payload, headers)
    select $1, range.first + e.ord - 1, e.event_id, e.key, e.type, e.agg_version, e.payload::jsonb, e.headers::jsonb
      from range, unnest($3::uuid[], $4::uuid[], $5::text[], $6::int[], $7::text[], $8::text[])
        with ordinality as e (event_id, key, type, agg_version, payload, headers, ord)
     order by e.ord on conflict (event_id) do nothing)
  select pg_notify('${logChannel}', $1) from range`;
const readSql = `select off, event_id, key, type, agg_version, payload, headers from bus_log where topic = $1 and off > $2::bigint order by off limit $3`;
const tailBatch = 200;

interface BusRow { off: string; event_id: string; key: string; type: string; agg_version: number; payload: unknown; headers: unknown }

/** The ordered log on Postgres: one partition per topic, one active consumer per group (BACKBONE §3.4, §3.6). */
export class PostgresEventLog implements EventLog, LogReader {
  private readonly bus: Pool;
  private readonly leases: Pool | null;
  private readonly listener: LogListener;
  private readonly log: Log;
  private readonly open = new Set<Consumer | Stop>();
  private readonly owner = randomUUID();

  constructor(private readonly options: PostgresEventLogOptions) {
    this.log = options.log ?? silentLog;
    this.bus = pool(options.busUrl, 2, 'event log', this.log);
    this.leases = options.databaseUrl === undefined ? null : pool(options.databaseUrl, 1, 'event log leases', this.log);
    this.listener = new LogListener(options.busUrl, this.log);
  }

  async append(batch: readonly OutboxRow[]): Promise<Acked> {
    for (const topic of new Set(batch.map((row) => row.topic))) await this.appendTopic(topic, batch.filter((row) => row.topic === topic));
    return { positions: batch.map((row) => row.pos) };
  }

  consume(group: string, topics: readonly string[], handle: Handle, options: ConsumeOptions): Consumer {
    const leases = this.leases;
    if (!leases) throw new Error('this event log was opened without databaseUrl: it can append and tail, not consume');
    const { leaseMs = 3000, pollMs = 250 } = this.options;
    const loops = topics.map((topic) => new TopicLoop({
      lease: new Lease(leases, group, topic, this.owner, leaseMs), reader: this, handle, batchSize: options.batchSize ?? 100,
      pollMs, leaseMs, log: this.log, listen: (bell) => this.listener.add(topic, bell),
    }));
    const consumer = new PostgresConsumer(loops, (stopped) => this.open.delete(stopped));
    this.open.add(consumer);
    return consumer;
  }

  tail(topics: readonly string[], hint: (event: StoredEvent) => void): Stop {
    const stops = topics.map((topic) => this.tailTopic(topic, hint));
    const stop: Stop = async () => {
      this.open.delete(stop);
      await Promise.all(stops.map((each) => each()));
    };
    this.open.add(stop);
    return stop;
  }

  async close(): Promise<void> {
    await Promise.all([...this.open].map((each) => (typeof each === 'function' ? each() : each.stop())));
    await this.listener.close();
    await Promise.all([this.bus.end(), this.leases?.end()]);
  }

  async read(topic: string, after: number, limit: number): Promise<LogRecord[]> {
    const { rows } = await this.bus.query<BusRow>({ name: 'log_read', text: readSql, values: [topic, after, limit] });
    return rows.map((row) => ({
      topic, part: 0, off: Number(row.off), id: row.event_id, key: row.key, type: row.type, aggVersion: row.agg_version,
      headers: row.headers, payload: row.payload,
    }));
  }

  async end(topic: string): Promise<number> {
    const { rows } = await this.bus.query<{ last: string | null }>('select max(off) as last from bus_log where topic = $1', [topic]);
    return Number(rows[0]?.last ?? 0);
  }

  private async appendTopic(topic: string, rows: readonly OutboxRow[]): Promise<void> {
    const result = await this.bus.query({ name: 'log_append', text: appendSql, values: [
      topic, rows.length, rows.map((row) => row.eventId), rows.map((row) => row.key), rows.map((row) => row.type),
      rows.map((row) => row.aggVersion), rows.map((row) => row.payload), rows.map((row) => row.headers),
    ] });
    if (result.rowCount !== 1) throw new TopicNotWritableError(topic);
  }

  private tailTopic(topic: string, hint: (event: StoredEvent) => void): Stop {
    const bell = new Bell();
    const unlisten = this.listener.add(topic, bell);
    let stopping = false;
    const follow = async (): Promise<void> => {
      let cursor: number | null = null;
      while (!stopping) {
        try {
          cursor = cursor === null ? await this.end(topic) : await this.tailStep(topic, cursor, hint, bell);
        } catch (error) {
          this.log.warn('tail failed', { topic, ...errorFields(error) });
          await bell.wait(500);
        }
      }
    };
    const running = follow();
    return async () => {
      stopping = true;
      bell.ring();
      unlisten();
      await running;
    };
  }

  private async tailStep(topic: string, cursor: number, hint: (event: StoredEvent) => void, bell: Bell): Promise<number> {
    const records = await this.read(topic, cursor, tailBatch);
    for (const record of records) this.giveHint(record, hint);
    if (records.length < tailBatch) await bell.wait(this.options.pollMs ?? 250);
    return records.at(-1)?.off ?? cursor;
  }

  private giveHint(record: LogRecord, hint: (event: StoredEvent) => void): void {
    const read = readEnvelope(record);
    if ('unreadable' in read) return;
    try {
      hint(read.event);
    } catch (error) {
      this.log.warn('a hint failed', { topic: record.topic, off: record.off, ...errorFields(error) });
    }
  }
}

function pool(url: string, max: number, name: string, log: Log): Pool {
  const created = new Pool({ connectionString: url, max, application_name: name, connectionTimeoutMillis: 5000, statement_timeout: 10_000, query_timeout: 12_000, keepAlive: true, onConnect: outliveLoss });
  created.on('error', (error) => log.warn('idle connection lost', { name, ...errorFields(error) }));
  return created;
}
