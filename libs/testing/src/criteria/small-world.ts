import { type Condition, type Effect, outcomes, type Person, readVocabulary, type Vocabulary } from '@konbit/criteria';
import { someCell } from './cells.js';
import type { Seeded } from './seeded.js';
import type { TableFile } from './table-file.js';

const words = { es: 'x' };
const base = { sensitivity: 'ordinary', unit: null, label: words, question: words };

/** Five facts of every kind, an impossible box and two relations in a chain: few enough persons to ask each of them. */
export const smallVocabulary: Vocabulary = readVocabulary({
  version: '1.0.0', unknownLabel: words, boolLabels: { true: words, false: words },
  facts: [
    { ...base, key: 'paper', kind: 'enum', values: [{ code: 'none' }, { code: 'old' }, { code: 'valid' }] },
    { ...base, key: 'ill', kind: 'bool', sensitivity: 'sensitive' },
    { ...base, key: 'stay', kind: 'int', domain: { min: 0, max: 8 } },
    { ...base, key: 'age', kind: 'int', domain: { min: 0, max: 5 } },
    { ...base, key: 'share', kind: 'int', domain: { min: 0, max: 100, steps: [0, 40, 100] } },
  ],
  relations: [
    { id: 'R1', left: 'stay', times: 2, right: 'age', plus: 1, reason: 'nobody stays longer than they live' },
    { id: 'R2', left: 'share', times: 1, right: 'stay', plus: 0, reason: 'a share grows with the stay' },
  ],
  impossible: [{ id: 'I1', when: [{ fact: 'ill', in: [true] }, { fact: 'age', to: 1 }], reason: 'an invented law of nature' }],
  typicalPersons: [
    { key: 'first', label: words, facts: { paper: 'none', ill: false, stay: 3, age: 4, share: 0 } },
    { key: 'second', label: words, facts: { paper: 'valid', ill: true, stay: 2, age: 2, share: 100 } },
  ],
});

/** Whom the relations let be; whom the impossible boxes let be too is `possible`. */
export interface SmallPerson {
  person: Person;
  isPossible: boolean;
}

/** Everybody of the small vocabulary whom its relations allow, written out by hand and not by the engine. */
export const smallPersons: readonly SmallPerson[] = ['none', 'old', 'valid'].flatMap((paper) => [true, false].flatMap((ill) =>
  upTo(8).flatMap((stay) => upTo(5).flatMap((age) => [0, 40, 100].flatMap((share, step) =>
    (stay <= 2 * age + 1 && step <= stay ? [{ person: { paper, ill, stay, age, share }, isPossible: !(ill && age <= 1) }] : []))))));

/** A table of up to six rows over the small vocabulary, one row in seven at discretion. */
export function smallTable(random: Seeded): TableFile {
  const effect = (): Effect => ({ outcome: random.pick(outcomes), ...(random.has(0.2) ? { feeClp: 1000 } : {}) });
  let atDiscretion = 0;
  const rules = Array.from({ length: random.between(1, 6) }, () => {
    const when: Condition[] = random.some(smallVocabulary.facts, random.between(1, 3)).map((fact) => someCell(random, fact));
    if (random.has(0.15) && (atDiscretion += 1) <= 4) when.push({ fact: 'paper', discretional: { decidedBy: 'somebody', basis: 'a report' } });
    return { when, effect: effect() };
  });
  return { rules, otherwise: random.has(0.5) ? { outcome: 'UNDECLARED' } : effect() };
}

function upTo(most: number): number[] {
  return Array.from({ length: most + 1 }, (_, value) => value);
}
