import { refuse } from './problem.js';
import type { Fact, Vocabulary } from './vocabulary.js';

/** By fact, how often each of its positions occurs, from the lowest on (counts or shares); a fact that is absent weighs all alike. */
export type Weights = Readonly<Record<string, readonly number[]>>;

/** The share of persons whose fact stands at one of these positions, the facts taken as independent. */
export interface Shares {
  between(f: number, first: number, last: number): number;
  /** Of the positions in a bit mask. */
  among(f: number, mask: number): number;
}

/** Throws WRONG_TERM where a fact's weights are not one for each position, none of them negative and not all of them 0. */
export function sharesOf({ facts }: Vocabulary, weights: Weights = {}): Shares {
  const sums = facts.map((fact) => (weights[fact.key] ? sumsOf(fact, weights[fact.key]!) : null));
  const between = (f: number, first: number, last: number): number => {
    const { min, max } = facts[f]!;
    const sum = sums[f];
    return sum ? sum[last - min + 1]! - sum[first - min]! : (last - first + 1) / (max - min + 1);
  };
  const among = (f: number, mask: number): number => {
    let share = 0;
    for (let position = facts[f]!.min; position <= facts[f]!.max; position += 1) if (mask & (1 << position)) share += between(f, position, position);
    return share;
  };
  return { between, among };
}

/** The share below each position. */
function sumsOf({ key, min, max }: Fact, weights: readonly number[]): Float64Array {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (weights.length !== max - min + 1 || !(total > 0) || weights.some((weight) => !(weight >= 0))) refuse('WRONG_TERM', `weights of ${key}`);
  const sums = new Float64Array(weights.length + 1);
  weights.forEach((weight, at) => (sums[at + 1] = sums[at]! + weight / total));
  return sums;
}
