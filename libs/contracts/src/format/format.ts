import type { Language } from './languages.js';
import { joinDate, months, relativeWords, shortMonths, weekdays } from './calendar-words.js';
import { formatList } from './lists.js';
import { formatMoney, formatNumber, formatPercent, formatRun } from './numbers.js';
import { instantAt } from './local-instant.js';
import { daysBetween, localMoment, parsePlainDate, weekday, writePlainDate, type PlainDate } from './plain-date.js';

/** `long` 24 de noviembre de 2026 · `short` 24 nov 2026 · `weekday` martes 24 de noviembre de 2026 · `dayMonth` 24 de noviembre. */
export type DateStyle = 'long' | 'short' | 'weekday' | 'dayMonth';

/** Everything a screen may print that is not a sentence. Values are `YYYY-MM-DD` days or ISO instants. */
export interface Format {
  language: Language;
  date(value: string, style?: DateStyle): string;
  /** A birth or other date of which perhaps only the year is known: `1991`, `1991-03`, `1991-03-01`. */
  partialDate(value: string): string;
  time(instant: string): string;
  dateTime(instant: string, style?: DateStyle): string;
  relativeDay(value: string): string;
  /** Whole days from today; 0 is today, negative is past. */
  daysFromToday(value: string): number;
  /** The instant of now, ISO. */
  now(): string;
  /** The day of an instant on the wall calendar, `YYYY-MM-DD`; today's without one. */
  dayOf(instant?: string): string;
  /** The instant of a day and an `HH:MM` of the wall clock; null when either is not one. */
  instantOf(day: string, time: string): string | null;
  number(value: number, decimals?: number): string;
  percent(share: number, decimals?: number): string;
  money(pesos: number): string;
  run(run: string): string;
  list(items: readonly string[], link?: 'and' | 'or'): string;
}

export interface FormatOptions {
  now?: () => Date;
  timeZone?: string;
}

function writeDate(language: Language, date: PlainDate, style: DateStyle): string {
  const month = months[language][date.month - 1]!;
  const long = joinDate(language, date.day, month, date.year);
  switch (style) {
    case 'long': return long;
    case 'short': return `${date.day} ${shortMonths[language][date.month - 1]!} ${date.year}`;
    case 'dayMonth': return joinDate(language, date.day, month);
    case 'weekday': return `${weekdays[language][weekday(date)]!}${language === 'pt' ? ',' : ''} ${long}`;
  }
}

function writePartial(language: Language, value: string): string {
  const full = parsePlainDate(value);
  if (full) return writeDate(language, full, 'long');
  const [year, month] = value.split('-');
  const name = month ? months[language][Number(month) - 1] : undefined;
  if (!year || !name) return year ?? value;
  return language === 'es' || language === 'pt' ? `${name} de ${year}` : `${name} ${year}`;
}

/** The formatting of one language; the clock and the zone can be given for tests. */
export function createFormat(language: Language, options: FormatOptions = {}): Format {
  const zone = options.timeZone ?? 'America/Santiago';
  const now = options.now ?? (() => new Date());
  const day = (value: string): PlainDate => parsePlainDate(value) ?? localMoment(value, zone).date;
  const daysFromToday = (value: string): number => daysBetween(localMoment(now(), zone).date, day(value));
  const time = (instant: string): string => {
    const { hour, minute } = localMoment(instant, zone);
    return `${hour}:${String(minute).padStart(2, '0')}`.padStart(5, '0');
  };
  const relativeDay = (value: string): string => {
    const days = daysFromToday(value);
    const words = relativeWords[language];
    if (days === 0) return words.today;
    if (days === 1) return words.tomorrow;
    if (days === -1) return words.yesterday;
    return days > 0 ? words.ahead(formatNumber(language, days)) : words.ago(formatNumber(language, -days));
  };
  return {
    language, daysFromToday, time, relativeDay,
    date: (value, style = 'long') => writeDate(language, day(value), style),
    partialDate: (value) => writePartial(language, value),
    dateTime: (instant, style = 'long') => `${writeDate(language, day(instant), style)}, ${time(instant)}`,
    now: () => now().toISOString(),
    dayOf: (instant) => writePlainDate(localMoment(instant ?? now(), zone).date),
    instantOf: (value, clock) => readInstant(value, clock, zone),
    number: (value, decimals) => formatNumber(language, value, decimals),
    percent: (share, decimals) => formatPercent(language, share, decimals),
    money: formatMoney,
    run: formatRun,
    list: (items, link) => formatList(language, items, link),
  };
}

function readInstant(value: string, clock: string, zone: string): string | null {
  const date = parsePlainDate(value);
  const found = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(clock);
  return date && found ? instantAt(date, { hour: Number(found[1]), minute: Number(found[2]) }, zone) : null;
}
