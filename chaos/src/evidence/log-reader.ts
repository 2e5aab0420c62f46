import { randomUUID } from 'node:crypto';
import { KafkaEventLog, type LogRecord } from '@konbit/messaging';
import { Client } from 'pg';
import type { LoggedEvent } from '../check/evidence.js';

export const topics = ['cases.events', 'referrals.events', 'directory.events'] as const;

/** Reads the whole log, whatever carries it. */
export interface LogReader {
  /** Every record from the first on, in the order of its topic and partition. */
  readAll(): Promise<LoggedEvent[]>;
  close(): Promise<void>;
}

interface Row { topic: string; off: string; event_id: string; key: string; type: string; agg_version: number; headers: unknown; payload: unknown }

/** The log in Postgres, read as its owner: no part of the product stands between. */
export class PostgresLogReader implements LogReader {
  constructor(private readonly ownerUrl: string) {}

  async readAll(): Promise<LoggedEvent[]> {
    const client = new Client({ connectionString: this.ownerUrl, connectionTimeoutMillis: 3000, statement_timeout: 30_000 });
    client.on('error', () => undefined);
    await client.connect();
    try {
      const { rows } = await client.query<Row>('select topic, off, event_id, key, type, agg_version, headers, payload from bus_log order by topic, off');
      return rows.map((row) => eventOf({ ...row, part: 0, off: Number(row.off), id: row.event_id, aggVersion: row.agg_version }));
    } finally {
      await client.end().catch(() => undefined);
    }
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

/** The log on Kafka, read from offset 0 by a group of its own that follows while the run goes on. */
export class KafkaLogReader implements LogReader {
  private readonly log: KafkaEventLog;
  private readonly records: LoggedEvent[] = [];
  private readonly consumer: ReturnType<KafkaEventLog['consume']>;

  constructor(brokers: readonly string[]) {
    this.log = new KafkaEventLog({ brokers });
    this.consumer = this.log.consume(`chaos.${randomUUID()}`, topics, async (records, saveOffset) => {
      this.records.push(...records.map(eventOf));
      await saveOffset(undefined as never, records.at(-1)!);
    }, { from: 'start', batchSize: 1000 });
  }

  /** A record that this reader itself was given twice counts once. */
  async readAll(): Promise<LoggedEvent[]> {
    while (await this.consumer.lag() > 0) await new Promise((resolve) => setTimeout(resolve, 200));
    const places = new Map(this.records.map((record) => [`${record.topic} ${record.part} ${record.off}`, record]));
    return [...places.values()].sort((a, b) => a.topic.localeCompare(b.topic) || a.part - b.part || a.off - b.off);
  }

  async close(): Promise<void> {
    await this.log.close();
  }
}

function eventOf({ topic, part, off, id, key, type, aggVersion, headers, payload }: LogRecord): LoggedEvent {
  const { tenant = '', traceparent = null } = (headers ?? {}) as { tenant?: string; traceparent?: string | null };
  return { topic, part, off, id, key, type, version: aggVersion, tenant, trace: traceparent?.split('-')[1] ?? null, data: (payload ?? {}) as LoggedEvent['data'] };
}
