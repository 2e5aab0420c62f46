import { checkIdentifier, countryIdentifierTypes, newId, proposeCheckDigit, type FieldError } from '@konbit/contracts/forms';
import type { IntakeInput, PersonInput } from '../gql/graphql.js';
import { readDateParts, type DateReading } from '../ui/date-parts.js';

export const other = 'other';

/** What the page of a new attendance holds; ids are made once and kept in the draft, so that nothing is made twice. */
export interface IntakeValues {
  /** How the privacy notice was given; empty when it was not yet. */
  notice: string;
  language: string;
  otherLanguage: string;
  interpreter: boolean;
  givenNames: string;
  firstSurname: string;
  secondSurname: string;
  birth: { day: string; month: string; year: string; approximate: boolean };
  sector: string;
  nationality: string;
  otherNationality: string;
  document: { type: string; value: string; country: string };
  contact: string;
  needs: string[];
  /** Whom the desk recognised in a warning of another office's record; empty when nobody. */
  samePersonId: string;
  notSameAs: string[];
  ids: IntakeIds;
}

export interface IntakeIds {
  attendance: string;
  person: string;
  record: string;
  caseFile: string;
  identifier: string;
  /** A need's id begins with this one and ends with its place in the list of codes. */
  needs: Record<string, string>;
}

export function newIds(needCodes: readonly string[], make: () => string = newId): IntakeIds {
  return { attendance: make(), person: make(), record: make(), caseFile: make(), identifier: make(), needs: Object.fromEntries(needCodes.map((code) => [code, make()])) };
}

/** An empty page, or one that begins with what was typed in the search. */
export function startValues(typed: string, ids: IntakeIds): IntakeValues {
  return {
    notice: '', language: '', otherLanguage: '', interpreter: false, givenNames: '', firstSurname: '', secondSurname: '', birth: { day: '', month: '', year: '', approximate: false },
    sector: '', nationality: '', otherNationality: '', document: { type: '', value: '', country: '' }, contact: '', needs: [], samePersonId: '', notSameAs: [], ids,
    ...fromSearch(typed.trim()),
  };
}

/** Letters are a name, its last word the surname; a number is a document or a phone. */
export function fromSearch(typed: string): Partial<IntakeValues> {
  if (/^P-?[0-9A-Z]{4}-?[0-9A-Z]{2}$/i.test(typed)) return {};
  if (!/\d/.test(typed)) {
    const words = typed.split(/\s+/).filter(Boolean).map(typed === typed.toLowerCase() ? capital : (word) => word);
    return words.length < 2 ? { givenNames: words.join(' ') } : { givenNames: words.slice(0, -1).join(' '), firstSurname: words.at(-1)! };
  }
  if (checkIdentifier({ type: 'RUN', value: typed }).expect === 'valid') return { document: { type: 'RUN', value: typed, country: '' } };
  if (/[a-z]/i.test(typed)) return { document: { type: 'PASAPORTE', value: typed, country: '' } };
  return isPhone(typed) ? { contact: typed } : {};
}

export const languageOf = (values: Pick<IntakeValues, 'language' | 'otherLanguage'>): string => (values.language === other ? values.otherLanguage : values.language);
export const nationalityOf = (values: Pick<IntakeValues, 'nationality' | 'otherNationality'>): string => (values.nationality === other ? values.otherNationality : values.nationality);
export const asksCountry = (type: string): boolean => (countryIdentifierTypes as readonly string[]).includes(type);
export const hasNoDocument = (type: string): boolean => type === 'SIN_DOCUMENTO';

/** What must be corrected, in the order of the page. */
export function checkIntake(values: IntakeValues): FieldError[] {
  const birth = readDateParts(values.birth);
  return [
    ...when(languageOf(values) === '', values.language === other ? 'otherLanguage' : 'language', 'LANGUAGE_REQUIRED'),
    ...when(values.givenNames.trim() === '', 'givenNames', 'NAME_REQUIRED'),
    ...when(values.firstSurname.trim() === '', 'firstSurname', 'SURNAME_REQUIRED'),
    ...(birth.ok ? when(birth.value === '', 'birth', 'BIRTH_YEAR_INVALID') : [{ path: 'birth', code: birth.code }]),
    ...when(nationalityOf(values) === '', values.nationality === other ? 'otherNationality' : 'nationality', 'NATIONALITY_REQUIRED'),
    ...checkDocument(values),
    ...when(values.needs.length === 0, 'needs', 'NEEDS_REQUIRED'),
  ];
}

/** A document is never asked for: only what was begun is checked. A warning passes. */
function checkDocument(values: IntakeValues): FieldError[] {
  if (values.document.type === '') return when(values.document.value.trim() !== '', 'document.type', 'IDENTIFIER_TYPE_REQUIRED');
  if (isBlankDocument(values)) return [];
  const { expect, code } = checkIdentifier(entryOf(values));
  if (expect !== 'invalid') return [];
  return [{ path: code === 'MISSING_COUNTRY' || code === 'BAD_COUNTRY' ? 'document.country' : 'document.value', code }];
}

export type DocumentNote = { kind: 'warning'; code: string } | { kind: 'proposal'; value: string } | null;

/** What to say beside the number while it is typed: a doubt that does not stop, or the dash that is missing. */
export function documentNote(values: Pick<IntakeValues, 'document' | 'nationality' | 'otherNationality'>): DocumentNote {
  if (values.document.type === '' || isBlankDocument(values)) return null;
  const { expect, code } = checkIdentifier(entryOf(values));
  if (expect === 'warn') return { kind: 'warning', code };
  const proposed = code === 'MISSING_DV' ? proposeCheckDigit(values.document.value) : null;
  return proposed === null ? null : { kind: 'proposal', value: proposed };
}

/** A type chosen and nothing written is no document; "ninguno" asks why. */
const isBlankDocument = ({ document: { type, value } }: Pick<IntakeValues, 'document'>): boolean => !hasNoDocument(type) && value.trim() === '';

function entryOf(values: Pick<IntakeValues, 'document' | 'nationality' | 'otherNationality'>): { type: string; value: string; country?: string; reason?: string } {
  const { type, value, country } = values.document;
  if (hasNoDocument(type)) return { type, value: '', reason: value };
  return asksCountry(type) ? { type, value, country: country || countryFrom(nationalityOf(values)) } : { type, value };
}

/** The country of a passport is that of the person until somebody says otherwise. */
export const countryFrom = (nationality: string): string => (/^[A-Z]{3}$/.test(nationality) ? nationality : '');

export type IntakeData = Omit<IntakeInput, 'commandId'>;

/** The one command of the page. `inService` leaves the person at the desk, not in the queue. */
export function toIntake(values: IntakeValues, inService: boolean): IntakeData {
  const { ids } = values;
  return {
    attendanceId: ids.attendance, personId: values.samePersonId || ids.person, recordId: ids.record, caseFileId: ids.caseFile,
    ...(values.samePersonId && { existing: 'same_person' }), person: toPerson(values), ...(values.notSameAs.length > 0 && { notSameAs: values.notSameAs }),
    channel: 'office', inService, needs: values.needs.map((code) => ({ needId: ids.needs[code]!, code })),
  };
}

/** The command for a person the office knows: what they need today, nothing else. */
export function toKnownIntake(values: { needs: string[]; ids: IntakeIds }, personId: string, inService: boolean): IntakeData {
  const { ids } = values;
  return {
    attendanceId: ids.attendance, personId, recordId: ids.record, caseFileId: ids.caseFile, existing: 'known', channel: 'office', inService,
    needs: values.needs.map((code) => ({ needId: ids.needs[code]!, code })),
  };
}

export function toPerson(values: IntakeValues): PersonInput {
  const birth = readDateParts(values.birth);
  const entry = entryOf(values);
  const withDocument = values.document.type !== '' && !isBlankDocument(values);
  return {
    givenNames: values.givenNames.trim(), firstSurname: values.firstSurname.trim(), ...text('secondSurname', values.secondSurname),
    ...birthOf(birth),
    ...(values.birth.approximate && { birthApproximate: true }), nationality: nationalityOf(values), language: languageOf(values), interpreter: values.interpreter,
    ...contactOf(values.contact), ...text('sector', values.sector), ...(withDocument && { identifiers: [{ id: values.ids.identifier, ...entry }] }),
  };
}

function birthOf(birth: DateReading): Pick<PersonInput, 'birthYear' | 'birthDate'> {
  if (!birth.ok || !('year' in birth)) return {};
  return { birthYear: birth.year, ...(birth.day !== null && { birthDate: birth.value }) };
}

/** One box for whatever reaches the person: a phone, an address of mail, or somebody who lets them know. */
export function contactOf(typed: string): Pick<PersonInput, 'phone' | 'email' | 'safeContact'> {
  const contact = typed.trim();
  if (contact === '') return {};
  if (isPhone(contact)) return { phone: contact };
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(contact) ? { email: contact } : { safeContact: contact };
}

/** Whether there is enough to ask for records that resemble this one; what is not known yet matches nothing. */
export function duplicateQuestion(values: IntakeValues): PersonInput | null {
  const long = (name: string): boolean => name.trim().length >= 2;
  if (!long(values.givenNames) || !long(values.firstSurname)) return null;
  const { interpreter: _interpreter, sector: _sector, birthApproximate: _approximate, ...person } = toPerson(values);
  const document = values.document.type !== '' && checkIdentifier(entryOf(values)).expect === 'invalid' ? { identifiers: undefined } : {};
  return { ...person, ...document, birthYear: person.birthYear ?? 0, nationality: person.nationality || 'not_informed', language: person.language || 'und' };
}

/** Where a path of the command is typed on the page. */
export function fieldOfIntake(path: string): string | null {
  const name = path.replace(/^person\./, '');
  if (name.startsWith('birth')) return 'birth';
  if (name.startsWith('identifiers')) return `document.${name.split('.')[2] === 'country' ? 'country' : name.split('.')[2] === 'type' ? 'type' : 'value'}`;
  if (name.startsWith('needs')) return 'needs';
  if (name === 'phone' || name === 'email' || name === 'safeContact') return 'contact';
  return name === 'person' ? null : name;
}

function isPhone(text: string): boolean {
  const digits = text.replace(/\D/g, '').length;
  return /^\+?[\d\s().-]+$/.test(text) && digits >= 8 && digits <= 15;
}
const capital = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1);
const when = (wrong: boolean, path: string, code: string): FieldError[] => (wrong ? [{ path, code }] : []);
const text = (name: 'secondSurname' | 'sector', value: string): Partial<PersonInput> => (value.trim() === '' ? {} : { [name]: value.trim() });
