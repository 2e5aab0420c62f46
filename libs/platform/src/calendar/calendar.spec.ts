import { businessCalendar, businessDaysBetween, dueAt, isHoliday } from './calendar.js';
import { addDays, endOfDay, localDate, startOfDay, weekday } from './local-time.js';

const chileanNoon = (date: string): Date => new Date(`${date}T15:30:00Z`);
const daysOf = (year: number): string[] => {
  const days: string[] = [];
  for (let date = `${year}-01-01`; date.startsWith(String(year)); date = addDays(date, 1)) days.push(date);
  return days;
};

describe('when an answer is due', () => {
  it.each([
    ['sent Fri 4 Dec 2026, 5 days, over a holiday', '2026-12-04', 5, '2026-12-15T03:00:00.000Z'],
    ['sent Thu 16 Sep 2027, 5 days, over an added holiday', '2027-09-16', 5, '2027-09-25T03:00:00.000Z'],
    ['sent Wed 20 May 2026, 1 day, in winter time', '2026-05-20', 1, '2026-05-23T04:00:00.000Z'],
  ])('%s', (_what, sentOn, days, due) => {
    expect(dueAt(chileanNoon(sentOn), days).toISOString()).toBe(due);
  });

  it('counts from the local day: at 23:30 in Chile it is still the day of the fact', () => {
    expect(dueAt(new Date('2026-12-05T02:30:00Z'), 5).toISOString()).toBe('2026-12-15T03:00:00.000Z');
  });

  it('is the start of a local day after a business day, for every day of 2026', () => {
    const calendar = businessCalendar();
    const offsets = new Set<number>();
    for (const date of daysOf(2026)) {
      const due = dueAt(chileanNoon(date), 1);
      const [last, next] = [localDate(new Date(due.getTime() - 1)), localDate(due)];
      expect({ date, business: calendar.isBusinessDay(last), next }).toEqual({ date, business: true, next: addDays(last, 1) });
      expect(last > date).toBe(true);
      offsets.add(due.getUTCHours());
    }
    expect([...offsets].sort()).toEqual([3, 4]);
  });
});

describe('business days', () => {
  it('leave out weekends and national holidays', () => {
    const calendar = businessCalendar();
    expect(['2026-12-05', '2026-12-06', '2026-12-08', '2026-09-18', '2026-04-03'].map((date) => calendar.isBusinessDay(date))).toEqual([false, false, false, false, false]);
    expect(calendar.isBusinessDay('2026-12-07')).toBe(true);
  });

  it('leave out the holidays of the branch’s own region', () => {
    expect(businessCalendar({ region: 'AP' }).isBusinessDay('2027-06-07')).toBe(false);
    expect(businessCalendar().isBusinessDay('2027-06-07')).toBe(true);
  });

  it('leave out days a municipality adds, once or every year', () => {
    const chillan = businessCalendar({ extraDays: ['08-20', '2026-12-24'] });
    expect([chillan.isBusinessDay('2026-08-20'), chillan.isBusinessDay('2027-08-20'), chillan.isBusinessDay('2026-12-24')]).toEqual([false, false, false]);
    expect(chillan.isBusinessDay('2027-12-24')).toBe(true);
    expect(dueAt(chileanNoon('2026-08-19'), 1, chillan).toISOString()).toBe('2026-08-22T04:00:00.000Z');
  });

  it('between two instants are counted strictly after the first day', () => {
    expect(businessDaysBetween(chileanNoon('2026-12-04'), chileanNoon('2026-12-14'))).toBe(5);
    expect(businessDaysBetween(chileanNoon('2026-12-04'), chileanNoon('2026-12-04'))).toBe(0);
  });
});

describe('a holiday', () => {
  it('is one on whatever weekday it falls, and a plain Saturday is none', () => {
    expect(['2026-09-18', '2026-08-15', '2026-11-01', '2026-11-28'].map((date) => isHoliday(date))).toEqual([true, true, true, false]);
  });
});

describe('a local day', () => {
  it('starts at one in the night the clocks go forward, since its midnight does not exist', () => {
    const forward = daysOf(2026).filter((date) => endOfDay(date).getTime() - startOfDay(date).getTime() === 23 * 3_600_000);
    expect(forward).toHaveLength(1);
    expect(weekday(forward[0]!)).toBe(0);
  });

  it('has 25 hours when they go back, and 24 on all others', () => {
    const lengths = daysOf(2026).map((date) => (endOfDay(date).getTime() - startOfDay(date).getTime()) / 3_600_000);
    expect(lengths.filter((hours) => hours === 25)).toHaveLength(1);
    expect(lengths.filter((hours) => hours === 24)).toHaveLength(363);
  });
});
