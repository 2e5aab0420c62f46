/** Periods one may choose, as the address names them; the first is the default. */
export const periods = ['todo', 'ano', 'm12', 'm6', 'm3'] as const;
export type Period = (typeof periods)[number];

export interface ChosenPeriod {
  periodo: Period;
  /** Months `YYYY-MM`; they win over the named period. */
  desde: string;
  hasta: string;
}

export interface DayRange {
  from: string | null;
  to: string | null;
}

const back: Readonly<Partial<Record<Period, number>>> = { m12: 11, m6: 5, m3: 2 };

/** The days of a period, both included; null at a side without limit. `today` is a day of the wall calendar. */
export function daysOf({ periodo, desde, hasta }: ChosenPeriod, today: string): DayRange {
  if (isMonth(desde) || isMonth(hasta)) return { from: isMonth(desde) ? `${desde}-01` : null, to: isMonth(hasta) ? earlier(lastDay(hasta), today) : null };
  if (periodo === 'ano') return { from: `${today.slice(0, 4)}-01-01`, to: null };
  const months = back[periodo];
  return { from: months === undefined ? null : `${monthBefore(today.slice(0, 7), months)}-01`, to: null };
}

/** True when the range ends before it begins. */
export const isBackwards = ({ from, to }: DayRange): boolean => from !== null && to !== null && from > to;

export const isMonth = (text: string): boolean => /^\d{4}-(0[1-9]|1[0-2])$/.test(text);

/** This month and those before it, newest first. */
export function monthsUntil(today: string, count: number): string[] {
  return Array.from({ length: count }, (_, at) => monthBefore(today.slice(0, 7), at));
}

function monthBefore(month: string, count: number): string {
  const serial = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 - count;
  return `${String(Math.floor(serial / 12))}-${String((serial % 12) + 1).padStart(2, '0')}`;
}

function lastDay(month: string): string {
  const days = new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).getUTCDate();
  return `${month}-${String(days)}`;
}

const earlier = (one: string, other: string): string => (one < other ? one : other);
