import { Injectable } from '@nestjs/common';
import type { ReferralEventData } from '@konbit/contracts';
import { type Ctx, writeAudit } from '@konbit/platform';
import type { EntityManager } from 'typeorm';
import { AccessGrant } from './access-grant.entity.js';
import { AccessService } from './access.service.js';
import { FollowedReferral } from './followed-referral.entity.js';
import { grantEffectOf, readOnlyDays, showsAcceptance } from './referral-course.js';

/** One fact of a referral as the event told it. */
export interface ReferralFact {
  referralId: string;
  fact: string;
  data: ReferralEventData;
  at: Date;
}

const dayMs = 86_400_000;

/** Opens and ends the receiver's reading as the referral goes on. */
@Injectable()
export class FollowedReferralService {
  constructor(private readonly access: AccessService) {}

  async follow(tx: EntityManager, ctx: Ctx, fact: ReferralFact): Promise<void> {
    const before = await tx.findOneBy(FollowedReferral, { id: fact.referralId });
    const effect = grantEffectOf(fact.fact, fact.data, before?.acceptedAt != null);
    await this.remember(tx, ctx, fact, before);
    if (effect === null) return;
    if (effect.kind === 'open') await this.open(tx, ctx, fact);
    else await this.end(tx, ctx, fact, effect);
  }

  private async remember(tx: EntityManager, ctx: Ctx, { referralId, fact, data, at }: ReferralFact, before: FollowedReferral | null): Promise<void> {
    if (data.personId === undefined) return;
    const acceptedAt = before?.acceptedAt ?? (showsAcceptance(fact) ? at : null);
    await tx.upsert(FollowedReferral, {
      id: referralId, tenantId: ctx.tenant, personId: data.personId, recordId: data.recordId ?? null, serviceId: data.serviceId ?? null, needCode: data.needCode ?? null,
      needId: data.needId ?? before?.needId ?? null, originBranch: data.originBranch, ownerBranch: data.ownerBranch ?? null, ownerOrg: data.ownerOrg ?? null, state: data.to, acceptedAt,
    }, ['id']);
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
