import { type Database, errorFields, isTracing, type Log, silentLog, startSpan } from '@konbit/platform';
import { Client } from 'pg';
import { Bell } from './bell.js';
import type { Acked, EventLog, OutboxRow } from './event-log.js';
import { TopicNotWritableError } from './event-log.js';
import { hasPublished } from './published.js';

export interface OutboxRelayOptions {
  /** The service's database, signed in as its app role. */
  databaseUrl: string;
  eventLog: Pick<EventLog, 'append'>;
  /** Names the relay in logs and in pg_stat_activity. */
  topic: string;
  batchSize?: number;
  pollMs?: number;
  heartbeatMs?: number;
  idleTimeoutMs?: number;
  /** Age of the oldest unsent row that raises the alarm. */
  alarmAgeMs?: number;
  log?: Log;
}

export type RelayState = 'stopped' | 'standby' | 'active' | 'failed';

/** Session advisory lock of the active relay, in each service's database. */
export const relayLock = 7_140_041;
const standbyMs = 100;
const retryMs = 250;
const failedMs = 1000;
/** Beyond the server's own limit: a host that has vanished ends no statement. */
const answerWithinMs = 12_000;
/** Ordered by the column itself: the output of the same name is text, and '10' sorts before '9'. */
const readHead = {
  name: 'relay_head',
  text: `select pos::text as pos, event_id, topic, key, type, agg_version, payload::text as payload, headers::text as headers,
           (extract(epoch from clock_timestamp() - created_at) * 1000)::float8 as age_ms
         from outbox order by outbox.pos limit $1`,
};
const deleteAcked = { name: 'relay_acked', text: 'delete from outbox where pos = any($1::bigint[])' };

interface HeadRow { pos: string; event_id: string; topic: string; key: string; type: string; agg_version: number; payload: string; headers: string; age_ms: number }

/**
 * Moves the outbox to the log in position order, deleting only what the log holds: a crash doubles, never loses (BACKBONE §3.4).
 * One relay is active per service, by an advisory lock whose session dies with it; the others stand by.
 */
export class OutboxRelay {
  private readonly bell = new Bell();
  private readonly log: Log;
  private stopping = false;
  private running: Promise<void> | null = null;
  private alarmed = false;
  state: RelayState = 'stopped';
  /** The log did not take the last batch. */
  logFails = false;

  constructor(private readonly options: OutboxRelayOptions) {
    this.log = options.log ?? silentLog;
  }

  start(): void {
    if (this.running) return;
    this.stopping = false;
    this.state = 'standby';
    this.running = this.run();
  }

  /** Pokes itself after every commit that has published. */
  follow(db: Pick<Database, 'onCommitted'>): void {
    db.onCommitted((tx) => { if (hasPublished(tx)) this.poke(); });
  }

  /** Says that a transaction with events has committed. */
  poke(): void {
    this.bell.ring();
  }

  /** Ends after the batch in flight and frees the lock. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.bell.ring();
    await this.running;
    this.running = null;
    this.state = 'stopped';
  }

  private async run(): Promise<void> {
    while (!this.stopping) {
      try {
        await this.session();
      } catch (error) {
        await this.afterFailure(error);
      }
    }
  }

  private async afterFailure(error: unknown): Promise<void> {
    if (this.stopping) return;
    const failed = error instanceof TopicNotWritableError;
    this.state = failed ? 'failed' : 'standby';
    this.log.error(failed ? 'relay cannot write its topic' : 'relay could not go on', { topic: this.options.topic, ...errorFields(error) });
    await this.bell.wait(failed ? failedMs : retryMs);
  }

  /** One connection's life: stand by, hold the lock, relay, until stopped or the connection is gone. */
  private async session(): Promise<void> {
    const client = new Client({ connectionString: this.options.databaseUrl, application_name: `relay ${this.options.topic}`, keepAlive: true, connectionTimeoutMillis: 3000, query_timeout: answerWithinMs });
    const gone = new AbortController();
    client.on('error', (error) => gone.abort(error));
    client.on('end', () => gone.abort(new Error('connection ended')));
    await client.connect();
    const heartbeat = setInterval(() => { client.query('select 1').catch((error: unknown) => gone.abort(error)); }, this.options.heartbeatMs ?? 250);
    try {
      await this.prepare(client);
      await this.standBy(client, gone.signal);
      await this.relay(client, gone.signal);
    } finally {
      clearInterval(heartbeat);
      await endQuietly(client);
    }
  }

  /** Deletes need no fsync: a delete lost in a crash only doubles an event. */
  private async prepare(client: Client): Promise<void> {
    await client.query(`set idle_session_timeout = ${this.options.idleTimeoutMs ?? 1500}; set synchronous_commit = off; set statement_timeout = 10000`);
    await client.query('set tcp_user_timeout = 2000').catch(() => undefined);
  }

  private async standBy(client: Client, gone: AbortSignal): Promise<void> {
    this.logFails = false;
    while (!this.stopping) {
      gone.throwIfAborted();
      const { rows } = await client.query<{ held: boolean }>('select pg_try_advisory_lock($1) as held', [relayLock]);
      if (rows[0]?.held) return;
      await this.bell.wait(standbyMs);
    }
  }

  private async relay(client: Client, gone: AbortSignal): Promise<void> {
    while (!this.stopping) {
      gone.throwIfAborted();
      const moved = await this.moveBatch(client, gone);
      if (this.state !== 'active') this.log.info('relay active', { topic: this.options.topic });
      this.state = 'active';
      if (moved === 0) await this.bell.wait(this.options.pollMs ?? 250);
    }
  }

  private async moveBatch(client: Client, gone: AbortSignal): Promise<number> {
    const { rows } = await client.query<HeadRow>({ ...readHead, values: [this.options.batchSize ?? 500] });
    this.watchAge(rows[0]?.age_ms ?? 0);
    if (rows.length === 0) return 0;
    const acked = await this.append(rows);
    gone.throwIfAborted();
    await client.query({ ...deleteAcked, values: [acked.positions] });
    return rows.length;
  }

  private async append(rows: readonly HeadRow[]): Promise<Acked> {
    try {
      const acked = await (isTracing() ? appendInSpans(this.options.eventLog, rows) : this.options.eventLog.append(rows.map(outboxRow)));
      this.logFails = false;
      return acked;
    } catch (error) {
      this.logFails = true;
      throw error;
    }
  }

  private watchAge(ageMs: number): void {
    const old = ageMs > (this.options.alarmAgeMs ?? 30_000);
    if (old && !this.alarmed) this.log.warn('oldest outbox row is late', { topic: this.options.topic, ageMs: Math.round(ageMs) });
    this.alarmed = old;
  }
}

/** Each event's way to the log as a span, from its commit on; what consumes it stands below. */
async function appendInSpans(log: Pick<EventLog, 'append'>, rows: readonly HeadRow[]): Promise<Acked> {
  const sent = rows.map((row) => {
    const headers = JSON.parse(row.headers) as { traceparent?: string };
    const span = startSpan({
      name: `publish ${row.topic}`, kind: 'producer', parent: headers.traceparent ?? null, startedAt: Date.now() - row.age_ms,
      attributes: { 'messaging.destination.name': row.topic, 'messaging.event.type': row.type },
    });
    return { span, row: { ...outboxRow(row), headers: JSON.stringify({ ...headers, traceparent: span.trace }) } };
  });
  try {
    const acked = await log.append(sent.map(({ row }) => row));
    const held = new Set(acked.positions);
    for (const { span, row } of sent) span.end(held.has(row.pos) ? 'ok' : 'UNAVAILABLE');
    return acked;
  } catch (error) {
    for (const { span } of sent) span.end('UNAVAILABLE');
    throw error;
  }
}

function outboxRow(row: HeadRow): OutboxRow {
  return {
    pos: row.pos, eventId: row.event_id, topic: row.topic, key: row.key, type: row.type, aggVersion: row.agg_version,
    payload: row.payload, headers: row.headers,
  };
}

/** A dead peer never answers the goodbye, so it is not waited for long. */
async function endQuietly(client: Client): Promise<void> {
  const limit = new Promise<void>((resolve) => { setTimeout(resolve, 500).unref(); });
  await Promise.race([client.end().catch(() => undefined), limit]);
}
