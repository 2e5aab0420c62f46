import { cutOf } from './box.js';
import { type Box, type Fact, valueAt, type Vocabulary } from './vocabulary.js';
import type { Catalogue } from './words-catalogue.js';
import { catalogueOf, count, either, fill, type Language, lowerFirst } from './words-text.js';

/** The persons of a box in words; a fact that is not narrowed is not named. */
export function wordsOfBox(vocabulary: Vocabulary, box: Box, language: Language): string {
  const words = catalogueOf(language);
  const cells = cellsOf(vocabulary, box, language);
  return cells.length === 0 ? words.anybody : fill(words.persons, { cells: cells.join(', ') });
}

/** What each narrowed fact says, in vocabulary order. */
export function cellsOf(vocabulary: Vocabulary, box: Box, language: Language): string[] {
  return cutOf(vocabulary, box).facts.map((f) => cellWords(vocabulary, box, f, language));
}

/** What the box says of one fact. */
export function cellWords({ facts }: Vocabulary, box: Box, f: number, language: Language): string {
  const fact = facts[f]!;
  return fact.isInt ? numbersWords(fact, [box[2 * f]!, box[2 * f + 1]!], language) : valuesWords(fact, box[2 * f]!, language);
}

function valuesWords(fact: Fact, mask: number, language: Language): string {
  const words = catalogueOf(language);
  const phrase = words.facts[fact.key] ?? {};
  const all = fact.values!.map((value, position) => {
    const text = phrase.values?.[String(value)] ?? lowerFirst(fact.valueLabels[position]?.[language] ?? String(value));
    return { isIn: (mask & (1 << position)) !== 0, alone: phrase.alone?.[String(value)], text };
  });
  const [held, others] = [all.filter(({ isIn }) => isIn), all.filter(({ isIn }) => !isIn)];
  const label = labelOf(fact, language);
  const led = held.filter(({ alone }) => alone === undefined);
  const rest = held.flatMap(({ alone }) => alone ?? []);
  if (led.length === 0) return either(words, rest);
  if (phrase.any && led.length > 1 && others.every(({ alone }) => alone !== undefined)) return either(words, [...rest, phrase.any]);
  if (held.length > 3 && others.length < held.length) return fill(words.allBut, { label, values: either(words, others.map(({ text }) => text)) });
  const values = either(words, led.map(({ text }) => text));
  return either(words, [...rest, phrase.lead ? `${phrase.lead} ${values}` : fill(words.labelled, { label, values })]);
}

function numbersWords(fact: Fact, [lo, hi]: readonly [number, number], language: Language): string {
  const words = catalogueOf(language);
  const phrase = words.facts[fact.key] ?? {};
  const amount = (position: number): string => amountOf(words, fact, Number(valueAt(fact, position)));
  const text = (): string => {
    // The top of an open range means "or more"; a step of a scale means itself.
    if (hi === fact.max && (lo < hi || !fact.values)) return fill(words.moreOr.from, { amount: amount(lo) });
    if (lo === hi) return amount(lo);
    if (lo === fact.min) return fill(words.moreOr.to, { amount: amount(hi) });
    return fill(words.moreOr.between, { from: amountOf(words, { ...fact, unit: null }, Number(valueAt(fact, lo))), to: amount(hi) });
  };
  if (!phrase.lead) return fill(words.labelled, { label: labelOf(fact, language), values: text() });
  return [phrase.lead, text(), phrase.tail].filter(Boolean).join(' ');
}

function amountOf(words: Catalogue, { unit }: Fact, n: number): string {
  const plural = unit === null ? { one: '{n}', other: '{n}' } : words.units[unit] ?? { one: `{n} ${unit}`, other: `{n} ${unit}` };
  return count(words, n, plural);
}

function labelOf(fact: Fact, language: Language): string {
  return lowerFirst(fact.label[language] ?? fact.key);
}
