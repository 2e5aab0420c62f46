import {
  cancelReasons, errorReasons, failReasons, holdReasons, rejectReasons, requirementTypes, type MoveData, type RejectReason,
} from '@konbit/contracts';
import { type Case, type Rule, wantsText } from './case.js';
import type { Requirement } from './referral.js';
import { refuse, textOf } from './refusal.js';

const shortestOther = 20;
const missedForRepeated = 2;

/** `reject` and `decline`: the reasons of REFERRALS §9, the requirement named where the code asks for it. */
export const sayNo = (fact: 'rejected' | 'declined'): Rule<'reject' | 'decline'> => (c) => {
  const reasonCode = knownReason(c.data.reasonCode, Object.keys(rejectReasons));
  const text = textOf(c.data.text) ?? refuse('REASON_REQUIRED', 'text');
  if (reasonCode === 'other' && text.length < shortestOther) refuse('REASON_REQUIRED', 'text', 'TOO_SHORT');
  if (reasonCode === 'no_show_repeated') assertMissedTwice(c);
  const requirement = requirementOf(c.data.requirement);
  if (requirement === null && rejectReasons[reasonCode as RejectReason].requirement) refuse('REQUIREMENT_REQUIRED', 'requirement.type');
  return { fact, reasonCode, text, requirement };
};

/** `cancel` by either side; a wish of the person says how it was given. */
export const cancel: Rule<'cancel'> = (c) => {
  const reasonCode = knownReason(c.data.reasonCode, cancelReasons);
  const text = writtenText(c, c.data.text);
  if (c.who.forPerson && (c.who.wish ?? c.data.wish ?? null) === null) refuse('DATA_REQUIRED', 'wish');
  if (c.row.to === 'cancelled') return { fact: 'cancelled', reasonCode, text };
  return { fact: 'cancel-requested', reasonCode, text };
};

/** `confirm_cancel`: the reason is the one that was asked with. */
export const confirmCancel: Rule<'confirm_cancel'> = (c) => ({
  fact: 'cancelled', reasonCode: c.referral.reasonCode ?? 'person_withdrew', text: writtenText(c, c.data.text),
});

/** `fail`: what was tried and why it could not be done. */
export const fail: Rule<'fail'> = (c) => {
  const reasonCode = knownReason(c.data.reasonCode, failReasons);
  const text = writtenText(c, c.data.text);
  if (c.who.withdrawn) return { fact: 'failed', reasonCode, text: null, tried: null };
  return { fact: 'failed', reasonCode, text, tried: textOf(c.data.tried) ?? refuse('DATA_REQUIRED', 'tried') };
};

export const markError: Rule<'mark_error'> = (c) => ({
  fact: 'marked-error', reasonCode: knownReason(c.data.reasonCode, errorReasons), text: textOf(c.data.text),
});

/** Reason and text of a hold; its review date is a deadline's rule. */
export function holdReason(c: Case<'hold'>): { reasonCode: string; text: string } {
  return { reasonCode: knownReason(c.data.reasonCode, holdReasons), text: textOf(c.data.text) ?? refuse('REASON_REQUIRED', 'text') };
}

/** A code of the list; REASON_REQUIRED when none is given, REASON_UNKNOWN for another. */
export function knownReason(code: string | undefined, list: readonly string[], path = 'reasonCode'): string {
  const given = textOf(code) ?? refuse('REASON_REQUIRED', path);
  return list.includes(given) ? given : refuse('REASON_UNKNOWN', path, 'UNKNOWN_CODE');
}

/** The requirement somebody asked for; a document is named by its type or in words. */
export function requirementOf(given: MoveData<'reject'>['requirement']): Requirement | null {
  const type = given?.type;
  if (given === undefined || type === undefined || !requirementTypes.includes(type)) return null;
  const requirement = { type, documentType: textOf(given.documentType), declared: given.declared ?? null, words: textOf(given.words) };
  if (type === 'document' && requirement.documentType === null && requirement.words === null) refuse('REQUIREMENT_REQUIRED', 'requirement.documentType');
  return requirement;
}

function writtenText(c: Case, given: string | undefined): string | null {
  if (c.who.withdrawn) return null;
  const text = textOf(given);
  if (text === null && wantsText(c)) refuse('REASON_REQUIRED', 'text');
  return text;
}

/** The contact attempts are told in the text: no aggregate records them yet. */
function assertMissedTwice(c: Case): void {
  const missed = c.facts.appointments.filter((one) => one.end === 'missed').length;
  if (missed < missedForRepeated) refuse('REASON_REQUIRED', 'reasonCode', 'TWO_MISSED_APPOINTMENTS_REQUIRED');
}
