import { cutOf } from './box.js';
import type { Condition } from './model.js';
import { type Box, valueAt, type Vocabulary } from './vocabulary.js';

/** A condition that follows from the facts: those at discretion are compiled away. */
type FirmCondition = Exclude<Condition, { discretional: unknown }>;

/** A box as the conditions that hold for it, one for each fact that it narrows, in vocabulary order. */
export function conditionsOf(vocabulary: Vocabulary, box: Box): FirmCondition[] {
  return cutOf(vocabulary, box).facts.map((f) => {
    const fact = vocabulary.facts[f]!;
    const [lo, hi] = [box[2 * f]!, box[2 * f + 1]!];
    if (!fact.isInt) return { fact: fact.key, in: fact.values!.filter((_, position) => lo & (1 << position)) };
    const bounds = { from: valueAt(fact, lo) as number, to: valueAt(fact, hi) as number };
    return { fact: fact.key, ...(lo > fact.min ? { from: bounds.from } : {}), ...(hi < fact.max ? { to: bounds.to } : {}) };
  });
}
