import type { Box, Vocabulary } from './vocabulary.js';

/** A box as a row of a table has it, with the facts that it narrows (by position); every other fact keeps its whole domain. */
export interface Cut {
  box: Box;
  facts: readonly number[];
}

/** The facts in which a box is narrower than everybody. */
export function cutOf({ universe }: Vocabulary, box: Box): Cut {
  const facts: number[] = [];
  for (let f = 0; 2 * f < box.length; f += 1) if (box[2 * f] !== universe[2 * f] || box[2 * f + 1] !== universe[2 * f + 1]) facts.push(f);
  return { box, facts };
}

/** Does anybody stand in both? Where they meet, how many facts of the cut narrow the box (0: all of the box is in it); else -1. */
export function overlap(vocabulary: Vocabulary, box: Box, cut: Cut): number {
  const { facts } = vocabulary;
  let narrowed = 0;
  for (const f of cut.facts) {
    const at = 2 * f;
    if (facts[f]!.isInt) {
      const [lo, hi, from, to] = [box[at]!, box[at + 1]!, cut.box[at]!, cut.box[at + 1]!];
      if (lo > to || hi < from) return -1;
      if (lo < from || hi > to) narrowed += 1;
    } else {
      const both = box[at]! & cut.box[at]!;
      if (both === 0) return -1;
      if (both !== box[at]) narrowed += 1;
    }
  }
  return narrowed;
}

/** Narrows the box to the cut, in place; false where nobody is left. */
export function intersect({ facts }: Vocabulary, box: Box, cut: Cut): boolean {
  for (const f of cut.facts) {
    const at = 2 * f;
    if (facts[f]!.isInt) {
      if (cut.box[at]! > box[at]!) box[at] = cut.box[at]!;
      if (cut.box[at + 1]! < box[at + 1]!) box[at + 1] = cut.box[at + 1]!;
      if (box[at]! > box[at + 1]!) return false;
    } else {
      box[at]! &= cut.box[at]!;
      if (box[at] === 0) return false;
    }
  }
  return true;
}

/**
 * Calls `take` with the persons of the box who are not in the cut, which must meet it: disjoint boxes, at most two for a whole
 * number and one for an enum, each made when its turn comes. Ends when `take` answers false; false when it did.
 */
export function subtract({ facts }: Vocabulary, box: Box, cut: Cut, take: (part: Box) => boolean): boolean {
  const rest = box.slice();
  const part = (slot: number, value: number): Box => {
    const made = rest.slice();
    made[slot] = value;
    return made;
  };
  for (const f of cut.facts) {
    const at = 2 * f;
    const [from, to] = [cut.box[at]!, cut.box[at + 1]!];
    if (facts[f]!.isInt) {
      if (rest[at]! < from) {
        if (!take(part(at + 1, from - 1))) return false;
        rest[at] = from;
      }
      if (rest[at + 1]! > to) {
        if (!take(part(at, to + 1))) return false;
        rest[at + 1] = to;
      }
    } else if ((rest[at]! & ~from) !== 0) {
      if (!take(part(at, rest[at]! & ~from))) return false;
      rest[at]! &= from;
    }
  }
  return true;
}

/**
 * Narrows the bounds of a box to what the relations allow, in place; false where they leave nobody. For order relations
 * this is exact: the lowest bounds that remain are a person.
 */
export function propagate({ relations }: Vocabulary, box: Box): boolean {
  for (let moved = true; moved;) {
    moved = false;
    for (const { left, times, right, plus } of relations) {
      const most = times * box[2 * right + 1]! + plus;
      if (box[2 * left + 1]! > most) {
        box[2 * left + 1] = most;
        moved = true;
      }
      const least = Math.ceil((box[2 * left]! - plus) / times);
      if (box[2 * right]! < least) {
        box[2 * right] = least;
        moved = true;
      }
      if (box[2 * left]! > box[2 * left + 1]! || box[2 * right]! > box[2 * right + 1]!) return false;
    }
  }
  return true;
}

/** Is the person, given as positions in vocabulary order, in the cut? */
export function holds({ facts }: Vocabulary, point: Int32Array, cut: Cut): boolean {
  for (const f of cut.facts) {
    const at = point[f]!;
    if (facts[f]!.isInt ? at < cut.box[2 * f]! || at > cut.box[2 * f + 1]! : (cut.box[2 * f]! & (1 << at)) === 0) return false;
  }
  return true;
}
