import { intersect, overlap } from './box.js';
import type { Row, Table } from './compile.js';
import { crosses, type EffectSet, effectSet } from './effects.js';
import { nearestIn, type Witness } from './nearest.js';
import { defaultBudget, OverBudget, Pieces } from './pieces.js';
import { mergeBoxes } from './simplify.js';
import type { Box } from './vocabulary.js';

/** Persons about whom something is found, in disjoint boxes that each hold a possible person, and the one nearest to a typical person. */
export interface Found {
  boxes: readonly Box[];
  witness: Witness | null;
}

/** Boxes as the rules say them, and the possible persons in them. */
interface Persons { boxes: Box[]; persons: Box[] }

/** Two rules, by position, that hold for the same person with different effects; the first decides. */
export interface Overlap extends Found { rules: readonly [number, number] }

/** A rule that decides for nobody: its conditions exclude each other, nobody can meet them, or the rules `by` decide first. */
export interface Masked extends Found {
  rule: number;
  because: 'contradiction' | 'impossible' | 'earlier';
  by: readonly number[];
}

/** A rule that decides, though without it every answer would be the same; the persons are those for whom it decides. */
export interface Redundant extends Found { rule: number }

/** Persons whom the same rules may accept or reject. */
export interface Crossing extends Found {
  rules: readonly number[];
  effect: EffectSet;
}

export interface Health {
  /** Persons of whom no rule speaks, box by box; none where `otherwise` is declared. */
  gaps: readonly Found[];
  overlaps: readonly Overlap[];
  masked: readonly Masked[];
  redundant: readonly Redundant[];
  crossing: readonly Crossing[];
  /** False where the budget ended first: what is named is true, and there may be more. */
  isComplete: boolean;
}

/** What is wrong with one table by itself: every finding is a proof, and names a concrete person where there is one. */
export function health(table: Table, { budget = defaultBudget }: { budget?: number } = {}): Health {
  const search = new Search(table, budget);
  const found = { gaps: [] as Found[], overlaps: [] as Overlap[], masked: [] as Masked[], redundant: [] as Redundant[], crossing: [] as Crossing[] };
  const rules = [...table.criterion.rules.keys()];
  const isComplete = untilBudget(() => {
    const decided = new Map(table.rows.map((row, at) => [row, search.decidedBy(at)]));
    for (const rule of rules) {
      const own = together(table.rows.flatMap((row) => (row.rules.includes(rule) ? decided.get(row)! : [])));
      if (own.boxes.length === 0) found.masked.push(search.masked(rule));
      else if (search.isRedundant(rule)) found.redundant.push({ rule, ...search.found(own) });
    }
    for (const [row, own] of decided) if (own.boxes.length > 0 && crosses(row.effect)) found.crossing.push({ rules: row.rules, effect: row.effect, ...search.found(own) });
    const last = decided.get(table.rows.at(-1)!)!;
    if (table.criterion.otherwise.outcome === 'UNDECLARED') found.gaps.push(...mergeBoxes(table.vocabulary, last.boxes).map((box) => search.within(box)));
    for (const a of rules) for (const b of rules.slice(a + 1)) found.overlaps.push(...search.overlap(a, b));
  });
  return { ...found, isComplete };
}

function untilBudget(search: () => void): boolean {
  try {
    search();
    return true;
  } catch (error) {
    if (error instanceof OverBudget) return false;
    throw error;
  }
}

function together(all: readonly Persons[]): Persons {
  return { boxes: all.flatMap(({ boxes }) => boxes), persons: all.flatMap(({ persons }) => persons) };
}

class Search {
  private readonly pieces: Pieces;
  private readonly anybody: Pieces;

  constructor(private readonly table: Table, budget: number) {
    this.pieces = new Pieces(table.vocabulary, budget);
    this.anybody = new Pieces({ ...table.vocabulary, relations: [] }, budget);
  }

  found({ boxes, persons }: Persons): Found {
    const { vocabulary } = this.table;
    return { boxes, witness: nearestIn(vocabulary, persons, vocabulary.typicalPersons) };
  }

  within(box: Box): Found {
    return this.found(this.all(box, []));
  }

  /** The persons whom a row decides: the row without the rows before it. */
  decidedBy(at: number): Persons {
    const { rows } = this.table;
    return this.all(rows[at]!.box, rows.slice(0, at));
  }

  masked(rule: number): Masked {
    const own = this.rowOf(rule);
    if (!own) return { rule, because: 'contradiction', by: [], boxes: [], witness: null };
    const all = this.all(own.box, []);
    if (all.boxes.length === 0) return { rule, because: 'impossible', by: [], boxes: [], witness: null };
    const { rows } = this.table;
    const by = rows.flatMap((row, at) => (this.meets(own, row, rows.slice(0, at)) ? row.rules : []));
    return { rule, because: 'earlier', by: [...new Set(by)].sort((a, b) => a - b), ...this.found(all) };
  }

  /** Where the rule decides, do the rows that would decide in its place say the same? Rows that name it are what falls away. */
  isRedundant(rule: number): boolean {
    const { rows } = this.table;
    return rows.every((row, at) => !row.rules.includes(rule) || rows.every((later, to) => {
      if (to <= at || later.rules.includes(rule) || later.effect.key === row.effect.key) return true;
      const between = rows.slice(at, to).filter(({ rules }) => !rules.includes(rule));
      return !this.meets(row, later, [...rows.slice(0, at), ...between]);
    }));
  }

  overlap(a: number, b: number): Overlap[] {
    const [one, other] = [this.rowOf(a), this.rowOf(b)];
    const { vocabulary } = this.table;
    if (!one || !other || this.keyOf(a) === this.keyOf(b) || overlap(vocabulary, one.box, other) < 0) return [];
    const start = one.box.slice();
    intersect(vocabulary, start, other);
    const both = this.all(start, []);
    return both.boxes.length === 0 ? [] : [{ rules: [a, b], ...this.found(both) }];
  }

  /** The row of all persons who meet the firm conditions of a rule: it alone, or it and `otherwise`. */
  private rowOf(rule: number): Row | undefined {
    const { rows, criterion } = this.table;
    return rows.find(({ rules: [first, second, ...more] }) => first === rule && (second === undefined || second === criterion.rules.length) && more.length === 0);
  }

  private keyOf(rule: number): string {
    return effectSet([this.table.criterion.rules[rule]!.effect]).key;
  }

  private meets(a: Row, b: Row, without: readonly Row[]): boolean {
    const { vocabulary } = this.table;
    const box = a.box.slice();
    return intersect(vocabulary, box, b) && this.pieces.some(box, [...vocabulary.impossible, ...without]);
  }

  private all(box: Box, without: readonly Row[]): Persons {
    const [boxes, persons]: [Box[], Box[]] = [[], []];
    this.anybody.each(box, without, (piece) => {
      const known = persons.length;
      this.pieces.each(piece, this.table.vocabulary.impossible, (person) => persons.push(person) > 0);
      return persons.length === known || boxes.push(piece) > 0;
    });
    return { boxes, persons };
  }
}
