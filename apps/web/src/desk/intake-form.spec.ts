import { needCodes } from '@konbit/contracts';
import { sentence } from '../errors/sentence.js';
import { checkIntake, contactOf, documentNote, duplicateQuestion, fieldOfIntake, fromSearch, newIds, startValues, toIntake, toKnownIntake, type IntakeValues } from './intake-form.js';
import { intakeErrorWords } from './intake-words.js';

let made = 0;
const ids = newIds(needCodes, () => `id-${(made += 1)}`);
const marieAnge = (over: Partial<IntakeValues> = {}): IntakeValues => ({
  ...startValues('', ids), language: 'hat', interpreter: true, givenNames: 'Marie Ange ', firstSurname: 'Joseph', birth: { day: '', month: '', year: '1991', approximate: false },
  nationality: 'HTI', needs: ['health', 'social_aid'], ...over,
});
const faults = (values: IntakeValues): string[] => checkIntake(values).map(({ path, code }) => `${path}: ${sentence(code, intakeErrorWords)}`);
const withDocument = (type: string, value: string, country = ''): IntakeValues => marieAnge({ document: { type, value, country } });

describe('a new attendance', () => {
  it('six answers are enough', () => expect(faults(marieAnge())).toEqual([]));

  it('an empty page says what to write, in the order of the conversation', () => {
    expect(faults(startValues('', ids))).toEqual([
      'language: Elija el idioma en que la persona prefiere hablar.', 'givenNames: Escriba el nombre, aunque sea como la persona quiere que le llamen.',
      'firstSurname: Escriba el apellido. Si no se sabe, escriba el que la persona use.', 'birth: Escriba el año de nacimiento con cuatro números. Si no se sabe, uno aproximado.',
      'nationality: Elija el país, o «No se sabe».', 'needs: Marque al menos una necesidad.',
    ]);
  });

  it('"other" asks which', () => {
    expect(faults(marieAnge({ language: 'other', nationality: 'other' })).map((fault) => fault.split(':')[0])).toEqual(['otherLanguage', 'otherNationality']);
  });

  it('a day that does not exist is refused in words', () => {
    expect(faults(marieAnge({ birth: { day: '30', month: 'febrero', year: '1991', approximate: false } }))).toEqual(['birth: Ese día no existe en el calendario. Revise el día y el mes.']);
  });

  it('goes as one command with the ids of the page', () => {
    const command = toIntake(marieAnge({ birth: { day: '1', month: 'mar', year: '1990', approximate: true }, contact: '+56 9 0000 0112', sector: ' Cerro Barón ' }), true);
    expect(command).toEqual({
      attendanceId: ids.attendance, personId: ids.person, recordId: ids.record, caseFileId: ids.caseFile, channel: 'office', inService: true,
      needs: [{ needId: ids.needs['health'], code: 'health' }, { needId: ids.needs['social_aid'], code: 'social_aid' }],
      person: {
        givenNames: 'Marie Ange', firstSurname: 'Joseph', birthYear: 1990, birthDate: '1990-03-01', birthApproximate: true, nationality: 'HTI', language: 'hat', interpreter: true,
        phone: '+56 9 0000 0112', sector: 'Cerro Barón',
      },
    });
  });

  it('whom the desk recognised keeps their id, and what was denied is remembered', () => {
    expect(toIntake(marieAnge({ samePersonId: 'known', notSameAs: ['another'] }), false)).toMatchObject({ personId: 'known', existing: 'same_person', notSameAs: ['another'], inService: false });
  });

  it('of a known person only the needs are sent', () => {
    expect(toKnownIntake({ needs: ['work'], ids }, 'known', true)).toEqual({
      attendanceId: ids.attendance, personId: 'known', recordId: ids.record, caseFileId: ids.caseFile, existing: 'known', channel: 'office', inService: true,
      needs: [{ needId: ids.needs['work'], code: 'work' }],
    });
  });
});

describe('the document', () => {
  it('is never asked for', () => {
    expect(faults(withDocument('RUN', ' '))).toEqual([]);
    expect(toIntake(withDocument('RUN', ''), true).person).not.toHaveProperty('identifiers');
  });

  it.each([
    ['RUN', '12.345.678-9', 'document.value: El dígito verificador no calza con el número. Cópielo otra vez del documento.'],
    ['RUN', '100.000.001-4', 'document.value: Este número parece un IPE, no un RUN. Cambie el tipo de documento.'],
    ['SIN_DOCUMENTO', '', 'document.value: Diga en pocas palabras por qué no tiene documento.'],
    ['', 'AB123', 'document.type: Elija primero el tipo de documento.'],
  ])('%s "%s" → %s', (type, value, words) => expect(faults(withDocument(type, value))).toEqual([words]));

  it('a passport is of the country of the person until somebody says otherwise', () => {
    expect(toIntake(withDocument('PASAPORTE', 'HT0000031'), true).person?.identifiers).toEqual([{ id: ids.identifier, type: 'PASAPORTE', value: 'HT0000031', country: 'HTI' }]);
    expect(toIntake(withDocument('PASAPORTE', 'HT0000031', 'DOM'), true).person?.identifiers?.[0]).toMatchObject({ country: 'DOM' });
    expect(faults({ ...withDocument('PASAPORTE', 'HT0000031'), nationality: 'other', otherNationality: 'stateless' })).toEqual(['document.country: Elija qué país dio el documento.']);
  });

  it('"ninguno" sends why', () => {
    expect(toIntake(withDocument('SIN_DOCUMENTO', 'Lo perdió en el viaje'), true).person?.identifiers).toEqual([{ id: ids.identifier, type: 'SIN_DOCUMENTO', value: '', reason: 'Lo perdió en el viaje' }]);
  });

  it('a doubt is said and does not stop', () => {
    const low = withDocument('RUN', '12.345-5');
    expect(documentNote(low)).toEqual({ kind: 'warning', code: 'LOW_NUMBER' });
    expect(faults(low)).toEqual([]);
  });

  it('a number without its dash is proposed with it, never changed', () => {
    expect(documentNote(withDocument('RUN', '123456785'))).toEqual({ kind: 'proposal', value: '12.345.678-5' });
    expect(documentNote(withDocument('RUN', ''))).toBeNull();
  });
});

describe('what was typed before', () => {
  it.each([
    ['Marie Ange Joseph', { givenNames: 'Marie Ange', firstSurname: 'Joseph' }], ['jos', { givenNames: 'Jos' }], ['louis jean', { givenNames: 'Louis', firstSurname: 'Jean' }], ['+56 9 0000 0112', { contact: '+56 9 0000 0112' }],
    ['12.345.678-5', { document: { type: 'RUN', value: '12.345.678-5', country: '' } }], ['HT0000031', { document: { type: 'PASAPORTE', value: 'HT0000031', country: '' } }],
    ['P-8H3T-W5', {}], ['1234', {}], ['', { givenNames: '' }],
  ])('the search "%s" begins the page', (typed, values) => expect(fromSearch(typed)).toEqual(values));

  it('one box takes a phone, a mail address or a person', () => {
    expect(contactOf('9 0000 0112')).toEqual({ phone: '9 0000 0112' });
    expect(contactOf('ana@example.org')).toEqual({ email: 'ana@example.org' });
    expect(contactOf('Su hermana Rose')).toEqual({ safeContact: 'Su hermana Rose' });
    expect(contactOf(' ')).toEqual({});
  });
});

describe('the warning of a duplicate', () => {
  it('is asked for after name and surname', () => {
    expect(duplicateQuestion(marieAnge({ firstSurname: '' }))).toBeNull();
    expect(duplicateQuestion({ ...startValues('', ids), givenNames: 'Marie', firstSurname: 'Joseph' })).toEqual(
      { givenNames: 'Marie', firstSurname: 'Joseph', birthYear: 0, nationality: 'not_informed', language: 'und' });
  });

  it('leaves out a number that is not complete', () => {
    expect(duplicateQuestion(withDocument('RUN', '12.345'))?.identifiers).toBeUndefined();
    expect(duplicateQuestion(withDocument('RUN', '12.345.678-5'))?.identifiers).toHaveLength(1);
  });
});

it.each([
  ['person.birthDate', 'birth'], ['person.identifiers.0.value', 'document.value'], ['person.identifiers.0.country', 'document.country'], ['person.phone', 'contact'],
  ['person.givenNames', 'givenNames'], ['needs.0.serviceId', 'needs'], ['person', null],
])('a refusal about %s is shown at %s', (path, field) => expect(fieldOfIntake(path)).toBe(field));
