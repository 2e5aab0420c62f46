import { z } from 'zod';
import { basisKinds, fieldGroups, referralStates } from '../code-lists.js';
import { referralMoves } from '../referral-moves.js';
import { defineEvent, type EventContract } from './envelope.js';

const state = z.enum(referralStates);
const code = z.string().max(60);

/** What every referral event says (REFERRALS §15): ids and codes, personal by inference, no identifier and no free text. */
export const referralEventData = z.strictObject({
  from: z.union([state, z.literal('new')]),
  to: state,
  actorKind: z.enum(['O', 'D', 'P']),
  /** These three are absent only while a draft does not name them yet. */
  personId: z.uuid().optional(),
  recordId: z.uuid().optional(),
  serviceId: z.uuid().optional(),
  needCode: code.optional(),
  originOrg: z.uuid(),
  originBranch: z.uuid(),
  ownerOrg: z.uuid().optional(),
  ownerBranch: z.uuid().optional(),
  reasonCode: code.optional(),
  outcomeCode: code.optional(),
  transactionId: z.uuid(),
  official: z.uuid(),
  at: z.iso.datetime(),
  needId: z.uuid().optional(),
  fieldGroups: z.array(z.enum(fieldGroups)).optional(),
  basis: z.strictObject({ kind: z.enum(basisKinds), id: z.uuid() }).optional(),
  appointmentId: z.uuid().optional(),
  appointmentAt: z.iso.datetime().optional(),
  requirementType: code.optional(),
  served: z.boolean().optional(),
  childId: z.uuid().optional(),
});
export type ReferralEventData = z.infer<typeof referralEventData>;

const sampleId = (n: number): string => `0193a000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const sample: ReferralEventData = {
  from: 'requested', to: 'requested', actorKind: 'D', personId: sampleId(1), recordId: sampleId(2), serviceId: sampleId(3), needCode: 'work',
  originOrg: sampleId(4), originBranch: sampleId(5), ownerOrg: sampleId(6), ownerBranch: sampleId(7),
  transactionId: sampleId(8), official: sampleId(9), at: '2026-11-24T13:12:00.000Z',
};

/** Facts of REFERRALS §15 in the order of the table; each becomes `konbit.referrals.referral.<fact>.v1`. */
export const referralFacts: readonly string[] = [...new Set(referralMoves.flatMap((move) => (move.event === null ? [] : [move.event])))];

/** The event type of a fact of the moves table. */
export function referralEventType(fact: string): string {
  return `konbit.referrals.referral.${fact}.v1`;
}

function sampleOf(fact: string): ReferralEventData {
  const move = referralMoves.find((row) => row.event === fact);
  if (!move) throw new Error(`no row publishes ${fact}`);
  const from = move.from[0] ?? 'new';
  const to = move.to === 'same' ? (from === 'new' ? 'draft' : from) : move.to;
  const shared = fact === 'sent' || fact === 'claimed'
    ? { fieldGroups: ['identity' as const, 'contact' as const], basis: { kind: 'legal_function' as const, id: sampleId(10) }, needId: sampleId(11) } : {};
  return { ...sample, from, to, actorKind: move.actors[0] ?? 'O', ...shared };
}

/** Every referral event contract, by fact. */
export const referralEvents: Readonly<Record<string, EventContract<typeof referralEventData>>> = Object.fromEntries(
  referralFacts.map((fact) => [fact, defineEvent(referralEventType(fact), referralEventData, sampleOf(fact))]),
);

const slip = z.strictObject({ referralId: z.uuid(), originBranch: z.uuid(), expiresAt: z.iso.datetime() });
export const SlipIssued = defineEvent('konbit.referrals.slip.issued.v1', slip, { referralId: sampleId(1), originBranch: sampleId(5), expiresAt: '2027-01-24T03:00:00.000Z' });

const branchNotice = z.strictObject({ referralId: z.uuid(), branchId: z.uuid(), originBranch: z.uuid() });
/** A branch that must act on an open referral has closed; `cleared` when it opened again or the referral went on. */
export const BranchClosedNotice = defineEvent('konbit.referrals.notice.branch-closed.v1', branchNotice, { referralId: sampleId(1), branchId: sampleId(7), originBranch: sampleId(5) });
export const BranchClosedCleared = defineEvent('konbit.referrals.notice.branch-closed-cleared.v1', branchNotice, { referralId: sampleId(1), branchId: sampleId(7), originBranch: sampleId(5) });

export const otherReferralEvents: readonly EventContract[] = [SlipIssued, BranchClosedNotice, BranchClosedCleared];
