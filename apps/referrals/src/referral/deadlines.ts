import { holdReason } from './reasons.js';
import type { Case, Rule } from './case.js';
import type { Priority, Referral } from './referral.js';
import { refuse, textOf } from './refusal.js';

const answerDays: Record<Priority, number> = { routine: 5, urgent: 1 };
/** How far a review or an extension may lie ahead, in business days: one put off for ever is a silent end (REFERRALS §6.9). */
const longestDays = 30;
const datePattern = /^\d{4}-\d{2}-\d{2}$/;

/** End of the answer clock that starts now (REFERRALS §7). */
export function answerDueAt(c: Pick<Case, 'facts' | 'now'>, priority: Priority): Date {
  return c.facts.calendar.dueAt(c.now, answerDays[priority]);
}

export const hold: Rule<'hold'> = (c) => ({ fact: 'held', ...holdReason(c), reviewOn: reviewDate(c, c.data.reviewOn) });
export const setReviewDate: Rule<'set_review_date'> = (c) => ({ fact: 'review-set', reviewOn: reviewDate(c, c.data.reviewOn) });

/** Whether the one clock that runs here can still be put off: otherwise no data would make the command pass. */
export const mayExtend = ({ dueAt, extended }: Pick<Referral, 'dueAt' | 'extended'>): boolean => dueAt !== null && !extended.includes('answer');

/** Once per clock, and only the answer clock runs here. */
export const extendDeadline: Rule<'extend_deadline'> = (c) => {
  const clock = c.data.clock ?? refuse('DATA_REQUIRED', 'clock');
  const text = textOf(c.data.text) ?? refuse('REASON_REQUIRED', 'text');
  const dueOn = c.data.dueOn ?? refuse('DATA_REQUIRED', 'dueOn');
  const { dueAt, extended } = c.referral;
  if (clock !== 'answer' || dueAt === null) refuse('EXTENSION_USED', 'clock', 'NOT_RUNNING');
  if (extended.includes(clock)) refuse('EXTENSION_USED', 'clock', 'EXTENDED_BEFORE');
  const later = c.facts.calendar.endOfDay(dueOn);
  if (later.getTime() <= dueAt.getTime() || later.getTime() <= c.now.getTime()) refuse('DATA_REQUIRED', 'dueOn', 'NOT_LATER');
  if (later.getTime() > c.facts.calendar.dueAt(c.now, longestDays).getTime()) refuse('DATA_REQUIRED', 'dueOn', 'TOO_FAR');
  return { fact: 'deadline-extended', clock, dueAt: later, text };
};

/** After today and within thirty business days. */
function reviewDate(c: Case, given: string | undefined): string {
  const day = given ?? refuse('DATA_REQUIRED', 'reviewOn');
  const { calendar } = c.facts;
  const last = calendar.dayOf(new Date(calendar.dueAt(c.now, longestDays).getTime() - 1));
  if (!datePattern.test(day) || day <= calendar.dayOf(c.now)) refuse('REVIEW_DATE_INVALID', 'reviewOn', 'IN_PAST');
  if (day > last) refuse('REVIEW_DATE_INVALID', 'reviewOn', 'TOO_FAR');
  return day;
}
