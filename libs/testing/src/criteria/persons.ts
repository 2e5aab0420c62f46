import type { Condition, Fact, PartialPerson, Person, Value, Vocabulary } from '@konbit/criteria';
import { boundsOf, positionOf, valueAt } from './cells.js';
import { resolved } from './forking.js';
import type { Seeded } from './seeded.js';

const tries = 60;

/** Can somebody be so, by the impossible boxes and the relations of the vocabulary? Asked value by value, apart from the engine. */
export function isPossiblePerson({ facts, impossible, relations }: Vocabulary, person: Person): boolean {
  const at = facts.map((fact) => positionOf(fact, person[fact.key]!));
  const isIn = (box: Int32Array, f: number): boolean => (facts[f]!.isInt ? at[f]! >= box[2 * f]! && at[f]! <= box[2 * f + 1]! : (box[2 * f]! & (1 << at[f]!)) !== 0);
  return relations.every(({ left, times, right, plus }) => at[left]! <= times * at[right]! + plus) && !impossible.some(({ box }) => facts.every((_, f) => isIn(box, f)));
}

/** A possible person for whom the conditions hold, drawn from near the typical ones or from anywhere; null where none was met. */
export function somePerson(random: Seeded, vocabulary: Vocabulary, conditions: readonly Condition[] = []): Person | null {
  for (let at = 0; at < tries; at += 1) {
    const from = random.pick(vocabulary.typicalPersons).facts;
    const spread = random.pick([0, 0.1, 0.4, 1]);
    const person = Object.fromEntries(vocabulary.facts.map((fact): [string, Value] => {
      const mine = conditions.filter((condition) => condition.fact === fact.key);
      return [fact.key, mine.reduce<Value>((value, condition) => fulfilling(random, fact, condition, value), random.has(spread) ? someValue(random, fact) : from[fact.key]!)];
    }));
    if (isPossiblePerson(vocabulary, person)) return person;
  }
  return null;
}

/** The person with a share of the facts forgotten. */
export function forgetting(random: Seeded, person: Person, share: number): PartialPerson {
  const facts = Object.entries(person);
  return Object.fromEntries(random.some(facts, Math.round(facts.length * (1 - share))));
}

/** What is known of somebody, value by value, as conditions. */
export function valueConditions(known: PartialPerson): Condition[] {
  return Object.entries(known).map(([fact, value]) => (typeof value === 'number' ? { fact, from: value, to: value } : { fact, in: [value as string | boolean] }));
}

function fulfilling(random: Seeded, fact: Fact, condition: Condition, value: Value): Value {
  if ('discretional' in condition) return value;
  if ('in' in condition) return condition.in.includes(value) ? value : random.pick(condition.in);
  const [low, high] = boundsOf(fact, resolved(condition));
  const position = positionOf(fact, value);
  return position >= low && position <= high ? value : valueAt(fact, random.pick([low, high, random.between(low, high)]));
}

function someValue(random: Seeded, fact: Fact): Value {
  return valueAt(fact, random.between(fact.min, fact.max));
}
