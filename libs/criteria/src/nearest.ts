import { propagate } from './box.js';
import { lowestOf, personAt, pointOf } from './evaluate.js';
import type { Person } from './model.js';
import type { Box, TypicalPerson, Vocabulary } from './vocabulary.js';

/** A concrete person in a region: a typical one with as few facts moved as the region allows. */
export interface Witness {
  facts: Person;
  /** Key of the typical person it was moved from. */
  movedFrom: string;
  /** The facts that differ from the typical person's. */
  moved: readonly string[];
}

interface Candidate { point: Int32Array; moved: readonly number[]; sensitive: number; typical: TypicalPerson }

/**
 * The person of these disjoint feasible boxes with the fewest facts moved from a typical person. Ties: fewest sensitive
 * facts, then vocabulary order, then the order of the typical persons. Null where there are no boxes or no typical person.
 */
export function nearestIn(vocabulary: Vocabulary, boxes: readonly Box[], typicalPersons: readonly TypicalPerson[]): Witness | null {
  let best: Candidate | null = null;
  for (const typical of typicalPersons) {
    const from = startOf(vocabulary, typical);
    for (const box of boxes) {
      const forced = outside(vocabulary, box, from);
      if (best && forced.length > best.moved.length) continue;
      const found = moveInto(vocabulary, box, from, forced);
      const moved = outsidePoint(found, from);
      const candidate = { point: found, moved, typical, sensitive: moved.filter((f) => vocabulary.facts[f]!.sensitivity !== 'ordinary').length };
      if (!best || isNearer(candidate, best)) best = candidate;
    }
  }
  return best && { facts: personAt(vocabulary, best.point), movedFrom: best.typical.key, moved: best.moved.map((f) => vocabulary.facts[f]!.key) };
}

const starts = new WeakMap<Vocabulary, Map<TypicalPerson, Int32Array>>();

/** A typical person as positions, proven possible once for each vocabulary. */
function startOf(vocabulary: Vocabulary, typical: TypicalPerson): Int32Array {
  const known = starts.get(vocabulary) ?? new Map<TypicalPerson, Int32Array>();
  starts.set(vocabulary, known);
  const start = known.get(typical) ?? pointOf(vocabulary, typical.facts);
  known.set(typical, start);
  return start;
}

function isNearer(a: Candidate, b: Candidate): boolean {
  if (a.moved.length !== b.moved.length) return a.moved.length < b.moved.length;
  if (a.sensitive !== b.sensitive) return a.sensitive < b.sensitive;
  for (const [at, f] of a.moved.entries()) if (f !== b.moved[at]) return f < b.moved[at]!;
  return false;
}

function outside({ facts }: Vocabulary, box: Box, point: Int32Array): number[] {
  return facts.flatMap(({ isInt }, f) => ((isInt ? point[f]! >= box[2 * f]! && point[f]! <= box[2 * f + 1]! : box[2 * f]! & (1 << point[f]!)) ? [] : [f]));
}

function outsidePoint(point: Int32Array, from: Int32Array): number[] {
  return [...point.keys()].filter((f) => point[f] !== from[f]);
}

/** The nearest person in one box: the facts that must move, and the smallest further set of related whole numbers where a relation breaks. */
function moveInto(vocabulary: Vocabulary, box: Box, from: Int32Array, forced: readonly number[]): Int32Array {
  const related = [...new Set(vocabulary.relations.flatMap(({ left, right }) => [left, right]))].filter((f) => !forced.includes(f)).sort((a, b) => a - b);
  for (const further of subsetsBySize(related)) {
    const free = new Set([...forced, ...further]);
    const narrowed = box.slice();
    vocabulary.facts.forEach(({ isInt }, f) => {
      if (!free.has(f)) fix(narrowed, f, isInt, from[f]!);
    });
    if (propagate(vocabulary, narrowed)) return settle(vocabulary, narrowed, from);
  }
  throw new Error('A feasible box holds nobody.');
}

/** Fixes whole numbers one by one as near as the rest allows, in vocabulary order. */
function settle(vocabulary: Vocabulary, box: Box, from: Int32Array): Int32Array {
  vocabulary.facts.forEach(({ isInt }, f) => {
    if (!isInt) return;
    fix(box, f, true, Math.min(Math.max(from[f]!, box[2 * f]!), box[2 * f + 1]!));
    propagate(vocabulary, box);
  });
  const point = lowestOf(vocabulary, box);
  vocabulary.facts.forEach(({ isInt }, f) => {
    if (!isInt && box[2 * f]! & (1 << from[f]!)) point[f] = from[f]!;
  });
  return point;
}

function fix(box: Box, f: number, isInt: boolean, position: number): void {
  box[2 * f] = isInt ? position : 1 << position;
  if (isInt) box[2 * f + 1] = position;
}

function* subsetsBySize(items: readonly number[]): Generator<readonly number[]> {
  const all = Array.from({ length: 2 ** items.length }, (_, bits) => items.filter((_item, at) => bits & (1 << at)));
  yield* all.sort((a, b) => a.length - b.length);
}
