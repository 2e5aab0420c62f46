import type { Condition, PartialPerson, Person, Value, Vocabulary } from '@konbit/criteria';
import { boundsOf, positionOf, valueAt } from './cells.js';
import { resolved } from './forking.js';
import { effectText, isAtDiscretion, type TableFile } from './table-file.js';

/** A table as functions of SMT-LIB: for each effect, by its text, the function that says whether a person may get it. */
export interface SmtTable {
  text: string;
  reaches: ReadonlyMap<string, string>;
}

/** Every fact as a whole number that counts positions, and the persons there can be. */
export function smtPersons({ facts, impossible, relations }: Vocabulary): string {
  const domains = facts.map(({ key, min, max }) => `(declare-const ${key} Int)(assert (and (<= ${min} ${key}) (<= ${key} ${max})))`);
  const boxes = impossible.map(({ box, facts: narrowed }) => `(assert (not (and ${narrowed.map((f) => {
    const { key, isInt } = facts[f]!;
    return isInt ? between(key, box[2 * f]!, box[2 * f + 1]!) : oneOf(key, positionsOf(box[2 * f]!));
  }).join(' ')})))`);
  const bounds = relations.map(({ left, times, right, plus }) => `(assert (<= ${facts[left]!.key} (+ (* ${times} ${facts[right]!.key}) ${plus})))`);
  return [...domains, ...boxes, ...bounds].join('\n');
}

/** Straight from the file: a rule speaks where it holds and no firm rule before it does; a rule at discretion stops nobody. */
export function smtTable({ facts }: Vocabulary, name: string, { rules, otherwise }: TableFile): SmtTable {
  const lines: string[] = [`(define-fun ${name}_p0 () Bool true)`];
  const speaking = new Map<string, string[]>();
  const speaks = (text: string, when: string): unknown => speaking.set(text, [...(speaking.get(text) ?? []), when]);
  rules.forEach((rule, at) => {
    const cells = rule.when.map((condition) => cellText(facts, condition));
    lines.push(`(define-fun ${name}_c${at} () Bool (and ${name}_p${at} true ${cells.join(' ')}))`);
    lines.push(`(define-fun ${name}_p${at + 1} () Bool ${isAtDiscretion(rule) ? `${name}_p${at}` : `(and ${name}_p${at} (not ${name}_c${at}))`})`);
    speaks(effectText(rule.effect), `${name}_c${at}`);
  });
  speaks(effectText(otherwise), `${name}_p${rules.length}`);
  const reaches = new Map<string, string>();
  for (const [text, whens] of speaking) {
    const reach = `${name}_e${reaches.size}`;
    reaches.set(text, reach);
    lines.push(`(define-fun ${reach} () Bool (or false ${whens.join(' ')}))`);
  }
  return { text: lines.join('\n'), reaches };
}

/** The persons whom the two tables give different sets of effects. */
export function smtDifference(a: SmtTable, b: SmtTable): string {
  const texts = new Set([...a.reaches.keys(), ...b.reaches.keys()]);
  return `(or ${[...texts].map((text) => `(xor ${a.reaches.get(text) ?? 'false'} ${b.reaches.get(text) ?? 'false'})`).join(' ')})`;
}

/** The persons whom a table gives exactly this set of effects. */
export function smtAnswer({ reaches }: SmtTable, texts: readonly string[]): string {
  return `(and true ${[...reaches].map(([text, reach]) => (texts.includes(text) ? reach : `(not ${reach})`)).join(' ')})`;
}

/** The persons of whom this is known, value by value. */
export function smtKnown({ facts }: Vocabulary, known: PartialPerson): string {
  return `(and true ${facts.filter(({ key }) => known[key] !== undefined).map((fact) => `(= ${fact.key} ${positionOf(fact, known[fact.key] as Value)})`).join(' ')})`;
}

/** To leave as many facts as possible as some typical person has them: `kept_<fact>` is true where it is left so. */
export function smtStay({ facts, typicalPersons }: Vocabulary): string {
  const from = `(declare-const typical Int)(assert (and (<= 0 typical) (< typical ${typicalPersons.length})))`;
  return from + facts.map((fact) => {
    const kept = typicalPersons.map((typical, at) => `(and (= typical ${at}) (= ${fact.key} ${positionOf(fact, typical.facts[fact.key]!)}))`);
    return `(define-fun kept_${fact.key} () Bool (or ${kept.join(' ')}))(assert-soft kept_${fact.key} :weight 1 :id stay)`;
  }).join('\n');
}

/** The person in the answer to `(get-value (…every fact…))`. */
export function personOf({ facts }: Vocabulary, answer: string): Person {
  const positions = new Map([...answer.matchAll(/\((\w+) (\d+)\)/g)].map(([, key, position]) => [key!, Number(position)]));
  return Object.fromEntries(facts.map((fact) => [fact.key, valueAt(fact, positions.get(fact.key)!)]));
}

function cellText(facts: Vocabulary['facts'], condition: Condition): string {
  if ('discretional' in condition) return 'true';
  const fact = facts.find(({ key }) => key === condition.fact)!;
  if ('in' in condition) return oneOf(fact.key, condition.in.map((value) => positionOf(fact, value)));
  return between(fact.key, ...boundsOf(fact, resolved(condition)));
}

const oneOf = (key: string, positions: readonly number[]): string => `(or false ${positions.map((position) => `(= ${key} ${position})`).join(' ')})`;
const between = (key: string, low: number, high: number): string => `(and (<= ${low} ${key}) (<= ${key} ${high}))`;
const positionsOf = (mask: number): number[] => Array.from({ length: 31 }, (_, position) => position).filter((position) => mask & (1 << position));
