import { type Cut, overlap, propagate, subtract } from './box.js';
import type { Box, Vocabulary } from './vocabulary.js';

/** How many pieces one question may look at before it is given up: equality of FIRST tables is coNP-complete. */
export const defaultBudget = 5_000_000;

/** Thrown inside a search that has used its budget; the caller answers *undecided*. */
export class OverBudget extends Error {}

/**
 * Takes boxes out of a box, piece by piece. What survives is disjoint, and every piece holds a possible person: impossible
 * boxes are among what is taken out, and the relations narrow each piece.
 */
export class Pieces {
  private left: number;

  constructor(private readonly vocabulary: Vocabulary, budget = defaultBudget) {
    this.left = budget;
  }

  /** Is anybody of the box in none of the cuts? */
  some(box: Box, cuts: readonly Cut[]): boolean {
    return !this.each(box, cuts, () => false);
  }

  /** Calls `take` with each surviving piece until it answers false; false when it did. Throws OverBudget. */
  each(box: Box, cuts: readonly Cut[], take: (piece: Box) => boolean): boolean {
    const piece = box.slice();
    return !propagate(this.vocabulary, piece) || this.within(piece, cuts, take);
  }

  // Least narrowed first: a cut that holds the whole piece ends it, one that narrows a single fact leaves at most two parts.
  private within(piece: Box, cuts: readonly Cut[], take: (piece: Box) => boolean): boolean {
    if (this.left-- <= 0) throw new OverBudget();
    const meeting: Cut[] = [];
    let [least, chosen] = [Infinity, 0];
    for (const cut of cuts) {
      const narrowed = overlap(this.vocabulary, piece, cut);
      if (narrowed === 0) return true;
      if (narrowed < 0) continue;
      if (narrowed < least) [least, chosen] = [narrowed, meeting.length];
      meeting.push(cut);
    }
    if (meeting.length === 0) return take(piece);
    const [cut] = meeting.splice(chosen, 1);
    return subtract(this.vocabulary, piece, cut!, (part) => !propagate(this.vocabulary, part) || this.within(part, meeting, take));
  }
}
