import { Inject, Injectable } from '@nestjs/common';
import type { FieldGroup } from '@konbit/contracts';
import { CLOCK, type Clock, type Ctx, DomainError, together } from '@konbit/platform';
import type { EntityManager } from 'typeorm';
import { type AccessDecision, decideAccess, type GrantFacts } from './access.js';
import { type Reach, reachOfRoles } from './role-reach.js';

/** What a reader may see of one person, with what every answer about them needs. */
export interface PersonAccess extends AccessDecision {
  personId: string;
  version: number;
  folio: string;
  ownRecordId: string | null;
}

interface PersonRow { id: string; version: number; folio: string; own_record_id: string | null }
interface GrantRow { person_id: string; record_id: string; field_groups: FieldGroup[]; ends_at: Date | null; basis_holds: boolean }

/** A record that a referral made for its receiver gives no reading by itself: the grant does, as long as it lives (DESIGN §4.2). */
const ownPersons = `select p.id, p.version, p.folio, (select r.id from person_record r
    where r.tenant_id = p.tenant_id and r.person_id = p.id and r.org_id = $2 and r.reason <> 'referral' order by r.created_at limit 1) as own_record_id
  from person p where p.id = any($1::uuid[])`;
const liveGrants = `select g.person_id, g.record_id, g.field_groups, g.ends_at,
    (g.basis_kind <> 'consent' or exists (select 1 from consent c where c.id = g.basis_id and c.revoked_at is null)) as basis_holds
  from access_grant g where g.branch_id = $2 and g.person_id = any($1::uuid[]) and (g.ends_at is null or g.ends_at > $3) and ($4 or g.basis_kind <> 'break_glass') order by g.opened_at desc`;

/** Reads who may see whom; the decision itself is pure (access.ts). */
@Injectable()
export class AccessQueries {
  constructor(@Inject(CLOCK) private readonly clock: Clock) {}

  /** One query on persons, one on grants; an unknown person is absent. Without `brokenGlass`, what may be kept or passed on: four hours of reading are neither. */
  async decide(tx: EntityManager, ctx: Ctx, personIds: readonly string[], { brokenGlass }: { brokenGlass: boolean } = { brokenGlass: true }): Promise<Map<string, PersonAccess>> {
    if (personIds.length === 0) return new Map();
    const now = this.clock.now();
    const [persons, grants] = await together(
      tx.query<PersonRow[]>(ownPersons, [personIds, ctx.actingBranch?.orgId ?? null]),
      tx.query<GrantRow[]>(liveGrants, [personIds, ctx.actingBranch?.id ?? null, now, brokenGlass]),
    );
    const reach = reachOf(ctx);
    return new Map(persons.map((row) => [row.id, this.accessOf(row, grants, reach, now)]));
  }

  /** The access of one reader to one person. Throws NOT_FOUND alike for an unknown person and for one they may not read. */
  async requireReadable(tx: EntityManager, ctx: Ctx, personId: string): Promise<PersonAccess> {
    const found = (await this.decide(tx, ctx, [personId])).get(personId);
    if (!found || found.access === 'none') throw new DomainError('NOT_FOUND');
    return found;
  }

  private accessOf(row: PersonRow, grants: readonly GrantRow[], reach: Reach, now: Date): PersonAccess {
    const own = grants.filter((grant) => grant.person_id === row.id).map((grant): GrantFacts => (
      { recordId: grant.record_id, fieldGroups: grant.field_groups, endsAt: grant.ends_at, basisHolds: grant.basis_holds }));
    const decision = decideAccess({ ownRecordId: row.own_record_id, grants: own }, reach, now);
    return { ...decision, personId: row.id, version: row.version, folio: row.folio, ownRecordId: reach.own.length > 0 ? row.own_record_id : null };
  }
}

/** How far the caller's roles read; the system reads nobody on a screen. */
export function reachOf(ctx: Ctx): Reach {
  return reachOfRoles(ctx.actor.kind === 'staff' ? ctx.actor.roles : []);
}
