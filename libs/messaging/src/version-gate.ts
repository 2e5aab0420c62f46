import { namedQuery, together } from '@konbit/platform';
import type { EntityManager } from 'typeorm';
import type { Cause, LogRecord } from './envelope.js';

export interface Gate {
  last: number;
  parked: boolean;
  changed: boolean;
}

export interface ParkedRow {
  record: LogRecord;
  cause: Cause;
}

export interface DeadRow {
  record: LogRecord;
  cause: Cause;
}

export type Turn = 'seen' | 'wait' | 'gap' | 'next';

/** Whose turn it is: the version gate is the dedupe, so no table of seen ids exists (BACKBONE §3.5). */
export function turnOf(gate: Gate, version: number): Turn {
  if (version <= gate.last) return 'seen';
  if (gate.parked) return 'wait';
  return version === gate.last + 1 ? 'next' : 'gap';
}

/** Locks the keys in one order, made on first sight. */
export async function lockGates(tx: EntityManager, consumer: string, keys: readonly string[]): Promise<Map<string, Gate>> {
  const [, rows] = await together(
    namedQuery(tx, 'gate_make', 'insert into consumer_key (consumer, key) select $1, k from unnest($2::uuid[]) as k order by k on conflict do nothing', [consumer, keys]),
    namedQuery<{ key: string; last_version: number; state: string }>(tx, 'gate_lock',
      'select key, last_version, state from consumer_key where consumer = $1 and key = any($2::uuid[]) order by key for update', [consumer, keys]),
  );
  return new Map(rows.map((row) => [row.key, { last: row.last_version, parked: row.state === 'parked', changed: false }]));
}

export async function saveGates(tx: EntityManager, consumer: string, gates: ReadonlyMap<string, Gate>): Promise<void> {
  const changed = [...gates].filter(([, gate]) => gate.changed);
  if (changed.length === 0) return;
  await namedQuery(tx, 'gate_save',
    `update consumer_key as c set last_version = n.last, state = n.state
       from unnest($2::uuid[], $3::int[], $4::text[]) as n (key, last, state) where c.consumer = $1 and c.key = n.key`,
    [consumer, changed.map(([key]) => key), changed.map(([, gate]) => gate.last), changed.map(([, gate]) => (gate.parked ? 'parked' : 'ok'))]);
}

/** A parked event that is delivered again changes nothing. */
export async function parkEvents(tx: EntityManager, consumer: string, rows: readonly ParkedRow[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.query(
    `insert into parked (consumer, key, agg_version, event, cause)
     select $1, n.key, n.version, n.event::jsonb, n.cause::jsonb
       from unnest($2::uuid[], $3::int[], $4::text[], $5::text[]) as n (key, version, event, cause) on conflict do nothing`,
    [consumer, rows.map((row) => row.record.key), rows.map((row) => row.record.aggVersion),
      rows.map((row) => JSON.stringify(row.record)), rows.map((row) => JSON.stringify(row.cause))]);
}

/** Records without a readable envelope have no key that could be parked. */
export async function buryRecords(tx: EntityManager, consumer: string, rows: readonly DeadRow[]): Promise<void> {
  for (const { record, cause } of rows) {
    await tx.query(
      'insert into dead_record (consumer, topic, part, off, raw, cause) values ($1, $2, $3, $4, $5, $6) on conflict do nothing',
      [consumer, record.topic, record.part, record.off, Buffer.from(JSON.stringify(record)), JSON.stringify(cause)]);
  }
}
