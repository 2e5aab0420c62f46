import type { MessageDescriptor } from '@lingui/core';
import { type Format, parsePlainDate, weekday } from '@konbit/contracts/format';
import { listWords } from './list-words.js';

type Say = (message: MessageDescriptor) => string;

/** A clock ends with its last day: the instant it carries is the first one of the day after (REFERRALS §7). */
export function dueDay(dueAt: string): string {
  return new Date(Date.parse(dueAt) - 1).toISOString();
}

export type DeadlineGroup = 'late' | 'today' | 'week' | 'later' | 'none';

export interface Deadline {
  group: DeadlineGroup;
  text: string;
  sub: string;
  tone: 'late' | 'soon' | null;
}

export interface ClockFacts {
  dueAt?: string | null;
  overdue: boolean;
}

/** The deadline in words: *Hoy*, *en 3 días*, *hace 2 días*, and the date below. Null where no clock runs. */
export function presentDeadline({ dueAt, overdue }: ClockFacts, say: Say, format: Format): Deadline | null {
  if (!dueAt) return null;
  const day = dueDay(dueAt);
  const date = format.date(day, 'short');
  if (overdue) return { group: 'late', text: capital(format.relativeDay(day)), sub: say(listWords.expiredOn(date)), tone: 'late' };
  const days = format.daysFromToday(day);
  if (days <= 0) return { group: 'today', text: say(listWords.today), sub: say(listWords.untilMidnight), tone: 'soon' };
  return { group: days <= daysLeftOfWeek(format) ? 'week' : 'later', text: capital(format.relativeDay(day)), sub: date, tone: null };
}

/** Days from today to the coming Sunday, which ends the week. */
function daysLeftOfWeek(format: Format): number {
  const today = parsePlainDate(format.dayOf());
  return today ? (7 - weekday(today)) % 7 : 0;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
