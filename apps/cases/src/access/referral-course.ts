import { isTerminal, outcomes, type ReferralEventData } from '@konbit/contracts';

/** What a fact of a referral means for the receiver's reading (DESIGN §4.2). */
export type GrantEffect = { kind: 'open' } | { kind: 'end_now'; reasonCode: string } | { kind: 'end_later'; reasonCode: string } | null;

/** Days a receiver still reads, and only reads, after a referral ended. */
export const readOnlyDays = 30;

/** `fact` is the last word of the event's type; `wasAccepted` tells whether the receiver had ever taken it. */
export function grantEffectOf(fact: string, data: ReferralEventData, wasAccepted: boolean): GrantEffect {
  if ((fact === 'sent' || fact === 'claimed') && data.ownerBranch !== undefined) return { kind: 'open' };
  if (fact === 'marked-error') return { kind: 'end_now', reasonCode: 'entered_in_error' };
  if (fact === 'cancelled' && !wasAccepted) return { kind: 'end_now', reasonCode: 'cancelled' };
  return isTerminal(data.to) && !isTerminalState(data.from) ? { kind: 'end_later', reasonCode: data.to } : null;
}

/** Whether the fact shows that the receiver has taken the referral. */
export function showsAcceptance(fact: string): boolean {
  return fact === 'accepted' || fact === 'started' || fact === 'scheduled';
}

/** What the fact does to the need the referral stands for; null when nothing. */
export function needEffectOf(fact: string, data: ReferralEventData): 'refer' | 'meet' | 'reopen' | null {
  if (fact === 'sent') return 'refer';
  if (!isTerminal(data.to) || fact === 'acknowledged') return null;
  return fact === 'completed' && isServed(data) && data.outcomeCode !== 'provided_partially' ? 'meet' : 'reopen';
}

/** What the fact does to the attendance that a referral opens at the receiver (DOMAIN §9.1). */
export function attendanceEffectOf(fact: string, data: ReferralEventData): { opens: boolean; closesWith: 'served' | 'oriented' | null } {
  const ends = isTerminal(data.to) && fact !== 'acknowledged';
  const served = fact === 'completed' && isServed(data);
  return { opens: fact === 'started' || fact === 'noted' || served, closesWith: ends ? (served ? 'served' : 'oriented') : null };
}

const isServed = (data: ReferralEventData): boolean =>
  data.served ?? (data.outcomeCode !== undefined && ((outcomes as Partial<Record<string, { served: boolean }>>)[data.outcomeCode]?.served ?? false));
const isTerminalState = (state: ReferralEventData['from']): boolean => state !== 'new' && isTerminal(state);
