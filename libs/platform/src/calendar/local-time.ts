const zone = 'America/Santiago';
const hour = 3_600_000;
const dateParts = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' });

/** The calendar date in Chile at an instant, `YYYY-MM-DD`. */
export function localDate(at: Date): string {
  const parts = Object.fromEntries(dateParts.formatToParts(at).map((part) => [part.type, part.value]));
  return `${parts['year'] ?? ''}-${parts['month'] ?? ''}-${parts['day'] ?? ''}`;
}

/** The date so many days later. */
export function addDays(date: string, days: number): string {
  const at = new Date(`${date}T12:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}

/** 0 Sunday … 6 Saturday. */
export function weekday(date: string): number {
  return new Date(`${date}T12:00:00Z`).getUTCDay();
}

/**
 * First instant of a local day. In the night the clocks go forward midnight does not exist and the day starts at one;
 * in the night they go back the day before has 25 hours.
 */
export function startOfDay(date: string): Date {
  const midnightUtc = new Date(`${date}T00:00:00Z`).getTime();
  for (let offset = 2; offset <= 6; offset += 1) {
    const at = midnightUtc + offset * hour;
    if (localDate(new Date(at)) === date && localDate(new Date(at - 1)) < date) return new Date(at);
  }
  throw new Error(`no start of day for ${date}`);
}

/** The instant a local day is over: the first of the next. */
export function endOfDay(date: string): Date {
  return startOfDay(addDays(date, 1));
}
