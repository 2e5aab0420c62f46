import type { MessageDescriptor } from '@lingui/core';
import { countryName } from '../codes/countries.js';
import type { Format } from '@konbit/contracts/format';
import { deskWords } from './desk-words.js';

type Say = (message: MessageDescriptor) => string;

/** A row of the search as the API answers it. */
export interface HitFacts {
  personId: string;
  masked: boolean;
  displayName: string;
  birthYear?: number | null;
  nationality?: string | null;
  language?: string | null;
  folio?: string | null;
  lastVisitOn?: string | null;
}

export interface PersonRow {
  id: string;
  masked: boolean;
  name: string;
  /** Where the letters that were searched for stand in the name; -1 when the row was found otherwise. */
  mark: { from: number; length: number };
  nameSub: string;
  facts: string;
  language: string | null;
  lastVisit: string;
  lastVisitSub: string | null;
}

const fewest = 3;

/** Whether the text is long enough to search by: three letters or digits. */
export function isSearchable(text: string): boolean {
  return [...text].filter((char) => /[\p{L}\p{N}]/u.test(char)).length >= fewest;
}

export function presentHit(hit: HitFacts, typed: string, say: Say, format: Format): PersonRow {
  const year = hit.birthYear == null ? say(deskWords.yearUnknown) : String(hit.birthYear);
  if (hit.masked) {
    return {
      id: hit.personId, masked: true, name: say(deskWords.maskedRow(hit.displayName, year)), mark: { from: -1, length: 0 }, nameSub: say(deskWords.maskedSub), facts: '',
      language: null, lastVisit: '', lastVisitSub: null,
    };
  }
  return {
    id: hit.personId, masked: false, name: hit.displayName, mark: markOf(hit.displayName, typed), nameSub: hit.folio ? say(deskWords.folio(hit.folio)) : '',
    facts: [year, hit.nationality ? countryName(hit.nationality, format.language, say) : ''].filter(Boolean).join(' · '), language: hit.language ?? null,
    lastVisit: hit.lastVisitOn ? format.date(hit.lastVisitOn, 'short') : say(deskWords.noVisit), lastVisitSub: hit.lastVisitOn ? say(deskWords.lastVisit) : null,
  };
}

/** What a screen reader hears and the line under the box shows after a search. */
export function countLine(found: { hits: readonly unknown[]; more: boolean }): MessageDescriptor {
  if (found.hits.length === 0) return deskWords.notFound;
  return found.more ? deskWords.foundMore(found.hits.length) : deskWords.found(found.hits.length);
}

const bare = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** The first word of the name that begins like a typed word, without regard to accents. */
export function markOf(name: string, typed: string): { from: number; length: number } {
  const letters = [...name].map((char) => bare(char) || char);
  const starts = letters.flatMap((_, at) => (at === 0 || !/[\p{L}\p{N}]/u.test(letters[at - 1]!) ? [at] : []));
  for (const word of bare(typed).split(/[^\p{L}\p{N}]+/u).filter((part) => part.length >= 2)) {
    const from = starts.find((at) => letters.slice(at).join('').startsWith(word));
    if (from !== undefined) return { from, length: word.length };
  }
  return { from: -1, length: 0 };
}
