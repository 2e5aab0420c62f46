import { type FieldError, newId, type SubjectType } from '@konbit/contracts';
import { commit } from '@konbit/messaging';
import { type Ctx, DomainError } from '@konbit/platform';
import { type EntityManager, QueryFailedError } from 'typeorm';
import { Organisation } from '../organisation/organisation.entity.js';
import { isInsideMunicipality } from '../organisation/organisation.js';
import { columnsOf, type Edit, decideEdit, entryKinds, type FieldChange, type Fields, publishedEvent } from './entry.js';

export interface Written { id: string; version: number; changed: boolean }
/** Where an edit comes from, and who made it. */
export interface Origin { source: 'release' | 'edit' | 'suggestion' | 'import'; official: string | null; at: Date }
export interface EntryEdit { kind: SubjectType; id: string; fields: Edit; expectedVersion: number | undefined }

interface Known { version: number; demo: boolean; basis: string; fields: Fields }

/** An entry as its fields say it now, locked; null when there is none. */
export async function findEntry(tx: EntityManager, kind: SubjectType, id: string): Promise<Known | null> {
  const columns = Object.entries(entryKinds[kind].columns).map(([field, column]) => `${column === 'verified_on' ? 'verified_on::text' : column} as "${field}"`);
  const demo = kind === 'offering' ? 'false' : 'demo';
  const [row] = await tx.query<(Fields & { version: number; demo: boolean; basis: string })[]>(`select version, ${demo} as demo, basis, ${columns.join(', ')} from ${kind} where id = $1 for update`, [id]);
  if (!row) return null;
  const { version, demo: isDemo, basis, ...fields } = row;
  return { version, demo: isDemo, basis, fields };
}

/**
 * Writes one edit with its event and its line of history; an edit that changes nothing writes nothing. Throws NOT_FOUND, VERSION_CONFLICT,
 * DATA_REQUIRED, UNKNOWN_CODE and CODE_TAKEN with the field.
 */
export async function writeEntry(tx: EntityManager, ctx: Ctx, { kind, id, fields, expectedVersion }: EntryEdit, origin: Origin): Promise<Written> {
  const known = await findEntry(tx, kind, id);
  if (!known && expectedVersion !== undefined) throw new DomainError('NOT_FOUND');
  if (known && expectedVersion !== known.version) throw new DomainError('VERSION_CONFLICT', { version: known.version });
  const decision = decideEdit(kind, known?.fields ?? null, fields);
  if ('errors' in decision) throw new DomainError('DATA_REQUIRED', { fields: decision.errors });
  if (decision.changes.length === 0 && known) return { id, version: known.version, changed: false };
  const unknown = await unknownReferences(tx, kind, decision.after);
  if (unknown.length > 0) throw new DomainError('UNKNOWN_CODE', { fields: unknown });
  await save(tx, ctx, { kind, id, after: decision.after, isNew: !known, at: origin.at });
  const event = publishedEvent(kind, decision.after, { demo: known?.demo ?? false, insideMunicipality: kind === 'organisation' && await isInside(tx, id) });
  const version = await commit(tx, ctx, { table: kind, id, version: known?.version ?? 0, tenant_id: ctx.tenant }, [{ ...event, subject: id, audience: [] }], origin.at);
  await keepChange(tx, ctx, { kind, id, version, changes: decision.changes }, origin);
  return { id, version, changed: true };
}

/** A line of history: who changed what. */
export async function keepChange(tx: EntityManager, ctx: Ctx, line: { kind: SubjectType; id: string; version: number; changes: readonly FieldChange[] }, origin: Origin): Promise<void> {
  await tx.query('insert into directory_change (id, tenant_id, subject_type, subject_id, version, at, source, official, fields) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)',
    [newId(origin.at.getTime()), ctx.tenant, line.kind, line.id, line.version, origin.at, origin.source, origin.official, JSON.stringify(line.changes)]);
}

async function save(tx: EntityManager, ctx: Ctx, { kind, id, after, isNew, at }: { kind: SubjectType; id: string; after: Fields; isNew: boolean; at: Date }): Promise<void> {
  const columns: Fields = { ...columnsOf(kind, after), edited_at: at, ...(isNew && { content_hash: '', basis: 'unverified', ...(kind !== 'offering' && { demo: false }) }) };
  const names = Object.keys(columns);
  const places = names.map((_, i) => `$${i + 3}`);
  const sql = isNew
    ? `insert into ${kind} (id, tenant_id, ${names.join(', ')}) values ($1, $2, ${places.join(', ')})`
    : `update ${kind} set ${names.map((name, i) => `${name} = ${places[i]}`).join(', ')} where id = $1 and tenant_id = $2`;
  try {
    await tx.query(sql, [id, ctx.tenant, ...Object.values(columns)]);
  } catch (error) {
    if (error instanceof QueryFailedError && (error.driverError as { code?: string }).code === '23505') {
      throw new DomainError('CODE_TAKEN', { fields: [{ path: kind === 'offering' ? 'serviceId' : 'code', code: 'CODE_TAKEN' }] });
    }
    throw error;
  }
}

const references: Readonly<Record<SubjectType, readonly [field: string, sql: string][]>> = {
  organisation: [['parentId', 'select 1 from organisation where id = $1::uuid']],
  branch: [['organisationId', 'select 1 from organisation where id = $1::uuid'], ['comuna', 'select 1 from comuna where code = $1']],
  offering: [['branchId', 'select 1 from branch where id = $1::uuid'], ['serviceId', 'select 1 from service where id = $1::uuid']],
};

async function unknownReferences(tx: EntityManager, kind: SubjectType, fields: Fields): Promise<FieldError[]> {
  const errors: FieldError[] = [];
  for (const [field, sql] of references[kind]) {
    const value = fields[field];
    if (value !== null && value !== undefined && (await tx.query<unknown[]>(sql, [value])).length === 0) errors.push({ path: field, code: 'UNKNOWN_CODE' });
  }
  return errors;
}

async function isInside(tx: EntityManager, id: string): Promise<boolean> {
  const all = await tx.find(Organisation);
  const own = all.find((one) => one.id === id);
  return own !== undefined && isInsideMunicipality(own, all);
}
