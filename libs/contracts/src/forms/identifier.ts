import { isCountryCode } from './countries.js';

/** Identifier types of DOMAIN §3.1 that a person may have, in the order the desk offers them. */
export const identifierTypes = [
  'RUN', 'PASAPORTE', 'DNI_EXTRANJERO', 'IPE', 'IPA', 'NIP', 'NIC', 'RUN_PROV', 'RUT_PROV_SII', 'RUN_MADRE',
  'ACTA_NAC', 'FOLIO_PARTO', 'FICHA_LOCAL', 'RNPI', 'OTRO', 'SIN_DOCUMENTO',
] as const;
export type IdentifierType = (typeof identifierTypes)[number];
/** Types of organisations: same checks, never a person's. */
export const organisationIdentifierTypes = ['RUT_EMPRESA', 'RBD'] as const;
export type AnyIdentifierType = IdentifierType | (typeof organisationIdentifierTypes)[number];

/** Types whose number means nothing without the country that issued it. */
export const countryIdentifierTypes: readonly AnyIdentifierType[] = ['PASAPORTE', 'DNI_EXTRANJERO'];

/** Why an identifier is refused or kept with a warning; screens own the words. */
export const identifierCodes = [
  'EMPTY', 'BAD_CHARACTER', 'MISSING_DV', 'MALFORMED', 'TOO_LONG', 'DV_MISMATCH', 'LOW_NUMBER', 'WRONG_TYPE_IPE', 'WRONG_TYPE_RUN',
  'BAD_LENGTH', 'MISSING_COUNTRY', 'BAD_COUNTRY', 'MISSING_REASON', 'UNKNOWN_TYPE',
] as const;
export type IdentifierCode = (typeof identifierCodes)[number];

/** Verdict on one identifier; only `SIN_DOCUMENTO` is valid without a normal form. */
export type IdentifierCheck =
  | { expect: 'valid'; normalised: string | null; code: null }
  | { expect: 'warn'; normalised: string; code: IdentifierCode }
  | { expect: 'invalid'; normalised: null; code: IdentifierCode };

/** What somebody typed, with the type asked first. */
export interface IdentifierEntry {
  type: string;
  value: string;
  country?: string | undefined;
  reason?: string | undefined;
}

/** Checks an identifier by its type (DOMAIN §3.1–3.3); never throws, never truncates. */
export function checkIdentifier(entry: IdentifierEntry): IdentifierCheck {
  return isIdentifierType(entry.type) ? checks[entry.type](entry) : refuse('UNKNOWN_TYPE');
}

/** Check digit of a body of digits, módulo 11 (DOMAIN §3.2). */
export function checkDigit(body: string): string {
  const sum = [...body].reverse().reduce((total, digit, index) => total + Number(digit) * (2 + (index % 6)), 0);
  const rest = 11 - (sum % 11);
  return rest === 11 ? '0' : rest === 10 ? 'K' : String(rest);
}

/** For a number typed without its dash: the split a form may propose and never applies by itself; null when none fits. */
export function proposeCheckDigit(value: string): string | null {
  const clean = cleanNumber(value);
  if (!/^\d{2,9}[\dK]$/.test(clean)) return null;
  const body = clean.slice(0, -1).replace(/^0+/, '');
  return body !== '' && checkDigit(body) === clean.at(-1) ? `${withDots(body)}-${clean.at(-1)}` : null;
}

/** The number as people write it: `12.345.678-5`, `AB123456 (HTI)`. */
export function displayIdentifier(type: string, normalised: string): string {
  if (isCountryType(type)) return `${normalised.slice(4)} (${normalised.slice(0, 3)})`;
  const number = asNumber(normalised);
  return number ? `${withDots(number.body)}-${number.digit}` : normalised;
}

/** The number as lists show it: enough to compare with a paper, too little to use. */
export function maskIdentifier(type: string, normalised: string): string {
  const number = isCountryType(type) ? null : asNumber(normalised);
  if (number) return `${withDots(number.body).replace(/\d{1,3}$/, '***')}-*`;
  const text = isCountryType(type) ? normalised.slice(4) : normalised;
  const shown = text.length >= 8 ? 2 : text.length >= 5 ? 1 : 0;
  return `${text.slice(0, shown)}****${shown === 0 ? '' : text.slice(-shown)}`;
}

const refuse = (code: IdentifierCode): IdentifierCheck => ({ expect: 'invalid', normalised: null, code });
const warn = (normalised: string, code: IdentifierCode): IdentifierCheck => ({ expect: 'warn', normalised, code });
const accept = (normalised: string | null): IdentifierCheck => ({ expect: 'valid', normalised, code: null });

const checks: Readonly<Record<AnyIdentifierType, (entry: IdentifierEntry) => IdentifierCheck>> = {
  RUN: checkRun,
  RUN_MADRE: checkRun,
  RUT_PROV_SII: checkRun,
  RUT_EMPRESA: checkCompany,
  RBD: checkSchool,
  IPE: checkPupil,
  IPA: checkPupil,
  NIP: checkProvisional,
  NIC: checkProvisional,
  RUN_PROV: checkProvisional,
  PASAPORTE: (entry) => checkForeign(entry, 5, 15),
  DNI_EXTRANJERO: (entry) => checkForeign(entry, 4, 20),
  ACTA_NAC: checkFree,
  FOLIO_PARTO: checkFree,
  FICHA_LOCAL: checkFree,
  RNPI: checkFree,
  OTRO: checkFree,
  SIN_DOCUMENTO: (entry) => ((entry.reason ?? '').trim() === '' ? refuse('MISSING_REASON') : accept(null)),
};

interface CheckedNumber {
  body: string;
  digit: string;
  normalised: string;
  holds: boolean;
}

function checkRun(entry: IdentifierEntry): IdentifierCheck {
  const number = readNumber(entry.value);
  if (typeof number === 'string') return refuse(number);
  if (number.body.length > 8) return refuse(number.body.length === 9 && number.body.startsWith('1') ? 'WRONG_TYPE_IPE' : 'TOO_LONG');
  if (!number.holds) return refuse('DV_MISMATCH');
  return entry.type !== 'RUT_PROV_SII' && Number(number.body) < 1_000_000 ? warn(number.normalised, 'LOW_NUMBER') : accept(number.normalised);
}

function checkCompany(entry: IdentifierEntry): IdentifierCheck {
  const number = readNumber(entry.value);
  if (typeof number === 'string') return refuse(number);
  if (number.body.length !== 8) return refuse(number.body.length > 8 ? 'TOO_LONG' : 'MALFORMED');
  return number.holds ? accept(number.normalised) : refuse('DV_MISMATCH');
}

/** A body of eight digits with a right check digit is a RUN in the wrong box; the rest of a pupil's number only warns. */
function checkPupil(entry: IdentifierEntry): IdentifierCheck {
  const number = readNumber(entry.value);
  if (typeof number === 'string') return refuse(number);
  if (number.body.length > 9) return refuse('TOO_LONG');
  if (number.body.length < 9) return refuse(number.holds ? 'WRONG_TYPE_RUN' : 'MALFORMED');
  if (!number.body.startsWith('1')) return warn(number.normalised, 'MALFORMED');
  return number.holds ? accept(number.normalised) : warn(number.normalised, 'DV_MISMATCH');
}

function checkSchool(entry: IdentifierEntry): IdentifierCheck {
  const number = readNumber(entry.value);
  if (typeof number === 'string') return refuse(number);
  return number.holds ? accept(number.normalised) : warn(number.normalised, 'DV_MISMATCH');
}

function checkProvisional(entry: IdentifierEntry): IdentifierCheck {
  const text = plainText(entry.value);
  if (text === '') return refuse('EMPTY');
  if (text.length > 20) return refuse('BAD_LENGTH');
  const number = readNumber(text);
  if (typeof number === 'string') return accept(text);
  return number.holds ? accept(number.normalised) : warn(number.normalised, 'DV_MISMATCH');
}

function checkForeign(entry: IdentifierEntry, shortest: number, longest: number): IdentifierCheck {
  const key = plainText(entry.value).toUpperCase().replace(/[\s.-]/g, '');
  const country = (entry.country ?? '').trim().toUpperCase();
  if (key === '') return refuse('EMPTY');
  if (country === '') return refuse('MISSING_COUNTRY');
  if (!isCountryCode(country)) return refuse('BAD_COUNTRY');
  if (!/^[A-Z0-9]*$/.test(key)) return refuse('BAD_CHARACTER');
  return key.length < shortest || key.length > longest ? refuse('BAD_LENGTH') : accept(`${country}:${key}`);
}

function checkFree(entry: IdentifierEntry): IdentifierCheck {
  const text = plainText(entry.value);
  if (text === '') return refuse('EMPTY');
  return text.length > 60 ? refuse('BAD_LENGTH') : accept(text);
}

const isIdentifierType = (type: string): type is AnyIdentifierType => Object.hasOwn(checks, type);
const isCountryType = (type: string): boolean => (countryIdentifierTypes as readonly string[]).includes(type);
const withDots = (body: string): string => body.replace(/\B(?=(\d{3})+$)/g, '.');
const plainText = (value: string): string => value.normalize('NFKC').replace(/[\u2010\u2011\u2012\u2013\u2014\u2212]/g, '-').trim();
const cleanNumber = (value: string): string => plainText(value).replace(/[.\s]/g, '').toUpperCase();

/** Reads `body-digit` as DOMAIN §3.2 orders, or says what is wrong with it. */
function readNumber(value: string): CheckedNumber | IdentifierCode {
  const clean = cleanNumber(value);
  if (clean === '') return 'EMPTY';
  if (!/^[\dK-]+$/.test(clean)) return 'BAD_CHARACTER';
  if (/^\d+K?$/.test(clean)) return 'MISSING_DV';
  const match = /^0*([1-9]\d*)-([\dK])$/.exec(clean);
  if (!match) return 'MALFORMED';
  const [, body, digit] = match as unknown as [string, string, string];
  return { body, digit, normalised: `${body}-${digit}`, holds: checkDigit(body) === digit };
}

function asNumber(normalised: string): { body: string; digit: string } | null {
  const match = /^(\d{1,9})-([\dK])$/.exec(normalised);
  return match ? { body: match[1]!, digit: match[2]! } : null;
}
