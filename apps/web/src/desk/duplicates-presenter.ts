import type { MessageDescriptor } from '@lingui/core';
import { duplicateWords, wordOf } from '../codes/code-words.js';
import { countryName } from '../codes/countries.js';
import type { Format } from '@konbit/contracts/format';
import { deskWords } from './desk-words.js';
import type { HitFacts } from './search-presenter.js';

export interface DuplicateRow {
  id: string;
  masked: boolean;
  name: string;
  facts: string;
  language: string | null;
  reasons: string[];
}

/** A record that resembles the one being typed: who, and why it is shown. Without a basis initials and year alone. */
export function presentDuplicate(hit: HitFacts & { reasons: readonly string[] }, say: (message: MessageDescriptor) => string, format: Format): DuplicateRow {
  const reasons = hit.reasons.flatMap((reason) => { const word = wordOf(duplicateWords, reason); return word ? [say(word)] : []; });
  const year = hit.birthYear == null ? say(deskWords.yearUnknown) : String(hit.birthYear);
  if (hit.masked) return { id: hit.personId, masked: true, name: hit.displayName, facts: [year, say(deskWords.maskedSub)].join(' · '), language: null, reasons };
  const facts = [year, hit.nationality ? countryName(hit.nationality, format.language, say) : '', hit.folio ? say(deskWords.folio(hit.folio)) : ''].filter(Boolean).join(' · ');
  return { id: hit.personId, masked: false, name: hit.displayName, facts, language: hit.language ?? null, reasons };
}
