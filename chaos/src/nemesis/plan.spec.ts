import { plan, type PlannedFault } from './plan.js';

function first(count: number, seed: number, how: Parameters<typeof plan>[1]): PlannedFault[] {
  const planned = plan(seed, how);
  return Array.from({ length: count }, () => planned.next().value);
}

describe('the plan of faults', () => {
  const how = { minutes: 30, events: 'kafka' } as const;

  it('is the same for the same seed, and another for another', () => {
    expect(first(40, 7, how)).toEqual(first(40, 7, how));
    expect(first(40, 8, how)).not.toEqual(first(40, 7, how));
  });

  it('deals every kind of fault before it deals them all again', () => {
    expect(new Set(first(27, 3, how).map(({ kind }) => kind)).size).toBe(13);
  });

  it('breaks no broker where there is none, and cuts no power in a short run', () => {
    expect(first(60, 5, { minutes: 1, events: 'postgres' }).filter(({ kind }) => /broker|power/.test(kind))).toEqual([]);
  });

  it('never makes a second fault beside one that stops everything', () => {
    const dealt = first(300, 11, how);
    const alone = ['rolling', 'issuer', 'power-cut', 'two-brokers'];
    expect(dealt.filter((fault, index) => fault.isSecond && (alone.includes(fault.kind) || alone.includes(dealt[index - 1]!.kind)))).toEqual([]);
  });
});
