import { randomInt } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { actorId, type BranchRef, type Ctx, DomainError, Vault } from '@konbit/platform';
import type { EntityManager } from 'typeorm';
import { soundOf } from '../duplicate/name-likeness.js';
import { folioOf, folioRange } from './folio.js';
import { nameKey, nameWords, searchTokens, sortName } from './name.js';
import type { Person } from './person.entity.js';
import { phoneKey, type RecordFields } from './person-fields.js';
import { type AttachReason, PersonRecord } from './person-record.entity.js';

/** Who writes a record, where, when and why. */
export interface RecordOrigin {
  recordId: string;
  personId: string;
  desk: Pick<BranchRef, 'id' | 'orgId'>;
  reason: AttachReason;
  at: Date;
}

/** Marks a phonetic key among the words that find a name. */
export const soundMark = '~';

/** Fields that are kept sealed, each in the column of its name with `Sealed` behind. */
const sealedFields = ['phone', 'email', 'address', 'safeContact'] as const satisfies readonly (keyof RecordFields)[];
type SealedField = (typeof sealedFields)[number];
type SealedColumns = Pick<PersonRecord, `${SealedField}Sealed`>;

const drawsOfFolio = 20;

/** The rows behind a person: the person itself, records with their sealed fields, and the words that find them. */
@Injectable()
export class RecordService {
  constructor(private readonly vault: Vault) {}

  /** The person's row, locked; null when this municipality has none. */
  async lockPerson(tx: EntityManager, personId: string): Promise<Person | null> {
    const rows = await tx.query<{ id: string; tenant_id: string; version: number; folio: string; created_at: Date }[]>(
      'select id, tenant_id, version, folio, created_at from person where id = $1 for update', [personId]);
    const row = rows[0];
    return row ? { id: row.id, tenantId: row.tenant_id, version: row.version, folio: row.folio, createdAt: row.created_at } : null;
  }

  /** A new person with a folio of its own. Throws INVALID_INPUT when the id is taken. */
  async insertPerson(tx: EntityManager, ctx: Ctx, personId: string, at: Date): Promise<Person> {
    for (let draw = 0; draw < drawsOfFolio; draw += 1) {
      const folio = folioOf(randomInt(folioRange));
      if (folio === null) continue;
      const rows = await tx.query<{ id: string }[]>(
        'insert into person (id, tenant_id, folio, created_at) values ($1, $2, $3, $4) on conflict do nothing returning id', [personId, ctx.tenant, folio, at]);
      if (rows.length === 1) return { id: personId, tenantId: ctx.tenant, version: 0, folio, createdAt: at };
      if (await this.isTaken(tx, personId)) break;
    }
    throw new DomainError('INVALID_INPUT', { fields: [{ path: 'personId', code: 'ID_TAKEN' }] });
  }

  async insertRecord(tx: EntityManager, ctx: Ctx, origin: RecordOrigin, fields: RecordFields): Promise<PersonRecord> {
    const record = tx.create(PersonRecord, {
      id: origin.recordId, tenantId: ctx.tenant, personId: origin.personId, orgId: origin.desk.orgId, branchId: origin.desk.id, reason: origin.reason,
      createdAt: origin.at, createdBy: actorId(ctx), ...this.columnsOf(origin.recordId, fields),
    });
    await tx.insert(PersonRecord, record);
    await this.indexNames(tx, ctx, record);
    return record;
  }

  async updateRecord(tx: EntityManager, ctx: Ctx, record: PersonRecord, fields: RecordFields): Promise<void> {
    await tx.update(PersonRecord, { id: record.id }, this.columnsOf(record.id, fields));
    await tx.query('delete from person_name_token where person_id = $1', [record.personId]);
    for (const each of await tx.findBy(PersonRecord, { personId: record.personId })) await this.indexNames(tx, ctx, each);
  }

  /** The record that an organisation wrote about a person; null when it wrote none. */
  async findOwn(tx: EntityManager, personId: string, orgId: string): Promise<PersonRecord | null> {
    return tx.findOne(PersonRecord, { where: { personId, orgId }, order: { createdAt: 'ASC' } });
  }

  /** A record's values with its sealed fields opened. */
  fieldsOf(record: PersonRecord): RecordFields {
    const { givenNames, firstSurname, secondSurname, socialName, nameAsInDocument, birthYear, birthDate, birthApproximate, nationality, language, interpreter, sector } = record;
    return {
      givenNames, firstSurname, secondSurname, socialName, nameAsInDocument, birthYear, birthDate, birthApproximate, nationality, language, interpreter, sector,
      ...eachSealed((field) => this.open(record, field)),
    };
  }

  /** Keyed hashes that a phone may be stored under, one for each known key. */
  phoneIndexes(phone: string | null): Buffer[] {
    const key = phoneKey(phone);
    return key === null ? [] : this.vault.blindIndexes('phone', key);
  }

  private columnsOf(recordId: string, fields: RecordFields): Partial<PersonRecord> {
    const key = phoneKey(fields.phone);
    return {
      ...withoutSealed(fields), ...this.sealedOf(recordId, fields), phoneIndex: key === null ? null : this.vault.blindIndex('phone', key),
      nameKey: nameKey(fields, { secondSurname: true }), nameKeyShort: nameKey(fields, { secondSurname: false }), sortName: sortName(fields),
    };
  }

  private sealedOf(recordId: string, fields: RecordFields): SealedColumns {
    const sealed = sealedFields.map((field) => [`${field}Sealed`, fields[field] === null ? null : this.vault.seal(fields[field], placeOf(recordId, field))] as const);
    return Object.fromEntries(sealed) as unknown as SealedColumns;
  }

  private open(record: PersonRecord, field: SealedField): string | null {
    const sealed = record[`${field}Sealed`];
    return sealed === null ? null : this.vault.open(sealed, placeOf(record.id, field));
  }

  /** Words and sounds of a record's names; a sound is a key of the warning, never of the search. */
  private async indexNames(tx: EntityManager, ctx: Ctx, record: PersonRecord): Promise<void> {
    const sounds = nameWords([record.givenNames, record.firstSurname, record.secondSurname].filter(Boolean).join(' ')).map((word) => `${soundMark}${soundOf(word)}`);
    await tx.query(
      `insert into person_name_token (tenant_id, token, person_id, birth_year) select $1, token, $2, $3 from unnest($4::text[]) token on conflict do nothing`,
      [ctx.tenant, record.personId, record.birthYear ?? 0, [...new Set([...searchTokens(record), ...sounds])]]);
  }

  private async isTaken(tx: EntityManager, personId: string): Promise<boolean> {
    return (await tx.query<unknown[]>('select 1 from person where id = $1', [personId])).length > 0;
  }
}

const placeOf = (recordId: string, field: string): string => `person_record.${field}.${recordId}`;

const eachSealed = <T>(value: (field: SealedField) => T): Record<SealedField, T> => Object.fromEntries(sealedFields.map((field) => [field, value(field)])) as Record<SealedField, T>;

function withoutSealed(fields: RecordFields): Omit<RecordFields, SealedField> {
  const sealed: ReadonlySet<string> = new Set(sealedFields);
  return Object.fromEntries(Object.entries(fields).filter(([field]) => !sealed.has(field))) as unknown as Omit<RecordFields, SealedField>;
}
