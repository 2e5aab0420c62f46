import { Injectable } from '@nestjs/common';
import type { ReferralEventData } from '@konbit/contracts';
import { type Ctx, namedQuery, writeAudit } from '@konbit/platform';
import type { EntityManager } from 'typeorm';
import { AccessGrant } from './access-grant.entity.js';
import { AccessService } from './access.service.js';
import { grantEffectOf, readOnlyDays, showsAcceptance } from './referral-course.js';

/** One fact of a referral as the event told it. */
export interface ReferralFact {
  referralId: string;
  fact: string;
  data: ReferralEventData;
  at: Date;
}

const dayMs = 86_400_000;
/** One statement for each event of each referral: the need that it came with and the first acceptance stay. */
const rememberSql = `with before as (select accepted_at from followed_referral where id = $1::uuid)
  insert into followed_referral as f (id, tenant_id, person_id, record_id, service_id, need_code, need_id, origin_branch, owner_branch, owner_org, state, accepted_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
  on conflict (id) do update set person_id = excluded.person_id, record_id = excluded.record_id, service_id = excluded.service_id, need_code = excluded.need_code,
    need_id = coalesce(excluded.need_id, f.need_id), origin_branch = excluded.origin_branch, owner_branch = excluded.owner_branch, owner_org = excluded.owner_org,
    state = excluded.state, accepted_at = coalesce(f.accepted_at, excluded.accepted_at)
  returning (select accepted_at from before) as accepted_before`;

/** Opens and ends the receiver's reading as the referral goes on. */
@Injectable()
export class FollowedReferralService {
  constructor(private readonly access: AccessService) {}

  async follow(tx: EntityManager, ctx: Ctx, fact: ReferralFact): Promise<void> {
    const wasAccepted = await this.remember(tx, ctx, fact);
    const effect = grantEffectOf(fact.fact, fact.data, wasAccepted);
    if (effect === null) return;
    if (effect.kind === 'open') await this.open(tx, ctx, fact);
    else await this.end(tx, ctx, fact, effect);
  }

  /** Keeps what the fact says of the referral; whether it had been accepted before. */
  private async remember(tx: EntityManager, ctx: Ctx, { referralId, fact, data, at }: ReferralFact): Promise<boolean> {
    if (data.personId === undefined) return false;
    const [row] = await namedQuery<{ accepted_before: Date | null }>(tx, 'follow_referral', rememberSql, [
      referralId, ctx.tenant, data.personId, data.recordId, data.serviceId, data.needCode, data.needId, data.originBranch, data.ownerBranch, data.ownerOrg, data.to,
      showsAcceptance(fact) ? at : null,
    ]);
    return row?.accepted_before != null;
  }

  /** A consent that was withdrawn while the event travelled opens a grant that is over, and says so. */
  private async open(tx: EntityManager, ctx: Ctx, { referralId, data, at }: ReferralFact): Promise<void> {
    const { personId, recordId, ownerBranch, ownerOrg, basis } = data;
    if (personId === undefined || recordId === undefined || ownerBranch === undefined || ownerOrg === undefined || basis === undefined) return;
    const isWithdrawn = basis.kind === 'consent' && !(await this.consentHolds(tx, basis.id));
    const grant = await this.access.open(tx, ctx, {
      personId, recordId, branchId: ownerBranch, orgId: ownerOrg, referralId, fieldGroups: data.fieldGroups ?? [], basisKind: basis.kind, basisId: basis.id,
      openedAt: at, endsAt: isWithdrawn ? at : null, endedReason: isWithdrawn ? 'consent_withdrawn' : null,
    });
    await writeAudit(tx, ctx, { action: 'access.open', subjectType: 'access_grant', subjectId: grant.id, outcome: 'ok', persons: [personId], details: { basisKind: basis.kind } });
  }

  private async end(tx: EntityManager, ctx: Ctx, { referralId, at }: ReferralFact, effect: { kind: 'end_now' | 'end_later'; reasonCode: string }): Promise<void> {
    const live = (await tx.findBy(AccessGrant, { referralId })).filter((grant) => grant.endsAt === null || grant.endsAt > at);
    if (effect.kind === 'end_now') {
      await this.access.endNow(tx, ctx, live.map((grant) => grant.id), effect.reasonCode, at);
      return;
    }
    const endsAt = new Date(at.getTime() + readOnlyDays * dayMs);
    for (const grant of live) if (grant.endsAt === null) await tx.update(AccessGrant, { id: grant.id }, { endsAt, endedReason: effect.reasonCode });
  }

  private async consentHolds(tx: EntityManager, consentId: string): Promise<boolean> {
    return (await tx.query<unknown[]>('select 1 from consent where id = $1 and revoked_at is null for share', [consentId])).length > 0;
  }
}

/** The last word of a referral event's type: the fact. */
export function factOf(eventType: string): string {
  return eventType.split('.')[3] ?? '';
}
