import { msg } from '@lingui/core/runtime-macro';
import type { MessageDescriptor } from '@lingui/core';
import { parsePlainDate, weekday, weekdays, type Format } from '@konbit/contracts/format';

type Words = MessageDescriptor;
type Say = (message: MessageDescriptor) => string;

/** Opening hours as the directory keeps them: days are 1 Monday to 7 Sunday, null is not stated. */
export interface Hours {
  days: readonly number[] | null;
  slots: readonly { from: string; to: string }[];
}

export const hoursWords = {
  slot: (from: string, to: string): Words => msg`${{ from }} a ${{ to }}`,
  days: (first: string, last: string): Words => msg`${{ first }} a ${{ last }}`,
  closed: msg`cerrado`,
  daysUnknown: msg`Días sin confirmar`,
  timesUnknown: msg`horas sin confirmar`,
  everyDay: msg`Todos los días`,
  openUntil: (time: string): Words => msg`Abierto hasta las ${{ time }}`,
  open: msg`Abierto ahora`,
  opensAt: (time: string): Words => msg`Abre hoy a las ${{ time }}`,
  closedForToday: msg`Ya cerró por hoy`,
  closedToday: msg`Hoy no abre`,
  line: (days: string, times: string): Words => msg`${{ days }}: ${{ times }}`,
};

const week = [1, 2, 3, 4, 5, 6, 7] as const;
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** The name of a day, 1 Monday to 7 Sunday. */
export function dayName(day: number, { language }: Format): string {
  return weekdays[language][day % 7] ?? '';
}

/** Days in words, a run of three or more by its ends: *lunes a viernes*, *martes y jueves*. */
export function daysInWords(days: readonly number[], t: Say, format: Format): string {
  if (days.length === week.length) return t(hoursWords.everyDay);
  const runs: number[][] = [];
  for (const day of week.filter((one) => days.includes(one))) {
    const run = runs.at(-1);
    if (run?.at(-1) === day - 1) run.push(day);
    else runs.push([day]);
  }
  const words = runs.flatMap((run) => (run.length > 2 ? [t(hoursWords.days(dayName(run[0]!, format), dayName(run.at(-1)!, format)))] : run.map((day) => dayName(day, format))));
  return capital(format.list(words));
}

export interface HoursLine {
  days: string;
  times: string;
}

/** The week in lines: the days it opens, then those it does not; empty while nobody stated anything. */
export function hoursLines(hours: Hours | null | undefined, t: Say, format: Format): HoursLine[] {
  if (!hours || (hours.days === null && hours.slots.length === 0)) return [];
  const times = hours.slots.length === 0 ? t(hoursWords.timesUnknown) : format.list(hours.slots.map(({ from, to }) => t(hoursWords.slot(from, to))));
  const { days } = hours;
  if (days === null) return [{ days: t(hoursWords.daysUnknown), times }];
  const rest = week.filter((day) => !days.includes(day));
  return [{ days: daysInWords(days, t, format), times }, ...(rest.length > 0 ? [{ days: daysInWords(rest, t, format), times: t(hoursWords.closed) }] : [])];
}

/** The same in one line, without the days it is closed: for a change or a cell. */
export function hoursInWords(hours: Hours | null | undefined, t: Say, format: Format): string {
  const [open] = hoursLines(hours, t, format);
  return open ? t(hoursWords.line(open.days, open.times)) : '';
}

/** What a person who would go today is told; null while nobody stated the hours. */
export function todayInWords(hours: Hours | null | undefined, openNow: boolean | null, t: Say, format: Format): string | null {
  if (!hours?.days) return openNow ? t(hoursWords.open) : null;
  const date = parsePlainDate(format.dayOf());
  if (!date || !hours.days.includes(weekday(date) || 7)) return t(hoursWords.closedToday);
  if (hours.slots.length === 0) return null;
  const now = format.time(format.now());
  const slots = [...hours.slots].sort((a, b) => (a.from < b.from ? -1 : 1));
  const current = slots.find(({ from, to }) => from <= now && now < to);
  if (current) return t(hoursWords.openUntil(current.to));
  const next = slots.find(({ from }) => now < from);
  return t(next ? hoursWords.opensAt(next.from) : hoursWords.closedForToday);
}
