import { cutOf } from './box.js';
import type { Condition } from './model.js';
import { type Box, valueAt, type Vocabulary } from './vocabulary.js';

/** The persons of a box as the conditions of a rule would name them, in vocabulary order; everybody: none. */
export function conditionsOf(vocabulary: Vocabulary, box: Box): Condition[] {
  return cutOf(vocabulary, box).facts.map((f) => {
    const fact = vocabulary.facts[f]!;
    const [lo, hi] = [box[2 * f]!, box[2 * f + 1]!];
    if (!fact.isInt) return { fact: fact.key, in: fact.values!.filter((_, position) => lo & (1 << position)) };
    const bound = (position: number): number => Number(valueAt(fact, position));
    return { fact: fact.key, ...(lo > fact.min ? { from: bound(lo) } : {}), ...(hi < fact.max ? { to: bound(hi) } : {}) };
  });
}
