import type { Table } from './compile.js';
import type { Cut } from './box.js';
import type { Vocabulary } from './vocabulary.js';

/** Rows that one diagram can hold of one table, the impossible boxes among them: a bit each in four words. */
export const mostRows = 128;
export const words = mostRows / 32;

/** A table as the diagram asks it, level by level. Every set of rows is four words; the impossible boxes are the first rows. */
export interface Layers {
  /** By row, the number of its effect; 0 for a row of an impossible box. */
  effects: Int32Array;
  /** By level, the rows whose conditions all stand on earlier levels. */
  firm: Int32Array;
  /** By level, the rows with a condition on it. */
  asked: Int32Array;
  /** By level, where its runs begin in `ends` (and, times four, in `fits`); one more than there are levels. */
  starts: Int32Array;
  /** The last position of each run of positions that no row of this table tells apart. */
  ends: Int32Array;
  /** By run, the rows that hold for it on this level. */
  fits: Int32Array;
}

/** The facts by level: those that most rows of all tables ask come first, ties in vocabulary order. */
export function factOrder(tables: readonly Table[]): number[] {
  const vocabulary = tables[0]?.vocabulary;
  if (!vocabulary) return [];
  const asked = vocabulary.facts.map(() => 0);
  for (const { facts } of [...vocabulary.impossible, ...tables.flatMap(({ rows }) => rows)]) for (const f of facts) asked[f]! += 1;
  return [...asked.keys()].sort((a, b) => asked[b]! - asked[a]! || a - b);
}

/** The layers of one table, its rows' effects numbered by `effectNumber`. */
export function layersOf({ vocabulary, rows }: Table, order: readonly number[], effectNumber: (row: Table['rows'][number]) => number): Layers {
  const cuts: readonly Cut[] = [...vocabulary.impossible, ...rows];
  const effects = Int32Array.from([...vocabulary.impossible.map(() => 0), ...rows.map(effectNumber)]);
  const levelOf = new Int32Array(order.length);
  order.forEach((f, level) => (levelOf[f] = level));
  const firm = new Int32Array((order.length + 1) * words);
  const asked = new Int32Array((order.length + 1) * words);
  cuts.forEach(({ facts }, row) => {
    let last = -1;
    for (const f of facts) {
      mark(asked, levelOf[f]!, row);
      last = Math.max(last, levelOf[f]!);
    }
    for (let level = last + 1; level <= order.length; level += 1) mark(firm, level, row);
  });
  const runs = order.map((f) => runsOf(vocabulary, cuts, f));
  const starts = new Int32Array(order.length + 1);
  runs.forEach(({ ends }, level) => (starts[level + 1] = starts[level]! + ends.length));
  return { effects, firm, asked, starts, ends: Int32Array.from(runs.flatMap(({ ends }) => ends)), fits: Int32Array.from(runs.flatMap(({ fits }) => fits)) };
}

function runsOf({ facts }: Vocabulary, cuts: readonly Cut[], f: number): { ends: number[]; fits: number[] } {
  const { isInt } = facts[f]!;
  const asking = cuts.flatMap((cut, row) => (cut.facts.includes(f) ? [{ row, low: cut.box[2 * f]!, high: cut.box[2 * f + 1]! }] : []));
  const ends = lastPositions(facts[f]!, asking);
  const fits: number[] = [];
  for (const end of ends) {
    const fit = [-1, -1, -1, -1];
    for (const { row, low, high } of asking) if (isInt ? end < low || end > high : (low & (1 << end)) === 0) fit[row >> 5]! &= ~(1 << (row & 31));
    fits.push(...fit);
  }
  return { ends, fits };
}

/** The last position of every run that these bounds tell apart; each value of an enum is its own run. */
export function lastPositions({ isInt, min, max }: Vocabulary['facts'][number], bounds: readonly { low: number; high: number }[]): number[] {
  if (!isInt) return bounds.length === 0 ? [max] : Array.from({ length: max + 1 }, (_, position) => position);
  const ends = new Set([max]);
  for (const { low, high } of bounds) {
    if (low > min) ends.add(low - 1);
    ends.add(high);
  }
  return [...ends].sort((a, b) => a - b);
}

function mark(sets: Int32Array, level: number, row: number): void {
  sets[level * words + (row >> 5)]! |= 1 << (row & 31);
}
