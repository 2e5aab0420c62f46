import fc from 'fast-check';
import { type MonthCount, ratesOf, wilson } from './rate.js';

const month = (n: number): string => `2026-${String(n).padStart(2, '0')}`;
const series = (...counts: [number, number][]): MonthCount[] => counts.map(([attended, alsoServed], i) => ({ month: month(i + 1), attended, alsoServed }));
const whole = { from: null, to: '2026-12-31' };

describe('the rate of the job office', () => {
  it('is 76 of 250: 30.4 %, between 25.0 and 36.4', () => {
    const { rate, low, high } = wilson(76, 250)!;
    expect([rate, low, high].map((share) => (share * 100).toFixed(1))).toEqual(['30.4', '25.0', '36.4']);
  });

  it('has no value without anybody, and stays between 0 and 1', () => {
    expect(wilson(0, 0)).toBeNull();
    expect(wilson(0, 10)!.low).toBeCloseTo(0);
    expect(wilson(10, 10)!.high).toBeCloseTo(1);
  });

  it('adds months up and tells each', () => {
    const { total, months } = ratesOf(series([120, 30], [130, 46]), whole);
    expect(total).toMatchObject({ attended: 250, alsoServed: 76, suppressed: false });
    expect(months.map(({ attended }) => attended)).toEqual([120, 130]);
  });
});

describe('counts from 1 to 4', () => {
  it('are hidden, and one more month with them, so that the total gives nothing away', () => {
    const { total, months } = ratesOf(series([100, 30], [40, 20], [60, 3]), whole);
    expect(total.attended).toBe(200);
    expect(months.map(({ suppressed }) => suppressed)).toEqual([false, true, true]);
  });

  it('are hidden also in what is left over: 40 of 43', () => {
    expect(ratesOf(series([43, 40], [80, 30], [90, 40]), whole).months[0]!.suppressed).toBe(true);
  });

  it('stay hidden in a period that would leave them alone with what everybody may know', () => {
    const counts = series([100, 30], [40, 20], [60, 3]);
    expect(ratesOf(counts, { from: '2026-03-01', to: '2026-03-31' }).total.suppressed).toBe(true);
    expect(ratesOf(counts, { from: '2026-02-01', to: '2026-03-31' }).total.attended).toBe(100);
    expect(ratesOf(counts, { from: '2026-01-01', to: '2026-02-28' }).total.suppressed).toBe(true);
  });

  const counts = fc.array(fc.nat(40).chain((attended) => fc.nat(attended).map((alsoServed): [number, number] => [attended, alsoServed])), { minLength: 1, maxLength: 7 });
  const kinds: [string, (count: { attended: number | null; alsoServed: number | null }) => number][] = [
    ['attended', ({ attended }) => attended ?? 0], ['attended by both', ({ alsoServed }) => alsoServed ?? 0],
    ['attended by one alone', ({ attended, alsoServed }) => (attended ?? 0) - (alsoServed ?? 0)],
  ];

  it.each(kinds)('cannot be found by subtracting any two answers: %s', (_kind, countOf) => {
    fc.assert(fc.property(counts, (pairs) => {
      const all = series(...pairs);
      const told = new Map<number, number>();
      for (let from = 1; from <= all.length; from += 1) {
        for (let to = from; to <= all.length; to += 1) {
          const { total, months } = ratesOf(all, { from: `${month(from)}-01`, to: `${month(to)}-28` });
          months.forEach((one, i) => { if (!one.suppressed) told.set(1 << (from + i), countOf(one)); });
          if (!total.suppressed) told.set(Array.from({ length: to - from + 1 }, (_, i) => 1 << (from + i)).reduce((a, b) => a | b), countOf(total));
        }
      }
      for (const [a, x] of told) for (const [b, y] of told) {
        if ((a & b) !== b) continue;
        const left = x - y;
        expect(left === 0 || left >= 5).toBe(true);
      }
    }));
  });

  it('cannot be found by taking every month that is told from a total', () => {
    fc.assert(fc.property(counts, (pairs) => {
      const { total, months } = ratesOf(series(...pairs), whole);
      if (total.suppressed) return;
      for (const [, countOf] of kinds) {
        const left = countOf(total) - months.reduce((sum, one) => sum + countOf(one), 0);
        expect(left === 0 || left >= 5).toBe(true);
      }
      expect(months.filter(({ suppressed }) => suppressed)).not.toHaveLength(1);
    }));
  });
});
