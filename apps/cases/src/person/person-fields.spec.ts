import { checkIdentifiers, checkPersonFields, type FieldChanges, phoneKey, type RecordFields, refusalOf } from './person-fields.js';

const today = '2026-11-25';
const wilner: FieldChanges = { givenNames: ' Wilner ', firstSurname: 'Jean-Baptiste', birthYear: 1990, nationality: 'HTI', language: 'hat' };
const errorsOf = (changes: FieldChanges, current: RecordFields | null = null) => checkPersonFields({ ...wilner, ...changes }, current, today).errors;
const kept = (changes: FieldChanges = {}): RecordFields => checkPersonFields({ ...wilner, ...changes }, null, today).value!;

describe('the fields of a person', () => {
  it('are kept clean, with null for what nobody told', () => {
    expect(kept({ secondSurname: '.', phone: ' ' })).toMatchObject({ givenNames: 'Wilner', secondSurname: null, phone: null, birthDate: null, interpreter: false });
  });

  it.each<[string, FieldChanges, string, string]>([
    ['a given name that is a filler', { givenNames: 'NN' }, 'givenNames', 'NAME_REQUIRED'],
    ['a birth year before 1900', { birthYear: 1899 }, 'birthYear', 'BIRTH_YEAR_INVALID'],
    ['a birth year to come', { birthYear: 2027 }, 'birthYear', 'BIRTH_YEAR_INVALID'],
    ['30 February', { birthDate: '1990-02-30' }, 'birthDate', 'BIRTH_DATE_INVALID'],
    ['a date that is none', { birthDate: '1990-1-1' }, 'birthDate', 'BIRTH_DATE_INVALID'],
    ['a birthday tomorrow', { birthYear: 2026, birthDate: '2026-11-26' }, 'birthDate', 'BIRTH_DATE_INVALID'],
    ['a date of another year', { birthDate: '1991-03-04' }, 'birthDate', 'BIRTH_DATE_MISMATCH'],
    ['a country outside ISO 3166-1', { nationality: 'HAI' }, 'nationality', 'UNKNOWN_CODE'],
    ['a language that is no code', { language: 'Kreyòl' }, 'language', 'UNKNOWN_CODE'],
    ['a phone of three digits', { phone: '133' }, 'phone', 'PHONE_INVALID'],
    ['an address without @', { email: 'wilner.example.org' }, 'email', 'EMAIL_INVALID'],
  ])('refuse %s', (_, changes, path, code) => expect(errorsOf(changes)).toEqual([{ path, code }]));

  it('accept who does not tell a nationality', () => expect(errorsOf({ nationality: 'not_informed' })).toEqual([]));

  it('accept a leap day', () => expect(errorsOf({ birthYear: 1992, birthDate: '1992-02-29' })).toEqual([]));

  it('report every error at once', () => {
    expect(errorsOf({ givenNames: '-', nationality: '??' }).map((error) => error.path)).toEqual(['givenNames', 'nationality']);
  });

  it('change only what a correction names', () => {
    const before = kept({ phone: '+56 9 0000 0123', secondSurname: 'Louis' });
    expect(checkPersonFields({ secondSurname: '' }, before, today).value).toEqual({ ...before, secondSurname: null });
  });

  it('lose the full date when a correction moves the year', () => {
    const before = kept({ birthDate: '1990-03-04' });
    expect(checkPersonFields({ birthYear: 1991 }, before, today).value).toMatchObject({ birthYear: 1991, birthDate: null });
  });
});

describe('the documents of a person', () => {
  it('are kept by normal form with their warning', () => {
    const { value } = checkIdentifiers([{ id: 'a', type: 'RUN', value: '6-K' }, { id: 'b', type: 'PASAPORTE', value: 'ab 123412', country: 'hti' }]);
    expect(value).toEqual([
      { id: 'a', type: 'RUN', country: null, normalised: '6-K', typed: '6-K', warning: 'LOW_NUMBER', reason: null },
      { id: 'b', type: 'PASAPORTE', country: 'HTI', normalised: 'HTI:AB123412', typed: 'ab 123412', warning: null, reason: null },
    ]);
  });

  it.each([
    [{ type: 'RUN', value: '44.000.001-9' }, '0.value', 'DV_MISMATCH'], [{ type: 'RUN', value: '109.999.002-K' }, '0.value', 'WRONG_TYPE_IPE'],
    [{ type: 'PASAPORTE', value: 'AB123412' }, '0.country', 'MISSING_COUNTRY'], [{ type: 'SIN_DOCUMENTO', value: '' }, '0.reason', 'MISSING_REASON'],
    [{ type: 'RBD', value: '99999-7' }, '0.type', 'UNKNOWN_TYPE'], [{ type: 'CARNET', value: '1' }, '0.type', 'UNKNOWN_TYPE'],
  ])('refuse %o at %s with %s', (entry, path, code) => expect(checkIdentifiers([{ id: 'a', ...entry }]).errors).toEqual([{ path, code }]));
});

describe('a refusal of fields', () => {
  it.each([
    [[{ path: 'person.givenNames', code: 'NAME_REQUIRED' }], 'NAME_REQUIRED'],
    [[{ path: 'person.birthDate', code: 'BIRTH_DATE_MISMATCH' }], 'BIRTH_DATE_INVALID'],
    [[{ path: 'person.identifiers.0.value', code: 'DV_MISMATCH' }], 'IDENTIFIER_INVALID'],
    [[{ path: 'person.phone', code: 'PHONE_INVALID' }], 'INVALID_INPUT'],
    [[{ path: 'person.nationality', code: 'UNKNOWN_CODE' }, { path: 'person.birthYear', code: 'BIRTH_YEAR_INVALID' }], 'INVALID_INPUT'],
  ])('of %j is %s', (errors, code) => expect(refusalOf(errors)).toBe(code));
});

describe('a phone', () => {
  it.each([['+56 9 0000 0123', '00000123'], ['900000123', '00000123'], ['133', null], [null, null]])('%s is compared by %s', (phone, key) => {
    expect(phoneKey(phone)).toBe(key);
  });
});
