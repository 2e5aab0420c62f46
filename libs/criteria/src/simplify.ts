import { type Cut, cutOf } from './box.js';
import { OverBudget, Pieces } from './pieces.js';
import type { Box, Vocabulary } from './vocabulary.js';

/** Pieces that one description may look at; past it the boxes are told as they are. */
const describeBudget = 20_000;

/** The same persons in fewer boxes: boxes that differ in one fact alone, and meet or touch there, become one. */
export function mergeBoxes({ facts }: Vocabulary, boxes: readonly Box[]): Box[] {
  let left: Box[] = boxes.map((box) => box.slice());
  for (let before = Infinity; left.length < before;) {
    before = left.length;
    facts.forEach(({ isInt }, f) => { left = mergeFact(left, f, isInt); });
  }
  return left;
}

/**
 * The same possible persons in few, wide boxes, for words: a bound that follows from the other facts, or beyond which
 * another box goes on, is set free, and a box that the others hold is dropped. The boxes may meet each other; the widest come first.
 */
export function simplify(vocabulary: Vocabulary, boxes: readonly Box[], budget = describeBudget): Box[] {
  let cuts = mergeBoxes(vocabulary, boxes).map((box) => cutOf(vocabulary, box));
  const pieces = new Pieces(vocabulary, budget);
  try {
    for (const at of cuts.keys()) widen(vocabulary, cuts, at, pieces);
    cuts = mergeBoxes(vocabulary, cuts.map(({ box }) => box)).map((box) => cutOf(vocabulary, box));
    for (let at = cuts.length - 1; at >= 0; at -= 1) {
      const others = cuts.filter((_, other) => other !== at);
      if (!pieces.some(cuts[at]!.box, [...vocabulary.impossible, ...others])) cuts = others;
    }
  } catch (error) {
    if (!(error instanceof OverBudget)) throw error;
  }
  return cuts.toSorted((a, b) => a.facts.length - b.facts.length).map(({ box }) => box);
}

/** Sets free what may be; the facts that come first in the vocabulary are kept longest, as they say most. */
function widen(vocabulary: Vocabulary, cuts: Cut[], at: number, pieces: Pieces): void {
  const { universe, impossible, facts } = vocabulary;
  const others = [...impossible, ...cuts.filter((_, other) => other !== at)];
  for (const f of cuts[at]!.facts.toReversed()) {
    const { box } = cuts[at]!;
    for (const [from, to, end] of facts[f]!.isInt ? beside(box, universe, f) : [[universe[2 * f]! & ~box[2 * f]!, 0, 0] as const]) {
      const added = box.slice();
      [added[2 * f], added[2 * f + 1]] = [from, to];
      if (!pieces.some(added, others)) box[2 * f + end] = universe[2 * f + end]!;
    }
    cuts[at] = cutOf(vocabulary, box);
  }
}

/** The whole numbers below and above a box, and which of its bounds keeps them out. */
function beside(box: Box, universe: Box, f: number): (readonly [number, number, 0 | 1])[] {
  const [lo, hi, min, max] = [box[2 * f]!, box[2 * f + 1]!, universe[2 * f]!, universe[2 * f + 1]!];
  return [...(lo > min ? [[min, lo - 1, 0] as const] : []), ...(hi < max ? [[hi + 1, max, 1] as const] : [])];
}

function mergeFact(boxes: readonly Box[], f: number, isInt: boolean): Box[] {
  const alike = new Map<string, Box[]>();
  for (const box of boxes) {
    const rest = box.slice();
    rest[2 * f] = rest[2 * f + 1] = 0;
    const key = rest.join();
    const group = alike.get(key);
    if (group) group.push(box);
    else alike.set(key, [box]);
  }
  return [...alike.values()].flatMap((group) => {
    if (group.length === 1) return group;
    const [first, ...others] = isInt ? group.toSorted((a, b) => a[2 * f]! - b[2 * f]!) : group;
    const merged = [first!];
    for (const box of others) {
      const last = merged.at(-1)!;
      if (!isInt) last[2 * f]! |= box[2 * f]!;
      else if (box[2 * f]! <= last[2 * f + 1]! + 1) last[2 * f + 1] = Math.max(last[2 * f + 1]!, box[2 * f + 1]!);
      else merged.push(box);
    }
    return merged;
  });
}
