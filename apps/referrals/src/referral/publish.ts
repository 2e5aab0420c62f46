import { outcomes, type OutcomeCode, type ReferralEventData } from '@konbit/contracts';
import type { Referral, ReferralStep } from './referral.js';

/** Ids of the trace that a published step carries; the official as a uuid. */
export interface TraceIds { transactionId: string; official: string }

/** What the event of a step says: ids and codes of the contract, no free text (REFERRALS §15). */
export function eventData(step: ReferralStep, after: Referral, trace: TraceIds): ReferralEventData {
  return withoutNulls({
    from: step.from, to: step.to, actorKind: step.actorKind, personId: after.personId, recordId: after.recordId, serviceId: after.serviceId,
    needCode: after.needCode, originOrg: after.originOrg, originBranch: after.originBranch, ownerOrg: after.ownerOrg, ownerBranch: after.ownerBranch,
    ...trace, at: step.at.toISOString(), ...codesOf(step), ...sharingOf(step, after), ...appointmentOf(step),
  });
}

/** Branches that may hear of a step: origin and owner, the pool's while unclaimed; of a draft the origin alone. */
export function audienceOf(before: Referral, after: Referral, poolBranches: readonly string[]): string[] {
  if (after.sentAt === null) return [after.originBranch];
  const pool = before.ownerBranch === null && after.poolComuna !== null ? poolBranches : [];
  return [...new Set([after.originBranch, ...(after.ownerBranch === null ? [] : [after.ownerBranch]), ...pool])];
}

function codesOf(step: ReferralStep): Partial<ReferralEventData> {
  switch (step.fact) {
    case 'rejected':
    case 'declined':
      return { reasonCode: step.reasonCode, ...(step.requirement && { requirementType: step.requirement.type }) };
    case 'completed': {
      const served = outcomes[step.outcomeCode as OutcomeCode].served;
      return { outcomeCode: step.outcomeCode, served, ...(step.requirement && { requirementType: step.requirement.type }) };
    }
    case 'forwarded': return { childId: step.childId };
    default: return 'reasonCode' in step ? { reasonCode: step.reasonCode } : {};
  }
}

function sharingOf(step: ReferralStep, after: Referral): Partial<ReferralEventData> {
  if (step.fact !== 'sent' && step.fact !== 'claimed') return {};
  const { basisKind, basisId, needId, fieldGroups } = after;
  return { fieldGroups, ...(basisKind !== null && basisId !== null && { basis: { kind: basisKind, id: basisId } }), ...(needId !== null && { needId }) };
}

function appointmentOf({ booked, ended, appointmentAt }: ReferralStep): Partial<ReferralEventData> {
  const appointmentId = booked?.id ?? ended?.[0]?.id;
  return appointmentId === undefined || appointmentAt === null ? {} : { appointmentId, appointmentAt: appointmentAt.toISOString() };
}

type Nullable<T> = { [K in keyof T]: T[K] | null };

function withoutNulls(data: Nullable<ReferralEventData>): ReferralEventData {
  return Object.fromEntries(Object.entries(data).filter(([, value]) => value !== null && value !== undefined)) as ReferralEventData;
}
