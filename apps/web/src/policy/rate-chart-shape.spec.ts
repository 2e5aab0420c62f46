import type { RateFacts } from './board-presenter.js';
import { chartBox, chartShape } from './rate-chart-shape.js';

const rate = (share: number | null): RateFacts => ({ attended: 40, alsoServed: 10, rate: share, low: share === null ? null : share - 0.1, high: share === null ? null : share + 0.1, suppressed: share === null });
const shape = (...shares: (number | null)[]): ReturnType<typeof chartShape> => chartShape(shares.map((share, at) => ({ month: `2026-${String(at + 1).padStart(2, '0')}`, rate: rate(share) })));

describe('the drawing of a rate', () => {
  it('goes up with the rate, between the edges of the drawing', () => {
    const [low, high] = shape(0.2, 0.3).points;
    expect(low!.mark!.y).toBeGreaterThan(high!.mark!.y);
    expect(low!.x).toBeLessThan(high!.x);
    expect(high!.mark!.high).toBeGreaterThanOrEqual(chartBox.top);
  });
  it('ends its scale at the next twenty above the widest interval, and at a hundred at most', () => {
    expect(shape(0.2, 0.35).ticks.map(({ percent }) => percent)).toEqual([20, 40, 60]);
    expect(shape(0.95).ticks.at(-1)!.percent).toBe(100);
  });
  it('breaks the line where a month is hidden', () => {
    expect(shape(0.2, 0.3, null, 0.3, 0.4).runs).toHaveLength(2);
    expect(shape(0.2, null, 0.3).runs).toEqual([]);
  });
  it('one month stands in the middle', () => expect(shape(0.3).points[0]!.x).toBe(287));
  it('of many months writes beside some, the last among them', () => {
    const { points } = shape(...Array.from({ length: 12 }, () => 0.3));
    expect(points.filter((point) => point.labelled).length).toBeLessThanOrEqual(8);
    expect(points.at(-1)!.labelled).toBe(true);
  });
});
