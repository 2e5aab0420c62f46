import { Injectable } from '@nestjs/common';
import type { Permission, PersonHit } from '@konbit/contracts';
import { can, type Ctx, Database, DomainError, writeAudit } from '@konbit/platform';
import { type EntityManager, In } from 'typeorm';
import { AccessQueries, type PersonAccess } from '../access/access.queries.js';
import { HitQueries, maskedHit } from './hit.queries.js';
import { IdentifierService } from './identifier.service.js';
import { keyOf } from './name.js';
import { PersonRecord } from './person-record.entity.js';
import { RecordService } from './record.service.js';
import { readSearch, type SearchText, tokenRange } from './search-text.js';

interface Found {
  ids: string[];
  /** Persons that may appear masked when there is no basis to read them. */
  maskable: ReadonlySet<string>;
}

const mayLook: readonly Permission[] = ['person.write', 'referral.request', 'person.read_minimum', 'restricted.read'];
const mostMasked = 5;

/** The search box (DESIGN §4.3): full rows with a basis; without one only on an equal document, or equal name and birth year, masked. */
@Injectable()
export class SearchQueries {
  constructor(
    private readonly db: Database, private readonly access: AccessQueries, private readonly hits: HitQueries,
    private readonly records: RecordService, private readonly identifiers: IdentifierService,
  ) {}

  /** Throws FORBIDDEN_ACTION for a role that looks for nobody. */
  async search(ctx: Ctx, input: { text: string; first: number }): Promise<{ hits: PersonHit[]; more: boolean }> {
    if (!mayLook.some((permission) => can(ctx, permission))) throw new DomainError('FORBIDDEN_ACTION', { cause: 'PERMISSION_MISSING' });
    const wanted = readSearch(input.text);
    return this.db.inTenant(ctx, async (tx) => {
      const found = await this.find(tx, ctx, wanted, input.first);
      const accesses = await this.access.decide(tx, ctx, found.ids);
      const readable = found.ids.flatMap((id) => (hasIdentity(accesses.get(id)) ? [accesses.get(id)!] : []));
      const shown = await this.hits.fullHits(tx, ctx, readable.slice(0, input.first));
      const unread = found.ids.filter((id) => found.maskable.has(id) && !hasIdentity(accesses.get(id))).slice(0, mostMasked);
      const hits = [...shown, ...await this.masked(tx, unread)].slice(0, input.first);
      await writeAudit(tx, ctx, { action: 'person.search', subjectType: 'person', outcome: 'ok', persons: hits.map((hit) => hit.personId), details: { kind: wanted.kind } });
      return { hits, more: readable.length > input.first };
    });
  }

  private async find(tx: EntityManager, ctx: Ctx, wanted: SearchText, first: number): Promise<Found> {
    switch (wanted.kind) {
      case 'nothing': return { ids: [], maskable: new Set() };
      case 'folio': return { ids: await idsOf(tx, 'select id as person_id from person where folio = $1', [wanted.folio]), maskable: new Set() };
      case 'number': return this.findNumber(tx, wanted.text);
      case 'names': return this.findNames(tx, ctx, wanted, first);
    }
  }

  private async findNumber(tx: EntityManager, text: string): Promise<Found> {
    const documents = await idsOf(tx,
      `select distinct person_id from identifier where text_index = any($1::bytea[]) and state not in ('disputed', 'shared') limit 100`, [this.identifiers.textIndexesOf(text)]);
    const phones = await idsOf(tx, 'select distinct person_id from person_record where phone_index = any($1::bytea[]) limit 100', [this.records.phoneIndexes(text)]);
    return { ids: [...new Set([...documents, ...phones])].slice(0, 100), maskable: new Set(documents) };
  }

  private async findNames(tx: EntityManager, ctx: Ctx, wanted: Extract<SearchText, { kind: 'names' }>, first: number): Promise<Found> {
    const readable = await idsOf(tx, ...readableByNames(ctx, wanted, first + 1));
    if (wanted.birthYear === null) return { ids: readable, maskable: new Set() };
    const key = keyOf(wanted.words);
    const equal = await idsOf(tx,
      `select person_id from person_record where name_key = $1 and birth_year = $2 union select person_id from person_record where name_key_short = $1 and birth_year = $2 limit 50`,
      [key, wanted.birthYear]);
    return { ids: [...new Set([...readable, ...equal])].slice(0, 200), maskable: new Set(equal) };
  }

  private async masked(tx: EntityManager, personIds: readonly string[]): Promise<PersonHit[]> {
    if (personIds.length === 0) return [];
    const records = await tx.find(PersonRecord, { where: { personId: In([...personIds]) }, order: { createdAt: 'ASC' } });
    return personIds.flatMap((id) => {
      const record = records.find((each) => each.personId === id);
      return record ? [maskedHit(record, [])] : [];
    });
  }
}

const hasIdentity = (access: PersonAccess | undefined): boolean => access?.sources.has('identity') ?? false;

async function idsOf(tx: EntityManager, sql: string, values: unknown[]): Promise<string[]> {
  return (await tx.query<{ person_id: string }[]>(sql, values)).map((row) => row.person_id);
}

/** A person has some tokens in one range (jean, jeanbaptiste): enough rows for a page of persons. */
const tokensPerPerson = 5;

/**
 * Persons with a basis who answer to every word, whole words first, then by surname. The longest word drives a range on the tokens' index, never
 * `like` (MATCHING §6), that stops when the page is full; `exists` here would be hashed over the whole office (measured: 200 ms).
 */
function readableByNames(ctx: Ctx, wanted: Extract<SearchText, { kind: 'names' }>, limit: number): [string, unknown[]] {
  const [driving, ...others] = [...wanted.words].slice(0, 6).sort((one, other) => other.length - one.length);
  const range = tokenRange(driving ?? '');
  const values: unknown[] = [ctx.actingBranch?.orgId ?? null, ctx.actingBranch?.id ?? null, limit, range.from, range.below, wanted.birthYear, limit * tokensPerPerson];
  const place = (value: unknown): string => `$${values.push(value)}`;
  const alsoHas = others.map(tokenRange).map(({ from, below }) =>
    ` and (select 1 from person_name_token o where o.person_id = t.person_id and o.token >= ${place(from)} and o.token < ${place(below)} limit 1) is not null`);
  const sql = `select f.person_id from (
      select t.person_id, t.token from person_name_token t
      where t.token >= $4 and t.token < $5 and ($6::int is null or t.birth_year = $6)${alsoHas.join('')}
        and ((select 1 from person_record r where r.person_id = t.person_id and r.org_id = $1 and r.reason <> 'referral' limit 1) is not null
          or (select 1 from access_grant g where g.person_id = t.person_id and g.branch_id = $2 and (g.ends_at is null or g.ends_at > now()) limit 1) is not null)
      order by t.token, t.person_id limit $7) f
    join lateral (select r.sort_name from person_record r where r.person_id = f.person_id order by r.created_at limit 1) n on true
    group by f.person_id order by bool_or(f.token = $4) desc, min(n.sort_name), f.person_id limit $3`;
  return [sql, values];
}
