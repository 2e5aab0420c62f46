import { daysOf, isBackwards, monthsUntil, type ChosenPeriod } from './board-period.js';

const today = '2026-11-24';
const days = (over: Partial<ChosenPeriod>): (string | null)[] => { const { from, to } = daysOf({ periodo: 'todo', desde: '', hasta: '', ...over }, today); return [from, to]; };

describe('the period of the board', () => {
  it('is everything until somebody chooses', () => expect(days({})).toEqual([null, null]));
  it('this year begins on its first day', () => expect(days({ periodo: 'ano' })).toEqual(['2026-01-01', null]));
  it('the last twelve months hold this one', () => expect(days({ periodo: 'm12' })).toEqual(['2025-12-01', null]));
  it('three months cross a year', () => expect(daysOf({ periodo: 'm3', desde: '', hasta: '' }, '2026-01-31').from).toBe('2025-11-01'));
  it('chosen months are whole, and never go past today', () => {
    expect(days({ desde: '2026-02', hasta: '2026-02' })).toEqual(['2026-02-01', '2026-02-28']);
    expect(days({ hasta: '2026-11' })).toEqual([null, '2026-11-24']);
  });
  it('chosen months win over a named period, and nonsense in the address is no month', () => {
    expect(days({ periodo: 'm3', desde: '2025-01' })).toEqual(['2025-01-01', null]);
    expect(days({ desde: '2026-13' })).toEqual([null, null]);
  });
  it('a period upside down is told', () => expect(isBackwards(daysOf({ periodo: 'todo', desde: '2026-05', hasta: '2026-04' }, today))).toBe(true));
  it('months to choose go back from this one', () => expect(monthsUntil('2026-02-10', 3)).toEqual(['2026-02', '2026-01', '2025-12']));
});
