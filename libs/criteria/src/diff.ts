import { intersect, overlap } from './box.js';
import type { Row, Table } from './compile.js';
import { directionOf, type Direction, type EffectSet, type Level, levelOf, levels } from './effects.js';
import { nearestIn, type Witness } from './nearest.js';
import { defaultBudget, OverBudget, Pieces } from './pieces.js';
import type { Box, TypicalPerson } from './vocabulary.js';

/** Persons whom the two tables treat differently, all by the same rule on each side (positions in the criteria). At least one of them is possible. */
export interface Region {
  box: Box;
  a: { effect: EffectSet; rules: readonly number[] };
  b: { effect: EffectSet; rules: readonly number[] };
  level: Level;
}

export interface Difference {
  /** `undecided`: the budget ended before a person was found; never to be shown as equal. */
  verdict: 'equal' | 'different' | 'undecided';
  /** The gravest level at which anybody is treated differently. */
  level: Level | null;
  /** Seen from the first table; null where they are equal. */
  direction: Direction | null;
  regions: readonly Region[];
  /** Do the regions hold everybody who is treated differently? False after `first` and over budget. */
  isComplete: boolean;
  witness: Witness | null;
}

export interface DiffOptions {
  /** `first` stops at the first person; `all` (default) finds every region and the nearest person. */
  mode?: 'first' | 'all';
  /** Pieces that may be looked at. */
  budget?: number;
  /** From whom the witness is moved; default: the vocabulary's typical persons. */
  typical?: readonly TypicalPerson[];
}

/** Proves two tables of one vocabulary equal for every possible person, or finds persons whom they treat differently. */
export function diff(a: Table, b: Table, { mode = 'all', budget = defaultBudget, typical = a.vocabulary.typicalPersons }: DiffOptions = {}): Difference {
  const found: Found = { regions: [], persons: [] };
  const isComplete = mode === 'first' ? findFirst(a, b, budget, found) : findAll(a, b, budget, found);
  const { regions, persons } = found;
  if (regions.length === 0) return { verdict: isComplete ? 'equal' : 'undecided', level: null, direction: null, regions, isComplete, witness: null };
  const level = levels.find((one) => regions.some((region) => region.level === one))!;
  return { verdict: 'different', level, direction: directionOfAll(regions), regions, isComplete, witness: nearestIn(a.vocabulary, persons, typical) };
}

/** The one direction of all regions, or mixed. */
export function directionOfAll(regions: readonly Region[]): Direction {
  const found = new Set(regions.map((region) => directionOf(region.a.effect, region.b.effect)));
  return found.size === 1 ? [...found][0]! : found.has('silent') && found.size === 2 ? [...found].find((one) => one !== 'silent')! : 'mixed';
}

interface Found { regions: Region[]; persons: Box[] }

/** Stops at the first possible person; true where there is none. */
function findFirst(a: Table, b: Table, budget: number, { regions, persons }: Found): boolean {
  const pieces = new Pieces(a.vocabulary, budget);
  return eachPair(a, b, ({ start, earlier, sides }) => pieces.each(start, [...a.vocabulary.impossible, ...earlier], (box) => {
    regions.push({ box, ...sides });
    persons.push(box);
    return false;
  }));
}

/**
 * Every region, and the boxes of possible persons in them. Impossible persons are cut out of the persons alone: a region
 * says whom it means without the exceptions that nobody is.
 */
function findAll(a: Table, b: Table, budget: number, { regions, persons }: Found): boolean {
  const [anybody, possible] = [new Pieces({ ...a.vocabulary, relations: [] }, budget), new Pieces(a.vocabulary, budget)];
  return eachPair(a, b, ({ start, earlier, sides }) => anybody.each(start, earlier, (box) => {
    const known = persons.length;
    possible.each(box, a.vocabulary.impossible, (person) => persons.push(person) > 0);
    if (persons.length > known) regions.push({ box, ...sides });
    return true;
  }));
}

interface Pair { start: Box; earlier: readonly Row[]; sides: Omit<Region, 'box'> }

/** Every pair of rows with different effects that somebody may meet, until `search` answers false or the budget ends; true where it went through. */
function eachPair(a: Table, b: Table, search: (pair: Pair) => boolean): boolean {
  const levelsOf = new Map<string, Level>();
  const between = (x: EffectSet, y: EffectSet): Level => {
    const key = `${x.key} / ${y.key}`;
    const level = levelsOf.get(key) ?? levelOf(x, y)!;
    levelsOf.set(key, level);
    return level;
  };
  try {
    for (const [i, rowA] of a.rows.entries()) {
      for (const [j, rowB] of b.rows.entries()) {
        if (rowA.effect.key === rowB.effect.key || overlap(a.vocabulary, rowA.box, rowB) < 0) continue;
        const start = rowA.box.slice();
        intersect(a.vocabulary, start, rowB);
        const sides = { a: said(rowA), b: said(rowB), level: between(rowA.effect, rowB.effect) };
        if (!search({ start, earlier: [...a.rows.slice(0, i), ...b.rows.slice(0, j)], sides })) return false;
      }
    }
    return true;
  } catch (error) {
    if (error instanceof OverBudget) return false;
    throw error;
  }
}

const said = ({ effect, rules }: Row): Region['a'] => ({ effect, rules });
