import type { Language } from './languages.js';

const words: Readonly<Record<Language, { and: string; or: string }>> = {
  es: { and: 'y', or: 'o' }, ht: { and: 'ak', or: 'oswa' }, pt: { and: 'e', or: 'ou' }, en: { and: 'and', or: 'or' },
};

/** Spanish swaps the word before its own sound: *Perú e Italia*, *siete u ocho*. */
function spanishLink(link: 'and' | 'or', next: string): string {
  if (link === 'and') return /^h?[ií](?![aeou])/i.test(next) ? 'e' : 'y';
  return /^(h?[oó]|8)/i.test(next) ? 'u' : 'o';
}

/** A list in words: *A, B y C*; in Creole *A, B ak C*, *A oswa B*. */
export function formatList(language: Language, items: readonly string[], link: 'and' | 'or' = 'and'): string {
  const last = items.at(-1);
  if (last === undefined) return '';
  if (items.length === 1) return last;
  const word = language === 'es' ? spanishLink(link, last) : words[language][link];
  return `${items.slice(0, -1).join(', ')} ${word} ${last}`;
}

const spanishOrder = new Intl.Collator('es', { sensitivity: 'base', numeric: true });

/** Sorts by what `text` reads from each item. One order for every language, so that two people see the same list. */
export function sortByText<Item>(items: readonly Item[], text: (item: Item) => string): Item[] {
  return [...items].sort((a, b) => spanishOrder.compare(text(a), text(b)));
}

/** The same text for comparing what was typed: no accents, no case, single spaces. */
export function plainText(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/g, ' ').trim();
}
