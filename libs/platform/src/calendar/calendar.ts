import { createRequire } from 'node:module';
import type Holidays from 'date-holidays';
import { addDays, endOfDay, localDate, weekday } from './local-time.js';

/** Which days count for deadlines on one branch's side (REFERRALS §7). */
export interface BusinessCalendar {
  isBusinessDay(date: string): boolean;
}

export interface CalendarData {
  /** Region code (`AP`, `NU`, …) whose own holidays count too. */
  region?: string | undefined;
  /** Days the municipality adds: `YYYY-MM-DD`, or `MM-DD` for every year. */
  extraDays?: readonly string[] | undefined;
}

type HolidaysClass = typeof Holidays;
let holidaysClass: HolidaysClass | null = null;
const yearsByRegion = new Map<string, ReadonlySet<string>>();

/** Monday to Friday without national and regional holidays and without the days a municipality adds. */
export function businessCalendar({ region = '', extraDays = [] }: CalendarData = {}): BusinessCalendar {
  const extra = new Set(extraDays);
  return {
    isBusinessDay: (date) => {
      const day = weekday(date);
      if (day === 0 || day === 6 || extra.has(date) || extra.has(date.slice(5))) return false;
      return !holidaysOf(region, Number(date.slice(0, 4))).has(date);
    },
  };
}

/** Whether a day is a national or regional holiday, on whatever weekday it falls. */
export function isHoliday(date: string, region = ''): boolean {
  return holidaysOf(region, Number(date.slice(0, 4))).has(date);
}

const national = businessCalendar();

/** End of the nth business day strictly after the local day of `from`, as an instant; 0 days give the end of that same day. */
export function dueAt(from: Date, businessDays: number, calendar: BusinessCalendar = national): Date {
  let date = localDate(from);
  for (let left = businessDays; left > 0;) {
    date = addDays(date, 1);
    if (calendar.isBusinessDay(date)) left -= 1;
  }
  return endOfDay(date);
}

/** Business days strictly after the local day of `from`, up to and with the local day of `to`. */
export function businessDaysBetween(from: Date, to: Date, calendar: BusinessCalendar = national): number {
  const last = localDate(to);
  let count = 0;
  for (let date = addDays(localDate(from), 1); date <= last; date = addDays(date, 1)) {
    if (calendar.isBusinessDay(date)) count += 1;
  }
  return count;
}

function holidaysOf(region: string, year: number): ReadonlySet<string> {
  const key = `${region}:${year}`;
  const known = yearsByRegion.get(key);
  if (known) return known;
  const load = loadHolidays();
  const source = region ? new load('CL', region) : new load('CL');
  const days = new Set(source.getHolidays(year).filter((day) => day.type === 'public').map((day) => day.date.slice(0, 10)));
  yearsByRegion.set(key, days);
  return days;
}

/** Its tables of every country take 30 MB, so only a process that counts days loads them. */
function loadHolidays(): HolidaysClass {
  holidaysClass ??= createRequire(import.meta.url)('date-holidays') as HolidaysClass;
  return holidaysClass;
}
