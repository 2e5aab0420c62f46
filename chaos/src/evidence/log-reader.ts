import { randomUUID } from 'node:crypto';
import { KafkaEventLog, type LogRecord } from '@konbit/messaging';
import { eventually, type Product } from '@konbit/testing';
import { Client } from 'pg';
import type { LoggedEvent } from '../check/evidence.js';

const readWithinMs = 60_000;
const topics = ['cases.events', 'referrals.events', 'directory.events'] as const;

/** Reads the whole log, whatever carries it. */
export interface LogReader {
  /** Every record from the first on, in the order of its topic and partition. */
  readAll(): Promise<LoggedEvent[]>;
}

interface Row { topic: string; off: string; event_id: string; key: string; type: string; agg_version: number; headers: unknown; payload: unknown }

/** The log in Postgres, read as its owner: no part of the product stands between. */
export class PostgresLogReader implements LogReader {
  constructor(private readonly product: Product) {}

  async readAll(): Promise<LoggedEvent[]> {
    const client = new Client({ connectionString: this.product.run.databaseUrls['BUS_OWNER_DATABASE_URL'] ?? '', connectionTimeoutMillis: 3000, statement_timeout: 30_000 });
    client.on('error', () => undefined);
    await client.connect();
    try {
      const { rows } = await client.query<Row>('select topic, off, event_id, key, type, agg_version, headers, payload from bus_log order by topic, off');
      return rows.map((row) => eventOf({ ...row, part: 0, off: Number(row.off), id: row.event_id, aggVersion: row.agg_version }));
    } finally {
      await client.end().catch(() => undefined);
    }
  }}

/** The log on Kafka, each time from offset 0 by a group of its own. */
export class KafkaLogReader implements LogReader {
  constructor(private readonly brokers: readonly string[]) {}

  /** A record that this reader itself was given twice counts once. */
  async readAll(): Promise<LoggedEvent[]> {
    const log = new KafkaEventLog({ brokers: this.brokers });
    const records = new Map<string, LoggedEvent>();
    const consumer = log.consume(`chaos.${randomUUID()}`, topics, async (read, saveOffset) => {
      for (const record of read) records.set(`${record.topic} ${record.part} ${record.off}`, eventOf(record));
      await saveOffset(undefined as never, read.at(-1)!);
    }, { from: 'start', batchSize: 1000 });
    try {
      await eventually(async () => await consumer.lag() === 0, 'the end of the log', { limitMs: readWithinMs, everyMs: 200 });
    } finally {
      await log.close();
    }
    return [...records.values()].sort((a, b) => a.topic.localeCompare(b.topic) || a.part - b.part || a.off - b.off);
  }
}

function eventOf({ topic, part, off, id, key, type, aggVersion, headers, payload }: LogRecord): LoggedEvent {
  const { tenant = '', traceparent = null } = (headers ?? {}) as { tenant?: string; traceparent?: string | null };
  return { topic, part, off, id, key, type, version: aggVersion, tenant, trace: traceparent?.split('-')[1] ?? null, data: (payload ?? {}) as LoggedEvent['data'] };
}
