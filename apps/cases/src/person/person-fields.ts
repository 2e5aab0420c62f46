import { checkIdentifier, type ErrorCode, type FieldError, identifierTypes, isCountryCode, nationalityExtras, type PersonFields } from '@konbit/contracts';
import { cleanName, type Names } from './name.js';

/** What the desk typed of one document. */
export interface IdentifierEntry {
  id: string;
  type: string;
  value: string;
  country?: string | undefined;
  reason?: string | undefined;
}

/** A document ready to be kept: normal form, what its check warned of, and the text as typed. */
export interface CheckedIdentifier {
  id: string;
  type: string;
  country: string | null;
  normalised: string | null;
  typed: string;
  warning: string | null;
  reason: string | null;
}

/** A record's own values, cleaned; null where nobody told. */
export interface RecordFields extends Names {
  nameAsInDocument: string | null;
  birthYear: number | null;
  birthDate: string | null;
  birthApproximate: boolean;
  nationality: string;
  language: string;
  interpreter: boolean;
  phone: string | null;
  email: string | null;
  address: string | null;
  sector: string | null;
  safeContact: string | null;
}

export type Checked<T> = { value: T; errors: [] } | { value: null; errors: FieldError[] };

/** `exactOptionalPropertyTypes` is off: a field somebody cleared is an empty text, one nobody sent is undefined. */
export type FieldChanges = Partial<PersonFields>;

const firstBirthYear = 1900;

/** Cleans and checks what was typed; every error names its field and a code, and nothing is kept when there is one (DOMAIN §5). */
export function checkPersonFields(fields: FieldChanges, current: RecordFields | null, today: string): Checked<RecordFields> {
  const value = merge(fields, current);
  const errors = [...nameErrors(value), ...birthErrors(value, today), ...codeErrors(value), ...contactErrors(value)];
  return errors.length > 0 ? { value: null, errors } : { value, errors: [] };
}

/** Checks the documents of one person, each by its type; paths are `<index>.value` and the like. */
export function checkIdentifiers(entries: readonly IdentifierEntry[]): Checked<CheckedIdentifier[]> {
  const checked = entries.map((entry) => ({ entry, check: checkIdentifier(entry) }));
  const errors = checked.flatMap(({ entry, check }, index): FieldError[] => {
    if (!(identifierTypes as readonly string[]).includes(entry.type)) return [{ path: `${index}.type`, code: 'UNKNOWN_TYPE' }];
    if (check.expect === 'invalid') return [{ path: `${index}.${fieldOf(check.code)}`, code: check.code }];
    return isCountryOrNone(entry.country) ? [] : [{ path: `${index}.country`, code: 'BAD_COUNTRY' }];
  });
  if (errors.length > 0) return { value: null, errors };
  return {
    errors: [],
    value: checked.map(({ entry, check }) => ({
      id: entry.id, type: entry.type, country: entry.country?.trim().toUpperCase() || null, normalised: check.normalised, typed: entry.value.trim(),
      warning: check.code, reason: textOrNull(entry.reason),
    })),
  };
}

/** The error of the list that says best what is wrong: one kind by its own code, several as INVALID_INPUT. */
export function refusalOf(errors: readonly FieldError[]): ErrorCode {
  const kinds = new Set(errors.map((error) => kindOf(error)));
  return kinds.size === 1 ? [...kinds][0]! : 'INVALID_INPUT';
}

/** Digits by which phones are compared: the last eight, so that +56 9 and 9 are one phone; null for too few (MATCHING §4). */
export function phoneKey(phone: string | null): string | null {
  const digits = (phone ?? '').replace(/\D/g, '');
  return digits.length >= 8 ? digits.slice(-8) : null;
}

function merge(fields: FieldChanges, current: RecordFields | null): RecordFields {
  const kept = <T>(typed: T | undefined, before: T | undefined, none: T): T => typed ?? before ?? none;
  const text = (typed: string | undefined, before: string | null | undefined): string | null => (typed === undefined ? before ?? null : textOrNull(typed));
  const name = (typed: string | undefined, before: string | null | undefined): string | null => (typed === undefined ? before ?? null : cleanName(typed));
  return {
    givenNames: name(fields.givenNames, current?.givenNames) ?? '',
    firstSurname: name(fields.firstSurname, current?.firstSurname) ?? '',
    secondSurname: name(fields.secondSurname, current?.secondSurname),
    socialName: name(fields.socialName, current?.socialName),
    nameAsInDocument: text(fields.nameAsInDocument, current?.nameAsInDocument),
    birthYear: fields.birthYear ?? current?.birthYear ?? null,
    birthDate: text(fields.birthDate, fields.birthYear !== undefined && fields.birthYear !== current?.birthYear ? null : current?.birthDate),
    birthApproximate: kept(fields.birthApproximate, current?.birthApproximate, false),
    nationality: kept(fields.nationality, current?.nationality, ''),
    language: kept(fields.language, current?.language, ''),
    interpreter: kept(fields.interpreter, current?.interpreter, false),
    phone: text(fields.phone, current?.phone),
    email: text(fields.email, current?.email),
    address: text(fields.address, current?.address),
    sector: text(fields.sector, current?.sector),
    safeContact: text(fields.safeContact, current?.safeContact),
  };
}

function nameErrors(value: RecordFields): FieldError[] {
  return (['givenNames', 'firstSurname'] as const).filter((field) => value[field] === '').map((path) => ({ path, code: 'NAME_REQUIRED' }));
}

function birthErrors({ birthYear, birthDate }: RecordFields, today: string): FieldError[] {
  if (birthYear === null || birthYear < firstBirthYear || birthYear > Number(today.slice(0, 4))) return [{ path: 'birthYear', code: 'BIRTH_YEAR_INVALID' }];
  if (birthDate === null) return [];
  if (!isRealDate(birthDate) || birthDate > today) return [{ path: 'birthDate', code: 'BIRTH_DATE_INVALID' }];
  return Number(birthDate.slice(0, 4)) === birthYear ? [] : [{ path: 'birthDate', code: 'BIRTH_DATE_MISMATCH' }];
}

function codeErrors({ nationality, language }: RecordFields): FieldError[] {
  const knownNationality = isCountryCode(nationality) || (nationalityExtras as readonly string[]).includes(nationality);
  return [
    ...(knownNationality ? [] : [{ path: 'nationality', code: 'UNKNOWN_CODE' }]),
    ...(/^[a-z]{3}$/.test(language) ? [] : [{ path: 'language', code: 'UNKNOWN_CODE' }]),
  ];
}

function contactErrors({ phone, email }: RecordFields): FieldError[] {
  const phoneFits = phone === null || (phoneKey(phone) !== null && phone.replace(/\D/g, '').length <= 15);
  const emailFits = email === null || /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email);
  return [...(phoneFits ? [] : [{ path: 'phone', code: 'PHONE_INVALID' }]), ...(emailFits ? [] : [{ path: 'email', code: 'EMAIL_INVALID' }])];
}

function isRealDate(text: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!match) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** Only some documents need the country that issued them; any other may name it, if it is one. */
function isCountryOrNone(country: string | undefined): boolean {
  const code = (country ?? '').trim().toUpperCase();
  return code === '' || isCountryCode(code);
}

function kindOf({ path, code }: FieldError): ErrorCode {
  if (code === 'NAME_REQUIRED' || code === 'UNKNOWN_CODE') return code;
  if (code.startsWith('BIRTH_')) return 'BIRTH_DATE_INVALID';
  return path.includes('identifier') ? 'IDENTIFIER_INVALID' : 'INVALID_INPUT';
}

function fieldOf(code: string): 'value' | 'country' | 'reason' {
  if (code === 'MISSING_COUNTRY' || code === 'BAD_COUNTRY') return 'country';
  return code === 'MISSING_REASON' ? 'reason' : 'value';
}

function textOrNull(text: string | undefined): string | null {
  const clean = (text ?? '').replace(/\p{Cc}+/gu, ' ').trim();
  return clean === '' ? null : clean;
}
