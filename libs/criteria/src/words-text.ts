import type { Catalogue, Plural } from './words-catalogue.js';
import { wordsEn } from './words-en.js';
import { wordsEs } from './words-es.js';

const catalogues = { es: wordsEs, en: wordsEn } as const;

/** The languages in which the engine can say what it found. */
export const languages = ['es', 'en'] as const;
export type Language = (typeof languages)[number];

export function catalogueOf(language: Language): Catalogue {
  return catalogues[language];
}

/** Puts values into the braces of a text. */
export function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
}

export function count({ thousands }: Catalogue, n: number, plural: Plural): string {
  return fill(n === 1 ? plural.one : plural.other, { n: numberText(thousands, n) });
}

/** Items with a word before the last. */
export function listed(items: readonly string[], last: string): string {
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')}${last}${items.at(-1)!}`;
}

export function either({ or, orBeforeO }: Catalogue, items: readonly string[]): string {
  return listed(items, /^h?o/i.test(items.at(-1) ?? '') ? orBeforeO : or);
}

export function upperFirst(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/** A label inside a sentence; an acronym keeps its capitals. */
export function lowerFirst(text: string): string {
  return /^\p{Lu}(\p{Ll}|$)/u.test(text) ? text.slice(0, 1).toLowerCase() + text.slice(1) : text;
}

function numberText(thousands: string, n: number): string {
  return String(n).replace(/\B(?=(\d{3})+$)/g, thousands);
}
