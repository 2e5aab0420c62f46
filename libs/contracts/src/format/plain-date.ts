/** A day of the calendar without time or zone. Never made by `new Date(text)`, which shifts a day in Santiago. */
export interface PlainDate {
  year: number;
  month: number;
  day: number;
}

const dayMs = 86_400_000;
const serial = (date: PlainDate): number => Date.UTC(date.year, date.month - 1, date.day) / dayMs;

/** Reads `YYYY-MM-DD`; null for anything else, impossible days included. */
export function parsePlainDate(text: string): PlainDate | null {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!found) return null;
  const date = { year: Number(found[1]), month: Number(found[2]), day: Number(found[3]) };
  return exists(date) ? date : null;
}

/** Writes `YYYY-MM-DD`. */
export function writePlainDate(date: PlainDate): string {
  return `${String(date.year).padStart(4, '0')}-${String(date.month).padStart(2, '0')}-${String(date.day).padStart(2, '0')}`;
}

/** True when the calendar has that day. */
export function exists(date: PlainDate): boolean {
  const at = new Date(Date.UTC(date.year, date.month - 1, date.day));
  return at.getUTCFullYear() === date.year && at.getUTCMonth() === date.month - 1 && at.getUTCDate() === date.day;
}

/** 0 for Sunday to 6 for Saturday. */
export function weekday(date: PlainDate): number {
  return new Date(serial(date) * dayMs).getUTCDay();
}

/** Days from one date to another; negative when the second is earlier. */
export function daysBetween(from: PlainDate, to: PlainDate): number {
  return serial(to) - serial(from);
}

export interface LocalMoment {
  date: PlainDate;
  hour: number;
  minute: number;
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** What a wall clock of the zone shows at an instant (`2026-11-24T13:12:00Z`). */
export function localMoment(instant: string | Date, timeZone: string): LocalMoment {
  let clock = clocks.get(timeZone);
  if (!clock) {
    clock = new Intl.DateTimeFormat('en-US', { timeZone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric' });
    clocks.set(timeZone, clock);
  }
  const parts = clock.formatToParts(typeof instant === 'string' ? new Date(instant) : instant);
  const read = (type: string): number => Number(parts.find((part) => part.type === type)?.value);
  return { date: { year: read('year'), month: read('month'), day: read('day') }, hour: read('hour'), minute: read('minute') };
}
