import { Injectable } from '@nestjs/common';
import type { PersonHit } from '@konbit/contracts';
import type { Ctx } from '@konbit/platform';
import { type EntityManager, In } from 'typeorm';
import type { PersonAccess } from '../access/access.queries.js';
import type { DuplicateReason } from '../duplicate/duplicate.js';
import { displayName, initials } from './name.js';
import { PersonRecord } from './person-record.entity.js';

/** A row without a basis shows initials and birth year, no organisation, no status (DESIGN §4.3). */
export function maskedHit(record: PersonRecord, reasons: DuplicateReason[]): PersonHit {
  return {
    personId: record.personId, masked: true, displayName: initials(record), birthYear: record.birthYear, nationality: null, language: null, folio: null, lastVisitOn: null, reasons,
  };
}

/** Rows of searches and warnings. */
@Injectable()
export class HitQueries {
  /** Full rows of persons the caller may read, in the order of `accesses`. */
  async fullHits(tx: EntityManager, ctx: Ctx, accesses: readonly PersonAccess[], reasonsOf: (personId: string) => DuplicateReason[] = () => []): Promise<PersonHit[]> {
    const recordIds = accesses.flatMap((access) => access.sources.get('identity')?.[0] ?? []);
    if (recordIds.length === 0) return [];
    const records = new Map((await tx.findBy(PersonRecord, { id: In(recordIds) })).map((record) => [record.personId, record]));
    const visits = await this.lastVisits(tx, ctx, accesses.map((access) => access.personId));
    return accesses.flatMap((access) => {
      const record = records.get(access.personId);
      if (!record) return [];
      const { birthYear, nationality, language } = record;
      const lastVisitOn = visits.get(access.personId) ?? null;
      return { personId: access.personId, masked: false, displayName: displayName(record), birthYear, nationality, language, folio: access.folio, lastVisitOn, reasons: reasonsOf(access.personId) };
    });
  }

  /** The last day on which each person came to the caller's own organisation. */
  private async lastVisits(tx: EntityManager, ctx: Ctx, personIds: readonly string[]): Promise<Map<string, string>> {
    const rows = await tx.query<{ person_id: string; last_on: string }[]>(
      `select person_id, max(arrived_on)::text as last_on from attendance where person_id = any($1::uuid[]) and org_id = $2 and channel <> 'referral' group by person_id`,
      [personIds, ctx.actingBranch?.orgId ?? null]);
    return new Map(rows.map((row) => [row.person_id, row.last_on]));
  }
}
