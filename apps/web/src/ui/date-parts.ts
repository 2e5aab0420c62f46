import { exists, languages, months, parsePlainDate, plainText, shortMonths } from '@konbit/contracts/format';

/** What the three boxes hold, as typed. */
export interface DateTexts {
  day: string;
  month: string;
  year: string;
  approximate?: boolean;
}

export type DateReading =
  | { ok: true; value: '' }
  | { ok: true; value: string; year: number; month: number | null; day: number | null }
  | { ok: false; code: DateFault };

/** Codes of what can be wrong with the boxes; their sentences are in the catalogue of errors. */
export type DateFault = 'YEAR_REQUIRED' | 'YEAR_FOUR_DIGITS' | 'MONTH_UNKNOWN' | 'MONTH_REQUIRED' | 'DAY_INVALID' | 'DATE_IMPOSSIBLE';

/** The number of a month typed as a number, a word or its beginning (three letters or more), in any screen language. */
export function readMonth(text: string): number | null {
  const typed = plainText(text).replace(/\.$/, '');
  if (/^\d{1,2}$/.test(typed)) return Number(typed) >= 1 && Number(typed) <= 12 ? Number(typed) : null;
  for (const language of languages) {
    const whole = months[language].findIndex((month) => plainText(month) === typed);
    if (whole >= 0) return whole + 1;
  }
  if (typed.length < 3) return null;
  for (const language of languages) {
    const begun = [months[language], shortMonths[language]].flatMap((names) => names.flatMap((name, at) => (plainText(name).startsWith(typed) ? [at + 1] : [])));
    if (new Set(begun).size === 1) return begun[0]!;
  }
  return null;
}

/** Reads the boxes: `''` when all are empty (never 0), `1991`, `1991-03` or `1991-03-01`, or what is wrong. */
export function readDateParts(texts: DateTexts): DateReading {
  const day = texts.day.trim();
  const month = texts.month.trim();
  const year = texts.year.trim();
  if (!day && !month && !year) return { ok: true, value: '' };
  if (!year) return { ok: false, code: 'YEAR_REQUIRED' };
  if (!/^\d{4}$/.test(year)) return { ok: false, code: 'YEAR_FOUR_DIGITS' };
  if (!month) return day ? { ok: false, code: 'MONTH_REQUIRED' } : { ok: true, value: year, year: Number(year), month: null, day: null };
  const monthNumber = readMonth(month);
  if (monthNumber === null) return { ok: false, code: 'MONTH_UNKNOWN' };
  const yearMonth = `${year}-${String(monthNumber).padStart(2, '0')}`;
  if (!day) return { ok: true, value: yearMonth, year: Number(year), month: monthNumber, day: null };
  if (!/^\d{1,2}$/.test(day)) return { ok: false, code: 'DAY_INVALID' };
  const date = { year: Number(year), month: monthNumber, day: Number(day) };
  if (!exists(date)) return { ok: false, code: 'DATE_IMPOSSIBLE' };
  return { ok: true, value: `${yearMonth}-${String(date.day).padStart(2, '0')}`, ...date };
}

/** Boxes filled from a stored value (`1991`, `1991-03`, `1991-03-01`). */
export function dateTexts(value: string, approximate = false): DateTexts {
  const date = parsePlainDate(value);
  if (date) return { day: String(date.day), month: String(date.month), year: String(date.year), approximate };
  const [year = '', month] = value.split('-');
  return { day: '', month: month ? String(Number(month)) : '', year, approximate };
}
