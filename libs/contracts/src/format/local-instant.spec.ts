import { instantAt } from './local-instant.js';
import { localMoment } from './plain-date.js';

const zone = 'America/Santiago';
const at = (day: string, hour: number, minute = 0): string => {
  const [year, month, date] = day.split('-').map(Number);
  return instantAt({ year: year!, month: month!, day: date! }, { hour, minute }, zone);
};

describe('a day and a time of the wall clock', () => {
  it('are three hours behind in summer and four in winter', () => {
    expect(at('2026-11-26', 9, 30)).toBe('2026-11-26T12:30:00.000Z');
    expect(at('2026-06-26', 9, 30)).toBe('2026-06-26T13:30:00.000Z');
  });

  it('read back as they were written, every hour around both changes', () => {
    for (const day of ['2026-04-03', '2026-04-04', '2026-04-05', '2026-09-05', '2026-09-06', '2026-09-07']) {
      for (let hour = day === '2026-09-06' ? 1 : 0; hour < 24; hour += 1) {
        const shown = localMoment(at(day, hour), zone);
        expect(`${day} ${shown.hour}`).toBe(`2026-${String(shown.date.month).padStart(2, '0')}-${String(shown.date.day).padStart(2, '0')} ${hour}`);
      }
    }
  });

  it('an hour that the change skips becomes the next one', () => {
    expect(localMoment(at('2026-09-06', 0, 30), zone)).toMatchObject({ date: { day: 6 }, hour: 1, minute: 30 });
  });
});
