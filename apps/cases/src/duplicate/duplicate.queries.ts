import { Injectable } from '@nestjs/common';
import { checkIdentifier, type PersonFields, type PersonHit } from '@konbit/contracts';
import { type Ctx, Database, requirePermission, writeAudit } from '@konbit/platform';
import { type EntityManager, In } from 'typeorm';
import { AccessQueries, type PersonAccess } from '../access/access.queries.js';
import { HitQueries, maskedHit } from '../person/hit.queries.js';
import { Identifier } from '../person/identifier.entity.js';
import { IdentifierService } from '../person/identifier.service.js';
import { cleanName, nameWords } from '../person/name.js';
import { PersonRecord } from '../person/person-record.entity.js';
import { RecordService, soundMark } from '../person/record.service.js';
import { type DuplicateReason, duplicateReasonsOf, isWorthWarning, type Likable, maskedReasons, weightOf } from './duplicate.js';
import { soundOf } from './name-likeness.js';

/** What the desk has typed so far, as it is compared; keys are the hashes that equal values have. */
interface Incoming extends Likable {
  birthYear: number;
}

interface Candidate {
  personId: string;
  record: PersonRecord;
  reasons: DuplicateReason[];
}

const mostShown = 5;
const mostCompared = 250;

/** Persons that share a document or a phone, two words of the name, or one word and the birth year (MATCHING §6, in small). */
const candidateIds = `select person_id from (
    select person_id, 100 as weight from identifier where value_index = any($1::bytea[]) and state not in ('disputed', 'shared')
    union all select person_id, 2 from person_record where phone_index = any($2::bytea[])
    union all select person_id, count(*)::int + max(case when birth_year = $4 then 2 else 0 end) from person_name_token where token = any($3::text[])
      group by person_id having count(*) >= 2 or bool_or(birth_year = $4)) found
  where ($5::uuid is null or person_id <> $5) group by person_id order by sum(weight) desc, person_id limit ${mostCompared}`;

/** The warning beside an intake (*¿es la misma persona?*): why, masked without a basis, at most five, and never in the way of saving. */
@Injectable()
export class DuplicateQueries {
  constructor(
    private readonly db: Database, private readonly access: AccessQueries, private readonly hits: HitQueries,
    private readonly records: RecordService, private readonly identifiers: IdentifierService,
  ) {}

  async duplicates(ctx: Ctx, input: { person: PersonFields; excludePersonId?: string | undefined }): Promise<{ hits: PersonHit[] }> {
    requirePermission(ctx, 'person.write');
    const incoming = this.incomingOf(input.person);
    return this.db.inTenant(ctx, async (tx) => {
      const compared = await this.compare(tx, incoming, input.excludePersonId ?? null);
      const accesses = await this.access.decide(tx, ctx, compared.map((candidate) => candidate.personId));
      const worth = compared.filter((candidate) => isWorthWarning(candidate.reasons, { basis: hasIdentity(accesses.get(candidate.personId)) })).slice(0, mostShown);
      const hits = await this.show(tx, ctx, worth, accesses);
      await writeAudit(tx, ctx, { action: 'person.duplicates', subjectType: 'person', outcome: 'ok', persons: hits.map((hit) => hit.personId) });
      return { hits };
    });
  }

  /** Text that is not complete yet is compared as far as it goes: nothing is refused here. */
  private incomingOf(person: PersonFields): Incoming {
    const words = nameWords([person.givenNames, person.firstSurname, person.secondSurname].map((name) => cleanName(name) ?? '').join(' '));
    const documents = (person.identifiers ?? []).map((entry) => ({ type: entry.type, normalised: checkIdentifier(entry).normalised }));
    return {
      nameWords: words, birthYear: person.birthYear, nationality: person.nationality, phoneKeys: this.records.phoneIndexes(person.phone ?? null).map(hex),
      identifierKeys: documents.flatMap((document) => this.identifiers.indexesOf(document)).map(hex),
    };
  }

  private async compare(tx: EntityManager, incoming: Incoming, excludeId: string | null): Promise<Candidate[]> {
    const keys = [...new Set([...incoming.nameWords, ...incoming.nameWords.map((word) => `${soundMark}${soundOf(word)}`)])];
    const found = await tx.query<{ person_id: string }[]>(candidateIds, [incoming.identifierKeys.map(bytes), incoming.phoneKeys.map(bytes), keys, incoming.birthYear, excludeId]);
    const known = await this.knownOthers(tx, excludeId);
    const ids = found.map((row) => row.person_id).filter((id) => !known.has(id));
    if (ids.length === 0) return [];
    const records = await tx.find(PersonRecord, { where: { personId: In(ids) }, order: { createdAt: 'ASC' } });
    const documents = incoming.identifierKeys.length === 0 ? [] : await tx.findBy(Identifier, { personId: In(ids) });
    return records.map((record) => ({ personId: record.personId, record, reasons: duplicateReasonsOf(incoming, likableOf(record, documents)) }))
      .sort((one, other) => weightOf(other.reasons) - weightOf(one.reasons))
      .filter((candidate, index, all) => all.findIndex((each) => each.personId === candidate.personId) === index);
  }

  /** Persons of whom somebody said *no es la misma*. */
  private async knownOthers(tx: EntityManager, personId: string | null): Promise<Set<string>> {
    if (personId === null) return new Set();
    const rows = await tx.query<{ id: string }[]>(
      'select other_id as id from person_not_same where person_id = $1 union select person_id from person_not_same where other_id = $1', [personId]);
    return new Set(rows.map((row) => row.id));
  }

  private async show(tx: EntityManager, ctx: Ctx, worth: readonly Candidate[], accesses: ReadonlyMap<string, PersonAccess>): Promise<PersonHit[]> {
    const reasons = new Map(worth.map((candidate) => [candidate.personId, candidate.reasons]));
    const readable = worth.flatMap((candidate) => (hasIdentity(accesses.get(candidate.personId)) ? [accesses.get(candidate.personId)!] : []));
    const full = new Map((await this.hits.fullHits(tx, ctx, readable, (id) => reasons.get(id) ?? [])).map((hit) => [hit.personId, hit]));
    return worth.map((candidate) => full.get(candidate.personId) ?? maskedHit(candidate.record, maskedReasons(candidate.reasons)));
  }
}

const hex = (index: Buffer): string => index.toString('hex');
const bytes = (key: string): Buffer => Buffer.from(key, 'hex');
const hasIdentity = (access: PersonAccess | undefined): boolean => access?.sources.has('identity') ?? false;

function likableOf(record: PersonRecord, documents: readonly Identifier[]): Likable {
  const own = documents.filter((document) => document.personId === record.personId && document.valueIndex !== null && document.state !== 'shared' && document.state !== 'disputed');
  return {
    nameWords: nameWords([record.givenNames, record.firstSurname, record.secondSurname].filter(Boolean).join(' ')), birthYear: record.birthYear, nationality: record.nationality,
    phoneKeys: record.phoneIndex === null ? [] : [hex(record.phoneIndex)], identifierKeys: own.map((document) => hex(document.valueIndex!)),
  };
}
