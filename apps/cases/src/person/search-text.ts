import { readFolio } from './folio.js';
import { nameWords } from './name.js';

/** What somebody typed in the search box, by the one kind of thing it can be. */
export type SearchText =
  | { kind: 'nothing' }
  | { kind: 'folio'; folio: string }
  | { kind: 'number'; text: string }
  | { kind: 'names'; words: string[]; birthYear: number | null };

const shortestPrefix = 3;

/** Reads a search: a folio, a document or phone number, or names with a birth year; fewer than three letters find nothing but whole words. */
export function readSearch(text: string): SearchText {
  const folio = readFolio(text);
  if (folio !== null) return { kind: 'folio', folio };
  const parts = text.trim().split(/[\s,;]+/).filter((part) => part !== '');
  const years = parts.filter(isYear);
  const rest = parts.filter((part) => !isYear(part));
  if (rest.some(hasNumber) || (rest.length === 0 && years.length > 0)) return { kind: 'number', text: text.trim() };
  const words = nameWords(rest.join(' '));
  return words.length === 0 ? { kind: 'nothing' } : { kind: 'names', words, birthYear: years[0] === undefined ? null : Number(years[0]) };
}

/** The range of tokens that a word finds: by its beginning from three letters on, else itself alone. */
export function tokenRange(word: string): { from: string; below: string } {
  const last = word.charCodeAt(word.length - 1);
  return word.length < shortestPrefix ? { from: word, below: `${word} ` } : { from: word, below: `${word.slice(0, -1)}${String.fromCharCode(last + 1)}` };
}

const isYear = (part: string): boolean => /^(19|20)\d\d$/.test(part);
const hasNumber = (part: string): boolean => (part.match(/\d/g)?.length ?? 0) >= 3;
