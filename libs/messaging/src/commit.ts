import { eventContracts, newId } from '@konbit/contracts';
import { type Ctx, DomainError } from '@konbit/platform';
import type { EntityManager } from 'typeorm';
import { buildHeaders, type DomainEvent, parseType } from './envelope.js';
import { notePublished } from './published.js';

/** The row whose version the events move. */
export interface AggregateRef {
  table: string;
  id: string;
  /** The version that was read under the row's lock. */
  version: number;
  tenant_id?: string;
  /** What else the same statement writes into the row: values by column. */
  set?: Readonly<Record<string, unknown>>;
}

/** Values of the row's own columns follow those of the event. */
const firstChange = 11;
/** A quarter of what a broker takes in one request; a larger event would keep its outbox waiting for ever, so it never gets there. */
export const mostEventBytes = 250_000;
const plainTable = /^[a-z][a-z0-9_]*$/;
const closedSchemas = new Map(eventContracts.map((contract) => [contract.type, contract.schema.strict()]));

/**
 * Moves an aggregate's version by its events and writes them to the outbox: the only writer of both (BACKBONE §3.2, R1).
 * The row is already locked (`for update`, or its insert with version 0). No event, no step.
 * Throws VERSION_CONFLICT, and PAYLOAD_TOO_LARGE for an event that a log may not take.
 */
export async function commit(
  tx: EntityManager, ctx: Ctx, aggregate: AggregateRef, events: readonly DomainEvent[], at: Date,
): Promise<number> {
  if (events.length === 0) return aggregate.version;
  if (!plainTable.test(aggregate.table)) throw new Error(`table "${aggregate.table}" is not a plain name`);
  const rows = events.map((event, index) => outboxRow(ctx, event, aggregate.version + 1 + index, at));
  const moved = rows.length === 1 ? await publishOne(tx, aggregate, rows[0]!) : await publishMany(tx, aggregate, rows);
  if (moved !== events.length) throw await versionConflict(tx, aggregate);
  notePublished(tx);
  return aggregate.version + events.length;
}

/** One statement, one round trip; the insert reads from the update, so no position is drawn before the version has moved. */
function statement({ table, set = {} }: AggregateRef, select: string): string {
  const changes = Object.keys(set).map((column, index) => `, "${column}" = $${firstChange + index}`).join('');
  return `with moved as (update "${table}" set version = version + $3::int${changes} where id = $1::uuid and version = $2::int returning id)
    insert into outbox (event_id, topic, key, type, agg_version, payload, headers) ${select} returning pos`;
}

/** Nearly every command publishes one event: scalars are cheaper than arrays of one. */
async function publishOne(tx: EntityManager, aggregate: AggregateRef, row: NewRow): Promise<number> {
  const sql = statement(aggregate, 'select $4::uuid, $5, $6::uuid, $7, $8::int, $9::jsonb, $10::jsonb from moved');
  const moved: unknown[] = await tx.query(sql, [
    aggregate.id, aggregate.version, 1, row.id, row.topic, row.key, row.type, row.version, row.payload, row.headers, ...Object.values(aggregate.set ?? {}),
  ]);
  return moved.length;
}

async function publishMany(tx: EntityManager, aggregate: AggregateRef, rows: readonly NewRow[]): Promise<number> {
  const sql = statement(aggregate, `select e.event_id, e.topic, e.key, e.type, e.agg_version, e.payload::jsonb, e.headers::jsonb
      from moved, unnest($4::uuid[], $5::text[], $6::uuid[], $7::text[], $8::int[], $9::text[], $10::text[])
        with ordinality as e (event_id, topic, key, type, agg_version, payload, headers, ord)
     order by e.ord`);
  const moved: unknown[] = await tx.query(sql, [
    aggregate.id, aggregate.version, rows.length, rows.map((row) => row.id), rows.map((row) => row.topic), rows.map((row) => row.key),
    rows.map((row) => row.type), rows.map((row) => row.version), rows.map((row) => row.payload), rows.map((row) => row.headers),
    ...Object.values(aggregate.set ?? {}),
  ]);
  return moved.length;
}

interface NewRow { id: string; topic: string; key: string; type: string; version: number; payload: string; headers: string }

function outboxRow(ctx: Ctx, event: DomainEvent, version: number, at: Date): NewRow {
  assertPublishable(event);
  const id = newId(at.getTime());
  const headers = buildHeaders(event, { id, at, version, tenant: ctx.tenant, trace: ctx.trace });
  const row = {
    id, version, topic: `${parseType(event.type)!.service}.events`, key: event.subject, type: event.type,
    payload: JSON.stringify(event.data), headers: JSON.stringify(headers),
  };
  if (Buffer.byteLength(row.payload) + Buffer.byteLength(row.headers) > mostEventBytes) throw new DomainError('PAYLOAD_TOO_LARGE');
  return row;
}

/** Producers validate strictly; the error names paths and never a value. */
function assertPublishable(event: DomainEvent): void {
  const schema = closedSchemas.get(event.type);
  if (!schema) throw new Error(`event type ${event.type} is not in the contracts`);
  const checked = schema.safeParse(event.data);
  if (checked.success) return;
  const paths = checked.error.issues.map((issue) => `${issue.path.join('.') || '(root)'} ${issue.code}`);
  throw new Error(`data of ${event.type} break their contract: ${paths.join(', ')}`);
}

async function versionConflict(tx: EntityManager, aggregate: AggregateRef): Promise<DomainError> {
  const rows: { version: number }[] = await tx.query(`select version from "${aggregate.table}" where id = $1`, [aggregate.id]);
  const current = rows[0]?.version;
  return new DomainError('VERSION_CONFLICT', current === undefined ? {} : { version: current });
}
