import { type Cut, propagate } from './box.js';
import type { Table } from './compile.js';
import { boxOfPerson } from './evaluate.js';
import { lastPositions } from './layers.js';
import type { PartialPerson } from './model.js';
import { narrowedTo, OpenAnswers, type Slot } from './open-answers.js';
import { Pieces } from './pieces.js';
import { refuse } from './problem.js';
import type { Box, Fact, Sensitivity, Vocabulary } from './vocabulary.js';
import { type Shares, sharesOf, type Weights } from './weights.js';

/** Pieces that one question may look at; past them, an answer that is not disproved counts as possible. */
const budget = 500_000;

const sensitivities: readonly Sensitivity[] = ['ordinary', 'sensitive', 'restricted'];

/**
 * The unknown fact to ask next: the one that leaves the fewest answers on average, added up over the tables, weighted as
 * `mass` does. Ties: the least sensitive, then vocabulary order. Never a restricted fact. Where no fact alone takes an answer
 * away but several together may, one that an undecided table asks. Null where nothing can change. Throws IMPOSSIBLE_PERSON.
 */
export function nextQuestion(tables: readonly Table[], known: PartialPerson | Box, weights?: Weights): string | null {
  const vocabulary = tables[0]?.vocabulary;
  if (!vocabulary) return null;
  const box = known instanceof Int32Array ? known.slice() : boxOfPerson(vocabulary, known);
  const pieces = new Pieces(vocabulary, budget);
  if (!propagate(vocabulary, box)) refuse('IMPOSSIBLE_PERSON', 'nobody');
  const answers = tables.map((table) => new OpenAnswers(table, box, pieces));
  if (answers.some(({ count }) => count === 0)) refuse('IMPOSSIBLE_PERSON', 'nobody');
  const open = answers.filter(({ count }) => count > 1);
  const cuts = [...vocabulary.impossible, ...tables.flatMap(({ rows }) => rows)];
  const shares = sharesOf(vocabulary, weights);
  const questions = vocabulary.facts.flatMap((fact, f) => (fact.sensitivity === 'restricted' || open.length === 0 ? [] : ask({ vocabulary, box, f, open, shares, slots: slotsOf(fact, f, cuts) }) ?? []));
  const changing = questions.filter(({ changes }) => changes);
  return (changing.length > 0 ? changing : questions.filter(({ isAsked }) => isAsked)).sort(isBetter)[0]?.fact.key ?? null;
}

interface Question { fact: Fact; f: number; expected: number; changes: boolean; isAsked: boolean }
interface Asking { vocabulary: Vocabulary; box: Box; f: number; open: readonly OpenAnswers[]; shares: Shares; slots: readonly Slot[] }

/** What a fact would leave; null where only one of its slots can be. */
function ask({ vocabulary, box, f, open, shares, slots }: Asking): Question | null {
  const fact = vocabulary.facts[f]!;
  const now = countOf(open, ({ count }) => count);
  let [all, left, feasible, changes] = [0, 0, 0, false];
  for (const slot of slots.length > 1 ? slots : []) {
    const narrowed = narrowedTo(vocabulary, box, f, slot);
    if (!narrowed) continue;
    const count = countOf(open, (answers) => answers.countAt(f, slot));
    if (count === 0) continue;
    const share = fact.isInt ? shares.between(f, narrowed[2 * f]!, narrowed[2 * f + 1]!) : shares.among(f, narrowed[2 * f]!);
    all += share;
    left += share * count;
    feasible += 1;
    changes ||= count < now;
  }
  return feasible < 2 ? null : { fact, f, expected: all > 0 ? left / all : now, changes, isAsked: open.some(({ asked }) => asked.has(f)) };
}

/** The parts of a fact's domain that no table and no impossible box tells apart. */
function slotsOf(fact: Fact, f: number, cuts: readonly Cut[]): Slot[] {
  const bounds = cuts.filter(({ facts }) => facts.includes(f)).map(({ box }) => ({ low: box[2 * f]!, high: box[2 * f + 1]! }));
  const ends = lastPositions(fact, bounds);
  if (fact.isInt) return ends.map((end, at) => [at === 0 ? fact.min : ends[at - 1]! + 1, end]);
  const alike = new Map<string, number>();
  for (const end of ends) {
    const key = bounds.map(({ low }) => (low >> end) & 1).join('');
    alike.set(key, (alike.get(key) ?? 0) | (1 << end));
  }
  return [...alike.values()].map((mask) => [mask, 0]);
}

function countOf(open: readonly OpenAnswers[], count: (answers: OpenAnswers) => number): number {
  return open.reduce((sum, answers) => sum + count(answers), 0);
}

/** Sums of shares that are equal in theory may differ in the last digit. */
function isBetter(a: Question, b: Question): number {
  if (Math.abs(a.expected - b.expected) > 1e-9) return a.expected - b.expected;
  return sensitivities.indexOf(a.fact.sensitivity) - sensitivities.indexOf(b.fact.sensitivity) || a.f - b.f;
}
