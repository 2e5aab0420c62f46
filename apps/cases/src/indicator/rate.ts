import type { OmilRateView, RateView } from '@konbit/contracts';

/** People first attended in one month, and how many of them the job office attended too. */
export interface MonthCount { month: string; attended: number; alsoServed: number }

/** A month may be asked for by its first and last day; whoever shifts a period by a day could subtract one count from another. */
export interface Months { from: string | null; to: string }

const z95 = 1.959963984540054;
const smallest = 5;

/** Wilson's score interval at 95 % for k of n (E. B. Wilson, 1927, JASA 22:209–212); null without anybody. */
export function wilson(k: number, n: number): { rate: number; low: number; high: number } | null {
  if (n === 0) return null;
  const rate = k / n;
  const spread = z95 ** 2 / n;
  const middle = rate + spread / 2;
  const half = z95 * Math.sqrt((rate * (1 - rate) + spread / 4) / n);
  return { rate, low: (middle - half) / (1 + spread), high: (middle + half) / (1 + spread) };
}

/**
 * The rate of a period and of each of its months. A month with a count from 1 to 4 is hidden, and with it as many more as it takes that nobody finds it by
 * subtraction (WEB §12): the hidden months are the same whatever the period, and a total is told only with all of them inside it or none.
 */
export function ratesOf(all: readonly MonthCount[], { from, to }: Months): Pick<OmilRateView, 'total' | 'months'> {
  const hidden = hiddenMonths(all);
  const inside = all.filter(({ month }) => (from === null || month >= from.slice(0, 7)) && month <= to.slice(0, 7));
  const hiddenInside = inside.filter(({ month }) => hidden.has(month)).length;
  const total = sum(inside);
  const isTold = hiddenInside === 0 || (hiddenInside === hidden.size && isSafe(sum(all.filter(({ month }) => hidden.has(month)))) && hiddenInside > 1);
  return {
    total: isTold && isSafe(total) ? shown(total) : suppressed,
    months: inside.map((count) => ({ month: count.month, ...(hidden.has(count.month) ? suppressed : shown(count)) })),
  };
}

const suppressed: RateView = { attended: null, alsoServed: null, rate: null, low: null, high: null, suppressed: true };

/** Months that must not be told, the smallest others first to cover for those that are small themselves. */
function hiddenMonths(all: readonly MonthCount[]): Set<string> {
  const hidden = all.filter((count) => !isSafe(count));
  const others = all.filter((count) => isSafe(count) && count.attended > 0).sort((a, b) => a.attended - b.attended || (a.month < b.month ? -1 : 1));
  while (hidden.length > 0 && others.length > 0 && (hidden.length < 2 || !isSafe(sum(hidden)))) hidden.push(others.shift()!);
  return new Set(hidden.map(({ month }) => month));
}

/** No count from 1 to 4 in it, nor in what is left of it. */
function isSafe({ attended, alsoServed }: Omit<MonthCount, 'month'>): boolean {
  return [attended, alsoServed, attended - alsoServed].every((count) => count === 0 || count >= smallest);
}

function sum(counts: readonly MonthCount[]): Omit<MonthCount, 'month'> {
  return counts.reduce((all, one) => ({ attended: all.attended + one.attended, alsoServed: all.alsoServed + one.alsoServed }), { attended: 0, alsoServed: 0 });
}

function shown({ attended, alsoServed }: Omit<MonthCount, 'month'>): RateView {
  return { attended, alsoServed, suppressed: false, ...(wilson(alsoServed, attended) ?? { rate: null, low: null, high: null }) };
}
