import { commonCountries, countryCodes, countryNamesEs, countryNamesHt, nationalityExtras } from '@konbit/contracts/forms';
import type { MessageDescriptor } from '@lingui/core';
import { type Language, sortByText } from '@konbit/contracts/format';
import { nationalityExtraWords } from './code-words.js';

type Say = (message: MessageDescriptor) => string;

/** The name of a country or of a nationality without one, in words. */
export function countryName(code: string, language: Language, t: Say): string {
  const extra = nationalityExtraWords[code];
  if (extra) return t(extra);
  return (language === 'ht' ? countryNamesHt : countryNamesEs)[code] ?? code;
}

/** The desk's first choices. */
export const firstCountries: readonly string[] = commonCountries.filter((code) => code !== 'CHL');

export interface NamedCode {
  value: string;
  label: string;
}

/** Every other country by name, and before them the answers that are none. */
export function otherCountries(language: Language, t: Say): NamedCode[] {
  const named = (code: string): NamedCode => ({ value: code, label: countryName(code, language, t) });
  const rest = countryCodes.filter((code) => !firstCountries.includes(code)).map(named);
  return [...nationalityExtras.map(named), ...sortByText(rest, (country) => country.label)];
}

/** Every country by name, for who issued a document. */
export function allCountries(language: Language, t: Say): NamedCode[] {
  return sortByText(countryCodes.map((code) => ({ value: code, label: countryName(code, language, t) })), (country) => country.label);
}
