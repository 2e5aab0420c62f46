import { holds, intersect, overlap, propagate } from './box.js';
import type { Row, Table } from './compile.js';
import type { EffectSet } from './effects.js';
import type { PartialPerson, Person, Value } from './model.js';
import { CriteriaError, type Problem, refuse } from './problem.js';
import { type Box, maskOf, positionOf, valueAt, type Vocabulary } from './vocabulary.js';
import { Pieces } from './pieces.js';

/** What a table answers and which rules say so (positions in the criterion; its length stands for `otherwise`). */
export interface Answer {
  effect: EffectSet;
  rules: readonly number[];
}

/** The answer of a table for one whole person, given as positions (`pointOf`). */
export function evaluate({ vocabulary, rows }: Table, point: Int32Array): Answer {
  return rows.find((row) => holds(vocabulary, point, row))!;
}

/** Every answer that some person within the box can get: exact, in the order of the table. Throws IMPOSSIBLE_PERSON where the box holds nobody. */
export function possible(table: Table, box: Box): Answer[] {
  const { vocabulary, rows } = table;
  const answers = new Map<string, Answer>();
  const before: Row[] = [];
  for (const row of rows) {
    const found = answers.get(row.effect.key);
    if (overlap(vocabulary, box, row) >= 0) {
      const start = box.slice();
      const isMet = intersect(vocabulary, start, row) && new Pieces(vocabulary).some(start, [...vocabulary.impossible, ...before]);
      if (isMet) answers.set(row.effect.key, { effect: row.effect, rules: [...new Set([...(found?.rules ?? []), ...row.rules])] });
      before.push(row);
    }
  }
  if (answers.size === 0) refuse('IMPOSSIBLE_PERSON', 'nobody');
  return [...answers.values()];
}

/** A person as positions in vocabulary order. Throws UNKNOWN_FACT, UNKNOWN_VALUE, VALUE_OUT_OF_RANGE or INCOMPLETE_PERSON, naming every fault. */
export function pointOf(vocabulary: Vocabulary, person: Person): Int32Array {
  const box = boxOfPerson(vocabulary, person);
  const lacking = vocabulary.facts.filter(({ key }) => person[key] === undefined || person[key] === null || typeof person[key] === 'object');
  if (lacking.length > 0) throw new CriteriaError(lacking.map(({ key }) => ({ code: 'INCOMPLETE_PERSON', what: key })));
  return lowestOf(vocabulary, box);
}

/** The persons who agree with what is known; an unknown fact keeps its whole domain. Throws as `pointOf`, or IMPOSSIBLE_PERSON with the reason. */
export function boxOfPerson(vocabulary: Vocabulary, known: PartialPerson): Box {
  const box = vocabulary.universe.slice();
  const problems: Problem[] = [];
  for (const [key, value] of Object.entries(known)) {
    const f = vocabulary.index.get(key);
    if (f === undefined) problems.push({ code: vocabulary.retired.has(key) ? 'RETIRED_FACT' : 'UNKNOWN_FACT', what: key });
    else if (value !== null && value !== undefined) problems.push(...know(vocabulary, box, f, value));
  }
  if (problems.length > 0) throw new CriteriaError(problems);
  const relation = vocabulary.relations.find((one) => !propagate({ ...vocabulary, relations: [one] }, box.slice()));
  const impossible = vocabulary.impossible.find((one) => overlap(vocabulary, box, one) === 0);
  const reason = relation ?? impossible;
  if (reason) refuse('IMPOSSIBLE_PERSON', `${reason.id}: ${reason.reason}`);
  if (!new Pieces(vocabulary).some(box, vocabulary.impossible)) refuse('IMPOSSIBLE_PERSON', 'nobody');
  return box;
}

/** The person who stands at these positions. */
export function personAt({ facts }: Vocabulary, point: Int32Array): Person {
  return Object.fromEntries(facts.map((fact, f): [string, Value] => [fact.key, valueAt(fact, point[f]!)]));
}

/** The lowest value of every fact in a box. */
export function lowestOf({ facts }: Vocabulary, box: Box): Int32Array {
  return Int32Array.from(facts, ({ isInt }, f) => (isInt ? box[2 * f]! : 31 - Math.clz32(box[2 * f]! & -box[2 * f]!)));
}

function know({ facts }: Vocabulary, box: Box, f: number, value: NonNullable<PartialPerson[string]>): Problem[] {
  const fact = facts[f]!;
  const isInterval = typeof value === 'object' && !Array.isArray(value);
  const given: unknown[] = Array.isArray(value) ? value : isInterval ? Object.values(value as object) : [value];
  const wrong = given.filter((one) => positionOf(fact, one) === null);
  if (given.length === 0 || (isInterval && !fact.isInt)) return [{ code: 'UNKNOWN_VALUE', what: fact.key }];
  if (wrong.length > 0) return wrong.map((one) => ({ code: fact.isInt ? 'VALUE_OUT_OF_RANGE' : 'UNKNOWN_VALUE', what: `${fact.key}: ${JSON.stringify(one)}` }));
  if (!fact.isInt) {
    box[2 * f] = maskOf(given.map((one) => positionOf(fact, one)!));
    return [];
  }
  const { from, to } = (isInterval ? value : {}) as { from?: number; to?: number };
  const positions = given.map((one) => positionOf(fact, one)!);
  box[2 * f] = isInterval ? (from === undefined ? fact.min : positionOf(fact, from)!) : Math.min(...positions);
  box[2 * f + 1] = isInterval ? (to === undefined ? fact.max : positionOf(fact, to)!) : Math.max(...positions);
  return box[2 * f]! > box[2 * f + 1]! ? [{ code: 'EMPTY_INTERVAL', what: fact.key }] : [];
}
