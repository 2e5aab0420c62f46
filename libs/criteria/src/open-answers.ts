import { type Cut, intersect, overlap, propagate } from './box.js';
import type { Table } from './compile.js';
import { OverBudget, type Pieces } from './pieces.js';
import type { Box } from './vocabulary.js';

/** A row within reach of a box, with everything that is tried before it. */
interface OpenRow { row: Cut; before: readonly Cut[] }
/** One answer that some persons of a box may get: the rows that give it, and boxes of such persons with the row of each. */
interface OpenAnswer { rows: OpenRow[]; found: { by: OpenRow; box: Box }[] }

/** What a box says of one fact, as its two numbers. */
export type Slot = readonly [number, number];

/** The answers of one table that are still possible for somebody in a box. A box once found answers many narrower questions. */
export class OpenAnswers {
  /** The facts that rows within reach of the box ask. */
  readonly asked = new Set<number>();
  private readonly answers: readonly OpenAnswer[];

  constructor(private readonly table: Table, private readonly box: Box, private readonly pieces: Pieces) {
    const { vocabulary, rows } = table;
    const byEffect = new Map<string, OpenAnswer>();
    const before: Cut[] = vocabulary.impossible.filter((one) => overlap(vocabulary, box, one) >= 0);
    for (const row of rows) {
      if (overlap(vocabulary, box, row) < 0) continue;
      const answer = byEffect.get(row.effect.key) ?? { rows: [], found: [] };
      byEffect.set(row.effect.key, answer);
      answer.rows.push({ row, before: [...before] });
      before.push(row);
      for (const f of row.facts) this.asked.add(f);
    }
    this.answers = [...byEffect.values()].filter((answer) => answer.rows.some((by) => this.search(answer, by, box)));
  }

  get count(): number {
    return this.answers.length;
  }

  /** How many answers are left where one fact stands only at these positions (a run, or a bit mask of values). */
  countAt(f: number, slot: Slot): number {
    const narrowed = narrowedTo(this.table.vocabulary, this.box, f, slot);
    return narrowed ? this.answers.filter((answer) => this.isLeft(answer, f, slot, narrowed)).length : 0;
  }

  // A neighbour of somebody found is found sooner than anybody from the start.
  private isLeft(answer: OpenAnswer, f: number, slot: Slot, narrowed: Box): boolean {
    if (answer.found.some(({ box }) => this.holdsSomebody(box, f, slot))) return true;
    const near = answer.found[0]!;
    return this.search(answer, near.by, moved(near.box, f, narrowed)) || answer.rows.some((by) => this.search(answer, by, narrowed));
  }

  // A found box is as narrow as the relations make it, so only a fact that a relation names needs a second look.
  private holdsSomebody(found: Box, f: number, slot: Slot): boolean {
    const { vocabulary } = this.table;
    const isRelated = vocabulary.relations.some(({ left, right }) => left === f || right === f);
    return isRelated ? narrowedTo(vocabulary, found, f, slot) !== null : meets(found, f, slot, vocabulary.facts[f]!.isInt);
  }

  // Past the budget nothing is disproved any more, so the answer stays possible.
  private search({ found }: OpenAnswer, by: OpenRow, box: Box): boolean {
    const start = box.slice();
    if (!intersect(this.table.vocabulary, start, by.row)) return false;
    const keep = (piece: Box): boolean => {
      found.push({ by, box: piece });
      return false;
    };
    try {
      return !this.pieces.each(start, by.before, keep);
    } catch (error) {
      if (error instanceof OverBudget) return true;
      throw error;
    }
  }
}

/** The box with one fact narrowed, and what the relations narrow with it; null where nobody is left. */
export function narrowedTo(vocabulary: Table['vocabulary'], box: Box, f: number, slot: Slot): Box | null {
  const { isInt } = vocabulary.facts[f]!;
  if (!meets(box, f, slot, isInt)) return null;
  const narrowed = box.slice();
  narrowed[2 * f] = isInt ? Math.max(box[2 * f]!, slot[0]) : box[2 * f]! & slot[0];
  narrowed[2 * f + 1] = isInt ? Math.min(box[2 * f + 1]!, slot[1]) : 0;
  return propagate(vocabulary, narrowed) ? narrowed : null;
}

function meets(box: Box, f: number, [first, second]: Slot, isInt: boolean): boolean {
  return isInt ? box[2 * f]! <= second && box[2 * f + 1]! >= first : (box[2 * f]! & first) !== 0;
}

function moved(box: Box, f: number, to: Box): Box {
  const other = box.slice();
  other[2 * f] = to[2 * f]!;
  other[2 * f + 1] = to[2 * f + 1]!;
  return other;
}
