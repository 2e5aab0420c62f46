import type { Condition, Fact, Value } from '@konbit/criteria';
import type { Seeded } from './seeded.js';

export type FirmCondition = Exclude<Condition, { discretional: unknown }>;

/** Values of a fact by position; a whole number without steps is its own position. */
export const valueAt = (fact: Fact, position: number): Value => fact.values?.[position] ?? position;
export const positionOf = (fact: Fact, value: Value): number => (fact.values ? fact.values.indexOf(value) : (value as number));

/** Lowest and highest position of an interval. */
export function boundsOf(fact: Fact, { from, to }: { from?: number; to?: number }): [number, number] {
  return [from === undefined ? fact.min : positionOf(fact, from), to === undefined ? fact.max : positionOf(fact, to)];
}

/** An interval as a cell; an end of the domain is left out. */
export function intervalCell(fact: Fact, low: number, high: number): FirmCondition {
  const at = (position: number): number => valueAt(fact, position) as number;
  return { fact: fact.key, ...(low > fact.min || high === fact.max ? { from: at(low) } : {}), ...(high < fact.max ? { to: at(high) } : {}) };
}

/** A cell that is true of some persons and not of all. */
export function someCell(random: Seeded, fact: Fact): FirmCondition {
  if (!fact.isInt) return { fact: fact.key, in: random.some(fact.values!, random.between(1, fact.values!.length - 1)) };
  const cut = random.between(fact.min + 1, fact.max);
  if (random.has(0.4)) return intervalCell(fact, cut, fact.max);
  if (random.has(0.6)) return intervalCell(fact, fact.min, cut - 1);
  return intervalCell(fact, random.between(fact.min, cut), Math.max(cut, fact.min + 1));
}

/** A cell that one value alone fulfils. */
export function singleCell(random: Seeded, fact: Fact): FirmCondition {
  if (!fact.isInt) return { fact: fact.key, in: [random.pick(fact.values!)] };
  const position = random.between(fact.min, fact.max);
  return { fact: fact.key, from: valueAt(fact, position) as number, to: valueAt(fact, position) as number };
}

/** A condition in short, for a message: `age 0–17`. */
export function cellText(condition: Condition): string {
  if ('discretional' in condition) return `${condition.fact} at discretion`;
  if ('in' in condition) return `${condition.fact} ${condition.in.join('|')}`;
  return `${condition.fact} ${condition.from ?? ''}–${condition.to ?? ''}${condition.parameter ? ` ${condition.parameter.times} ${condition.parameter.code}` : ''}`;
}
