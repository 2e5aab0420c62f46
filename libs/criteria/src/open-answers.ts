import { type Cut, intersect, overlap, propagate } from './box.js';
import type { Table } from './compile.js';
import { OverBudget, type Pieces } from './pieces.js';
import type { Box } from './vocabulary.js';

/** One answer that some persons of a box may get: the rows that give it, each with what is tried before it, and boxes of such persons. */
interface OpenAnswer {
  rows: { row: Cut; before: readonly Cut[] }[];
  found: Box[];
}

/** The answers of one table that are still possible for somebody in a box. A box once found answers many narrower questions. */
export class OpenAnswers {
  /** The facts that rows within reach of the box ask. */
  readonly asked = new Set<number>();
  private readonly answers: readonly OpenAnswer[];

  constructor(private readonly table: Table, box: Box, private readonly pieces: Pieces) {
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
    this.answers = [...byEffect.values()].filter((answer) => this.search(answer, box));
  }

  get count(): number {
    return this.answers.length;
  }

  /** How many answers are left where the fact, of the box as it was, stands only at these positions (a run, or a bit mask of values). */
  countAt(f: number, slot: Slot, box: Box): number {
    return this.answers.filter((answer) => answer.found.some((found) => this.meets(found, f, slot)) || this.search(answer, box)).length;
  }

  private meets(found: Box, f: number, slot: Slot): boolean {
    const { vocabulary } = this.table;
    const narrowed = narrowedTo(found, f, slot, vocabulary.facts[f]!.isInt);
    return narrowed !== null && (!vocabulary.facts[f]!.isInt || propagate(vocabulary, narrowed));
  }

  private search({ rows, found }: OpenAnswer, box: Box): boolean {
    const { vocabulary } = this.table;
    const keep = (piece: Box): boolean => {
      found.push(piece);
      return false;
    };
    return rows.some(({ row, before }) => {
      const start = box.slice();
      return intersect(vocabulary, start, row) && !this.each(start, before, keep);
    });
  }

  // Past the budget nothing is disproved any more, so the answer stays possible.
  private each(start: Box, before: readonly Cut[], keep: (piece: Box) => boolean): boolean {
    try {
      return this.pieces.each(start, before, keep);
    } catch (error) {
      if (error instanceof OverBudget) return false;
      throw error;
    }
  }
}

/** What a box says of one fact, as its two numbers. */
export type Slot = readonly [number, number];

/** The box with one fact narrowed; null where nothing is left. */
export function narrowedTo(box: Box, f: number, [first, second]: Slot, isInt: boolean): Box | null {
  const low = isInt ? Math.max(box[2 * f]!, first) : box[2 * f]! & first;
  const high = isInt ? Math.min(box[2 * f + 1]!, second) : 0;
  if (isInt ? low > high : low === 0) return null;
  const narrowed = box.slice();
  narrowed[2 * f] = low;
  narrowed[2 * f + 1] = high;
  return narrowed;
}
