import { createFormat } from '@konbit/contracts/format';
import { t } from '../i18n/i18n.js';
import { changesBetween, checkCorrection, fieldOfCorrection, toCorrection, valuesOf } from './correct-form.js';

const format = createFormat('es');
const shown = valuesOf({
  identity: { givenNames: 'Marie Ange', firstSurname: 'Joseph', secondSurname: null, socialName: null, birthYear: 1991, birthDate: null, nationality: 'HTI', language: 'hat', interpreter: true },
  contact: { phone: '+56 9 0000 0112', email: null, address: null, sector: 'Cerro Barón', safeContact: null },
});

describe('the correction of a person', () => {
  it('sends only what changed, and an emptied box as empty', () => {
    expect(toCorrection({ ...shown, phone: '', secondSurname: ' Pierre ', interpreter: false }, shown)).toEqual({ phone: '', secondSurname: 'Pierre', interpreter: false });
    expect(toCorrection(shown, shown)).toEqual({});
  });

  it('a whole date brings its year', () => {
    expect(toCorrection({ ...shown, birth: { day: '1', month: 'marzo', year: '1990' } }, shown)).toEqual({ birthYear: 1990, birthDate: '1990-03-01' });
    expect(toCorrection({ ...shown, birth: { day: '', month: '', year: '1991' } }, shown)).toEqual({});
  });

  it('says when nothing changed, and what may not be empty', () => {
    expect(checkCorrection(shown, shown)).toEqual([{ path: 'givenNames', code: 'NOTHING_CHANGED' }]);
    expect(checkCorrection({ ...shown, firstSurname: ' ', birth: { day: '31', month: '2', year: '1991' } }, shown)).toEqual([
      { path: 'firstSurname', code: 'SURNAME_REQUIRED' }, { path: 'birth', code: 'DATE_IMPOSSIBLE' },
    ]);
  });

  it('tells what somebody else changed, old and new', () => {
    const now = { ...shown, phone: '+56 9 0000 0999', nationality: 'DOM', birth: { day: '1', month: '3', year: '1991' }, sector: '' };
    expect(changesBetween(shown, now, t, format)).toEqual([
      { field: 'Nacimiento', before: '1991', now: '1 de marzo de 1991' }, { field: 'País', before: 'Haití', now: 'República Dominicana' },
      { field: 'Teléfono', before: '+56 9 0000 0112', now: '+56 9 0000 0999' }, { field: 'Sector', before: 'Cerro Barón', now: 'sin anotar' },
    ]);
  });

  it.each([['fields.birthDate', 'birth'], ['birthYear', 'birth'], ['phone', 'phone']])('a refusal about %s is shown at %s', (path, field) => expect(fieldOfCorrection(path)).toBe(field));
});
