import type { duplicateReasons } from '@konbit/contracts';
import { compareNames } from './name-likeness.js';

export type DuplicateReason = (typeof duplicateReasons)[number];

/** What two records are compared by; documents and phones are keyed hashes, so that nothing is opened. */
export interface Likable {
  nameWords: readonly string[];
  birthYear: number | null;
  nationality: string | null;
  phoneKeys: readonly string[];
  identifierKeys: readonly string[];
}

const weights: Readonly<Record<DuplicateReason, number>> = {
  same_identifier: 16, same_name: 6, similar_name: 4, same_birth_year: 3, same_phone: 3, same_nationality: 1,
};

/** Why two records may be one person, strongest first; coded for the screen (MATCHING §11). */
export function duplicateReasonsOf(one: Likable, other: Likable): DuplicateReason[] {
  const names = compareNames(one.nameWords, other.nameWords);
  const found: (DuplicateReason | false)[] = [
    shares(one.identifierKeys, other.identifierKeys) && 'same_identifier',
    names === 'same' && 'same_name',
    names === 'similar' && 'similar_name',
    one.birthYear !== null && one.birthYear === other.birthYear && 'same_birth_year',
    shares(one.phoneKeys, other.phoneKeys) && 'same_phone',
    isCountry(one.nationality) && one.nationality === other.nationality && 'same_nationality',
  ];
  return found.filter((reason) => reason !== false);
}

/** Whether the reasons are worth a warning; without a basis on the person more must agree (DESIGN §4.3). */
export function isWorthWarning(reasons: readonly DuplicateReason[], options: { basis: boolean }): boolean {
  if (reasons.includes('same_identifier')) return true;
  const named = reasons.includes('same_name') || reasons.includes('similar_name');
  if (!named) return false;
  if (reasons.includes('same_birth_year')) return true;
  return options.basis && (reasons.includes('same_phone') || reasons.includes('same_name'));
}

const toldMasked: readonly DuplicateReason[] = ['same_identifier', 'same_name', 'similar_name', 'same_birth_year'];

/** The reasons that a masked row may name: phone and nationality would tell what the row itself hides. */
export function maskedReasons(reasons: readonly DuplicateReason[]): DuplicateReason[] {
  return reasons.filter((reason) => toldMasked.includes(reason));
}

/** Order of a list of warnings: the more agrees, the earlier. */
export function weightOf(reasons: readonly DuplicateReason[]): number {
  return reasons.reduce((sum, reason) => sum + weights[reason], 0);
}

const shares = (one: readonly string[], other: readonly string[]): boolean => one.some((key) => other.includes(key));
const isCountry = (nationality: string | null): nationality is string => nationality !== null && nationality.length === 3;
