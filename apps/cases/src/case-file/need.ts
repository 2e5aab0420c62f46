import type { needDropReasons, needStates } from '@konbit/contracts';

export type NeedState = (typeof needStates)[number];
export type NeedDropReason = (typeof needDropReasons)[number];

export interface NeedFacts {
  state: NeedState;
  referralId: string | null;
}

export interface NeedStep extends NeedFacts {
  event: 'referred' | 'reopened' | 'closed';
  reasonCode: NeedDropReason | null;
}

export type NeedRefusal = 'INVALID_TRANSITION' | 'DATA_REQUIRED';

/** What the desk does with a need (DOMAIN §9.1): met, or dropped with a reason; both end it. */
export function decideNeed(need: NeedFacts, command: 'meet_need' | 'drop_need', reasonCode: NeedDropReason | undefined): NeedStep | NeedRefusal {
  if (need.state === 'met' || need.state === 'dropped') return 'INVALID_TRANSITION';
  if (command === 'meet_need') return { state: 'met', referralId: need.referralId, event: 'closed', reasonCode: null };
  if (reasonCode === undefined) return 'DATA_REQUIRED';
  return { state: 'dropped', referralId: need.referralId, event: 'closed', reasonCode };
}

/** What a referral does to the need it stands for. */
export type NeedEffect = 'refer' | 'meet' | 'reopen';

/** The step a referral's fact asks of its need, or null when it changes nothing (DOMAIN §9.1: needs follow referrals). */
export function followReferral(need: NeedFacts, effect: NeedEffect, referralId: string): NeedStep | null {
  if (need.state === 'met' || need.state === 'dropped') return null;
  if (effect === 'refer') return need.referralId === referralId && need.state === 'referred' ? null : { state: 'referred', referralId, event: 'referred', reasonCode: null };
  if (need.state !== 'referred' || need.referralId !== referralId) return null;
  return effect === 'meet' ? { state: 'met', referralId, event: 'closed', reasonCode: null } : { state: 'open', referralId: null, event: 'reopened', reasonCode: null };
}
