import type { Person, Value } from './model.js';
import { refuse } from './problem.js';

/**
 * A set of persons, one slot of two numbers for each fact in vocabulary order: lowest and highest position of a whole
 * number, or a bit for each allowed value of an enum or boolean and 0.
 */
export type Box = Int32Array;

export type Sensitivity = 'ordinary' | 'sensitive' | 'restricted';
/** A text in the languages of the vocabulary, by language code. */
export type Words = Readonly<Record<string, string>>;

/** One typed statement about a person. Its values stand in `values` by position; a whole-number fact without steps has none. */
export interface Fact {
  key: string;
  kind: 'enum' | 'bool' | 'int';
  sensitivity: Sensitivity;
  unit: string | null;
  label: Words;
  question: Words;
  /** Enum and boolean values, or the steps of a graded whole number; a person's value is kept as the position here. */
  values: readonly Value[] | null;
  valueLabels: readonly Words[];
  /** Lowest and highest position (or whole number). */
  min: number;
  max: number;
  isInt: boolean;
}

/** `left <= times * right + plus`, over positions of two whole-number facts. */
export interface Relation {
  id: string;
  left: number;
  times: number;
  right: number;
  plus: number;
  reason: string;
}

/** Conditions that no person can meet together: true by biology or by the definition of the facts. */
export interface Impossible {
  id: string;
  box: Box;
  /** The facts that the box narrows, by position. */
  facts: readonly number[];
  reason: string;
}

export interface TypicalPerson {
  key: string;
  label: Words;
  facts: Person;
}

/** The closed list of facts, in the order that breaks every tie. */
export interface Vocabulary {
  version: string;
  facts: readonly Fact[];
  index: ReadonlyMap<string, number>;
  retired: ReadonlySet<string>;
  universe: Box;
  relations: readonly Relation[];
  impossible: readonly Impossible[];
  typicalPersons: readonly TypicalPerson[];
  unknownLabel: Words;
}

/** The file of a vocabulary, as `facts.json` has it. */
export interface VocabularyFile {
  version: string;
  unknownLabel: Words;
  boolLabels: { true: Words; false: Words };
  facts: readonly {
    key: string; kind: string; sensitivity: string; unit: string | null; label: Words; question: Words; retired?: boolean;
    values?: readonly ({ code: string } & Record<string, string>)[];
    domain?: { min: number; max: number; steps?: readonly number[] };
  }[];
  relations: readonly { id: string; left: string; times: number; right: string; plus: number; reason: string }[];
  impossible: readonly { id: string; when: readonly { fact: string; in?: readonly Value[]; from?: number; to?: number }[]; reason: string }[];
  typicalPersons: readonly { key: string; label: Words; facts: Record<string, Value> }[];
}

/** Compiles a vocabulary file. Throws CriteriaError INVALID_VOCABULARY where the file contradicts itself. */
export function readVocabulary(file: VocabularyFile): Vocabulary {
  const facts = file.facts.filter(({ retired }) => !retired).map((fact) => factOf(fact, file.boolLabels));
  const index = new Map(facts.map(({ key }, position) => [key, position]));
  const universe = new Int32Array(facts.length * 2);
  facts.forEach(({ isInt, min, max }, f) => {
    universe[2 * f] = isInt ? min : 2 ** (max + 1) - 1;
    universe[2 * f + 1] = isInt ? max : 0;
  });
  const at = (key: string, where: string): number => index.get(key) ?? refuse('INVALID_VOCABULARY', `${where} names the fact ${key}, which does not exist`);
  const relations = file.relations.map(({ left, right, ...rest }) => ({ ...rest, left: at(left, rest.id), right: at(right, rest.id) }));
  const impossible = file.impossible.map(({ id, when, reason }) => {
    const box = universe.slice();
    const narrowed = when.map((cell) => {
      const f = at(cell.fact, id);
      narrow(facts[f]!, box, f, cell);
      return f;
    });
    return { id, box, facts: [...new Set(narrowed)], reason };
  });
  return {
    version: file.version, facts, index, universe, relations, impossible, unknownLabel: file.unknownLabel,
    retired: new Set(file.facts.filter(({ retired }) => retired).map(({ key }) => key)), typicalPersons: file.typicalPersons,
  };
}

/** The position of a value of a fact, or null where the fact cannot have it. */
export function positionOf(fact: Fact, value: unknown): number | null {
  if (fact.values) {
    const position = fact.values.indexOf(value as Value);
    return position < 0 ? null : position;
  }
  return typeof value === 'number' && Number.isInteger(value) && value >= fact.min && value <= fact.max ? value : null;
}

/** The value that stands at a position. */
export function valueAt(fact: Fact, position: number): Value {
  return fact.values ? fact.values[position]! : position;
}

function narrow(fact: Fact, box: Int32Array, f: number, cell: { in?: readonly Value[]; from?: number; to?: number }): void {
  const at = (value: unknown): number => positionOf(fact, value) ?? refuse('INVALID_VOCABULARY', `${fact.key} has no value ${String(value)}`);
  if (cell.in) box[2 * f]! &= maskOf(cell.in.map(at));
  if (cell.from !== undefined) box[2 * f] = Math.max(box[2 * f]!, at(cell.from));
  if (cell.to !== undefined) box[2 * f + 1] = Math.min(box[2 * f + 1]!, at(cell.to));
}

/** A bit for each position. */
export function maskOf(positions: readonly number[]): number {
  return positions.reduce((mask, position) => mask | (1 << position), 0);
}

function factOf({ key, kind, sensitivity, unit, label, question, values, domain }: VocabularyFile['facts'][number], bools: VocabularyFile['boolLabels']): Fact {
  const base = { key, sensitivity: sensitivity as Sensitivity, unit, label, question };
  if (kind === 'int' && domain) {
    const { min, max, steps } = domain;
    return { ...base, kind, isInt: true, values: steps ?? null, valueLabels: [], min: steps ? 0 : min, max: steps ? steps.length - 1 : max };
  }
  if (kind === 'bool') return { ...base, kind, isInt: false, values: [true, false], valueLabels: [bools.true, bools.false], min: 0, max: 1 };
  if (kind === 'enum' && values && values.length <= 30) return { ...base, kind, isInt: false, values: values.map(({ code }) => code), valueLabels: values, min: 0, max: values.length - 1 };
  return refuse('INVALID_VOCABULARY', `${key} is no enum, boolean or whole number`);
}
