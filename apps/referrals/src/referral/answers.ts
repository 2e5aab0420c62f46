import { missingInfoUnavailable } from '@konbit/contracts';
import { lastMissed, liveAppointment } from '../appointment/appointment.js';
import { answerDueAt } from './deadlines.js';
import type { Case, Rule } from './case.js';
import type { StepAppointments } from './referral.js';
import { refuse, textOf } from './refusal.js';

/** `accept` names the official who answers for it (Decreto 12/2023, art. 9). */
export const accept: Rule<'accept'> = (c) => ({
  fact: 'accepted', responsibleOfficial: textOf(c.data.responsibleOfficial) ?? refuse('DATA_REQUIRED', 'responsibleOfficial'),
  destinationRef: textOf(c.data.destinationRef),
});

/** `ask_info` says what is missing, coded and in words. */
export const askInfo: Rule<'ask_info'> = (c) => {
  const missing = c.data.missing ?? [];
  if (missing.length === 0) refuse('DATA_REQUIRED', 'missing');
  return { fact: 'info-requested', missing: [...missing], text: textOf(c.data.text) ?? refuse('DATA_REQUIRED', 'text') };
};

/** `supply_info` gives the data or says why it cannot be had; D's answer clock starts again. */
export const supplyInfo: Rule<'supply_info'> = (c) => {
  const text = textOf(c.data.text);
  const unavailable = c.data.unavailable ?? null;
  if (text === null && (unavailable === null || unavailable === 'other')) refuse('DATA_REQUIRED', 'text');
  if (unavailable !== null && !missingInfoUnavailable.includes(unavailable)) refuse('REASON_UNKNOWN', 'unavailable', 'UNKNOWN_CODE');
  return { fact: 'info-supplied', text, unavailable, dueAt: answerDueAt(c, c.referral.priority) };
};

/** `note` begins or goes on with the service; after a no-show it is a walk-in with its time of arrival (REFERRALS §8). */
export const note: Rule<'note'> = (c) => {
  const text = textOf(c.data.text) ?? refuse('NOTE_REQUIRED', 'text');
  if (c.row.requires.includes('arrivedAt')) return { fact: 'noted', text, arrivedAt: arrival(c) };
  return { fact: 'noted', text, arrivedAt: c.data.arrivedAt === undefined ? null : arrival(c), ...attendedNow(c) };
};

export const start: Rule<'start'> = () => ({ fact: 'started' });
export const resume: Rule<'resume'> = () => ({ fact: 'resumed' });
export const acknowledge: Rule<'acknowledge'> = () => ({ fact: 'acknowledged' });
export const open: Rule<'open'> = (c) => ({ fact: 'opened', via: c.facts.channel });
export const setPriority: Rule<'set_priority'> = (c) => ({ fact: 'priority-set', priority: c.data.priority ?? refuse('DATA_REQUIRED', 'priority') });

function arrival(c: Case<'note'>): Date {
  const at = new Date(c.data.arrivedAt ?? refuse('DATA_REQUIRED', 'arrivedAt'));
  const missed = lastMissed(c.facts.appointments);
  if (at.getTime() > c.now.getTime()) refuse('DATA_REQUIRED', 'arrivedAt', 'IN_FUTURE');
  if (c.referral.state === 'no_show' && missed !== null && at.getTime() < missed.startsAt.getTime()) refuse('DATA_REQUIRED', 'arrivedAt', 'BEFORE_APPOINTMENT');
  return at;
}

/** Work noted once its time has come means that the person came. */
export function attendedNow(c: Case): StepAppointments {
  const live = liveAppointment(c.facts.appointments);
  if (live === null || live.startsAt.getTime() > c.now.getTime()) return {};
  return { ended: [{ id: live.id, end: 'attended', by: null, reason: null }] };
}
