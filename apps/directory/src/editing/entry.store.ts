import { type FieldError, newId, type SubjectType } from '@konbit/contracts';
import { isLanguageCode } from '@konbit/contracts/format';
import { commit } from '@konbit/messaging';
import { codeId, type Ctx, DomainError, namedQuery } from '@konbit/platform';
import type { EntityManager } from 'typeorm';
import { Organisation } from '../organisation/organisation.entity.js';
import { insideOf, isBelow } from '../organisation/organisation.js';
import { columnsOf, type Edit, decideEdit, entryKinds, type FieldChange, type Fields, publishedEvent } from './entry.js';

export interface Written { id: string; version: number; changed: boolean; isNew: boolean }
/** Where an edit comes from, and who made it. */
export interface Origin { source: 'release' | 'edit' | 'suggestion' | 'import'; official: string | null; at: Date }
export interface EntryEdit {
  kind: SubjectType;
  id: string;
  fields: Edit;
  /** Undefined for a new entry; `newest` writes on whatever stands. */
  expectedVersion: number | undefined | 'newest';
  /** The caller has looked up the codes that the edit names. */
  hasKnownCodes?: boolean;
}

export interface Known { version: number; demo: boolean; fields: Fields }
type EntryRow = Fields & Omit<Known, 'fields'> & { id: string };

/** Entries of one kind as their fields say it now, by id; reading holds nobody up. */
export async function readEntries(tx: EntityManager, kind: SubjectType, ids: readonly string[]): Promise<ReadonlyMap<string, Known>> {
  return ids.length === 0 ? new Map() : entriesOf(await namedQuery(tx, `entries_${kind}`, selectEntries(kind), [ids]));
}

/** One of them; null when there is none. */
export async function readEntry(tx: EntityManager, kind: SubjectType, id: string): Promise<Known | null> {
  return (await readEntries(tx, kind, [id])).get(id) ?? null;
}

/** An entry about to be written, held until the end of the transaction; null when there is none. */
async function holdEntry(tx: EntityManager, kind: SubjectType, id: string): Promise<Known | null> {
  return entriesOf(await namedQuery(tx, `entry_${kind}`, `${selectEntries(kind)} for update`, [[id]])).get(id) ?? null;
}

function selectEntries(kind: SubjectType): string {
  const columns = Object.entries(entryKinds[kind].columns).map(([field, column]) => `${column === 'verified_on' ? 'verified_on::text' : column} as "${field}"`);
  return `select id, version, ${kind === 'offering' ? 'false as demo' : 'demo'}, ${columns.join(', ')} from ${kind} where id = any($1::uuid[])`;
}

const entriesOf = (rows: readonly EntryRow[]): Map<string, Known> => new Map(rows.map(({ id, version, demo, ...fields }) => [id, { version, demo, fields }]));

/**
 * Writes one edit with its event and its line of history; an edit that changes nothing writes nothing. Throws NOT_FOUND, VERSION_CONFLICT,
 * INVALID_INPUT, UNKNOWN_CODE and CODE_TAKEN with the field.
 */
export async function writeEntry(tx: EntityManager, ctx: Ctx, edit: EntryEdit, origin: Origin): Promise<Written> {
  const { kind, id, fields, expectedVersion } = edit;
  const known = await holdEntry(tx, kind, id);
  if (!known && typeof expectedVersion === 'number') throw new DomainError('NOT_FOUND');
  if (known && expectedVersion !== 'newest' && expectedVersion !== known.version) throw new DomainError('VERSION_CONFLICT', { version: known.version });
  const decision = decideEdit(kind, known?.fields ?? null, fields);
  if ('errors' in decision) throw new DomainError('INVALID_INPUT', { fields: decision.errors });
  if (decision.changes.length === 0 && known) return { id, version: known.version, changed: false, isNew: false };
  const unknown = edit.hasKnownCodes ? [] : await unknownReferences(tx, kind, decision.after);
  if (unknown.length > 0) throw new DomainError('UNKNOWN_CODE', { fields: unknown });
  const before = kind === 'organisation' ? await tx.find(Organisation) : [];
  if (kind === 'organisation') refuseCircle(before, id, decision.after);
  await save(tx, ctx, { kind, id, after: decision.after, isNew: !known, at: origin.at });
  const event = publishedEvent(kind, decision.after, { demo: known?.demo ?? false, insideMunicipality: kind === 'organisation' && insideOf(await tx.find(Organisation)).has(id) });
  const version = await commit(tx, ctx, { table: kind, id, version: known?.version ?? 0, tenant_id: ctx.tenant }, [{ ...event, subject: id, audience: [] }], origin.at);
  await keepChange(tx, ctx, { kind, id, version, changes: decision.changes }, origin);
  if (kind === 'organisation') await tellMoved(tx, ctx, { before, except: id, at: origin.at });
  return { id, version, changed: true, isNew: !known };
}

/** A line of history: who changed what. */
export async function keepChange(tx: EntityManager, ctx: Ctx, line: { kind: SubjectType; id: string; version: number; changes: readonly FieldChange[] }, origin: Origin): Promise<void> {
  await namedQuery(tx, 'directory_change', 'insert into directory_change (id, tenant_id, subject_type, subject_id, version, at, source, official, fields) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)',
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
    await namedQuery(tx, `entry_${kind}_${isNew ? 'new' : 'edited'}`, sql, [id, ctx.tenant, ...Object.values(columns)]);
  } catch (error) {
    if ((error as { code?: string }).code === '23505') {
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
  const languages = Array.isArray(fields['languages']) ? fields['languages'] as string[] : [];
  return [...errors, ...languages.flatMap((language, i) => (isLanguageCode(language) ? [] : [{ path: `languages.${i}`, code: 'UNKNOWN_CODE' }]))];
}

/** The id of a new entry: it follows from its codes, as the accounts of a branch and the next import expect (DESIGN §5); null without them. */
export async function newEntryId(tx: EntityManager, kind: SubjectType, fields: Edit): Promise<string | null> {
  if ('code' in fields) return fields.code === undefined ? null : codeId(fields.code);
  if (kind !== 'offering' || !('serviceId' in fields)) return null;
  const [codes] = await tx.query<{ branch: string; service: string }[]>('select b.code as branch, s.code as service from branch b, service s where b.id = $1 and s.id = $2',
    [fields.branchId ?? null, fields.serviceId ?? null]);
  return codes ? codeId(`${codes.branch}/${codes.service}`) : null;
}

function refuseCircle(all: readonly Organisation[], id: string, { parentId }: Fields): void {
  if (typeof parentId === 'string' && isBelow(parentId, id, all)) throw new DomainError('INVALID_INPUT', { fields: [{ path: 'parentId', code: 'PARENT_CIRCLE' }] });
}

/** Units below an organisation that moved in or out of the municipality move with it, and other services hear it of each. */
async function tellMoved(tx: EntityManager, ctx: Ctx, { before, except, at }: { before: readonly Organisation[]; except: string; at: Date }): Promise<void> {
  const after = await tx.find(Organisation);
  const [was, is] = [insideOf(before), insideOf(after)];
  for (const one of after) {
    const { id, version, code, name, outside, parentId } = one;
    if (id === except || was.has(id) === is.has(id)) continue;
    const event = publishedEvent('organisation', { code, name, outside, parentId }, { demo: one.demo, insideMunicipality: is.has(id) });
    await commit(tx, ctx, { table: 'organisation', id, version, tenant_id: ctx.tenant }, [{ ...event, subject: id, audience: [] }], at);
  }
}
