import type { FieldError } from '@konbit/contracts/forms';
import type { MessageDescriptor } from '@lingui/core';
import { countryName } from '../codes/countries.js';
import { languageName } from '../codes/languages.js';
import type { PersonInput } from '../gql/graphql.js';
import type { Format } from '@konbit/contracts/format';
import { dateTexts, readDateParts } from '../ui/date-parts.js';
import { correctWords } from './correct-words.js';

type Say = (message: MessageDescriptor) => string;

/** A person as the page of correction reads them. */
export interface CorrectFacts {
  identity?: {
    givenNames: string; firstSurname: string; secondSurname?: string | null; socialName?: string | null; birthYear?: number | null; birthDate?: string | null;
    nationality: string; language: string; interpreter: boolean;
  } | null;
  contact?: { phone?: string | null; email?: string | null; address?: string | null; sector?: string | null; safeContact?: string | null } | null;
}

export interface CorrectValues {
  givenNames: string;
  firstSurname: string;
  secondSurname: string;
  socialName: string;
  birth: { day: string; month: string; year: string };
  nationality: string;
  language: string;
  interpreter: boolean;
  phone: string;
  email: string;
  address: string;
  sector: string;
  safeContact: string;
}

const texts = ['givenNames', 'firstSurname', 'secondSurname', 'socialName', 'nationality', 'language', 'phone', 'email', 'address', 'sector', 'safeContact'] as const;

export function valuesOf({ identity, contact }: CorrectFacts): CorrectValues {
  const { day, month, year } = dateTexts(identity?.birthDate ?? (identity?.birthYear == null ? '' : String(identity.birthYear)));
  return {
    givenNames: identity?.givenNames ?? '', firstSurname: identity?.firstSurname ?? '', secondSurname: identity?.secondSurname ?? '', socialName: identity?.socialName ?? '',
    birth: { day, month, year }, nationality: identity?.nationality ?? '', language: identity?.language ?? '', interpreter: identity?.interpreter ?? false,
    phone: contact?.phone ?? '', email: contact?.email ?? '', address: contact?.address ?? '', sector: contact?.sector ?? '', safeContact: contact?.safeContact ?? '',
  };
}

/** Only what differs from what was shown, so that a correction never writes over what somebody else wrote. */
export function toCorrection(values: CorrectValues, shown: CorrectValues): PersonInput {
  const changed = texts.filter((name) => values[name].trim() !== shown[name].trim());
  return {
    ...Object.fromEntries(changed.map((name) => [name, values[name].trim()])), ...birthChange(values, shown),
    ...(values.interpreter !== shown.interpreter && { interpreter: values.interpreter }),
  };
}

export function checkCorrection(values: CorrectValues, shown: CorrectValues): FieldError[] {
  const birth = readDateParts(values.birth);
  const faults: FieldError[] = [
    ...(values.givenNames.trim() === '' ? [{ path: 'givenNames', code: 'NAME_REQUIRED' }] : []), ...(values.firstSurname.trim() === '' ? [{ path: 'firstSurname', code: 'SURNAME_REQUIRED' }] : []),
    ...(!birth.ok ? [{ path: 'birth', code: birth.code }] : birth.value === '' ? [{ path: 'birth', code: 'BIRTH_YEAR_INVALID' }] : []),
    ...(values.nationality === '' ? [{ path: 'nationality', code: 'NATIONALITY_REQUIRED' }] : []), ...(values.language === '' ? [{ path: 'language', code: 'LANGUAGE_REQUIRED' }] : []),
  ];
  if (faults.length > 0) return faults;
  return Object.keys(toCorrection(values, shown)).length === 0 ? [{ path: 'givenNames', code: 'NOTHING_CHANGED' }] : [];
}

export interface TheirChange {
  field: string;
  before: string;
  now: string;
}

/** What somebody else changed meanwhile: each field with its old and new value, in words. */
export function changesBetween(before: CorrectValues, now: CorrectValues, say: Say, format: Format): TheirChange[] {
  const names = Object.keys(correctWords.fields) as (keyof CorrectValues)[];
  const shown = (values: CorrectValues, name: keyof CorrectValues): string => inWords(values, name, say, format) || say(correctWords.empty);
  return names.filter((name) => inWords(before, name, say, format) !== inWords(now, name, say, format))
    .map((name) => ({ field: say(correctWords.fields[name]), before: shown(before, name), now: shown(now, name) }));
}

function inWords(values: CorrectValues, name: keyof CorrectValues, say: Say, format: Format): string {
  const value = values[name];
  if (typeof value === 'boolean') return say(value ? correctWords.yes : correctWords.no);
  if (typeof value === 'object') {
    const read = readDateParts(value);
    return read.ok && read.value !== '' ? format.partialDate(read.value) : '';
  }
  if (name === 'nationality' && value !== '') return countryName(value, format.language, say);
  return name === 'language' && value !== '' ? languageName(value, say).name : value.trim();
}

/** Where a path of the command is typed. */
export const fieldOfCorrection = (path: string): string => {
  const name = path.replace(/^fields\./, '');
  return name.startsWith('birth') ? 'birth' : name;
};

function birthChange(values: CorrectValues, shown: CorrectValues): Pick<PersonInput, 'birthYear' | 'birthDate'> {
  const [typed, was] = [readDateParts(values.birth), readDateParts(shown.birth)];
  if (!typed.ok || !('year' in typed) || (was.ok && was.value === typed.value)) return {};
  return { birthYear: typed.year, ...(typed.day !== null && { birthDate: typed.value }) };
}
