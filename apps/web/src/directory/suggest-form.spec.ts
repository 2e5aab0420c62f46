import { hoursValues } from './hours-form.js';
import type { BranchFacts, OfferingFacts } from './place-presenter.js';
import { checkSuggestion, suggestFields, suggestValues, toSuggestion } from './suggest-form.js';

const branch: BranchFacts = {
  id: 'b', version: 3, code: 'BR-CESFAM-BARON', name: 'CESFAM Barón', kind: 'cesfam', comuna: '05101', comunaName: 'Valparaíso', address: null, phone: null, hours: null, languages: null, status: 'unconfirmed',
  closedReason: null, demo: false, verifiedOn: null, verifiedBy: null, organisation: { id: 'o', name: 'CORMUVAL Salud', insideMunicipality: true, outside: false, demo: false },
};
const offering: OfferingFacts = {
  id: 'f', version: 1, status: 'expected', fee: null, feeText: null, hours: null, languages: null, documents: ['RUN'], note: null, verifiedOn: null, verifiedBy: null,
  service: { id: 's', name: 'Inscripción', names: [], documents: [], documentsIn: [] },
};
const place = { branch, offerings: [offering] };
const values = suggestValues(place, '');

describe('proposing a change', () => {
  it('words alone are enough, nothing at all is not', () => {
    expect(checkSuggestion(values, place)).toEqual([{ path: 'text', code: 'TEXT_MISSING' }]);
    expect(toSuggestion({ ...values, text: ' Se mudaron ' }, place)).toEqual({ subjectType: 'branch', subjectId: 'b', text: 'Se mudaron' });
  });

  it('only the chosen field is proposed, whatever else was touched', () => {
    const touched = { ...values, field: 'address', branch: { ...values.branch, address: 'Calle Uno 1', phone: '32 1' } };
    expect(toSuggestion(touched, place)).toEqual({ subjectType: 'branch', subjectId: 'b', branch: { address: 'Calle Uno 1' } });
  });

  it('a field that says what the entry says already is no proposal', () => {
    expect(checkSuggestion({ ...values, field: 'address' }, place)).toEqual([{ path: 'field', code: 'NOTHING_PROPOSED' }]);
  });

  it('a service at the place: its papers', () => {
    const start = suggestValues(place, 'f');
    expect(toSuggestion({ ...start, field: 'documents', offering: { ...start.offering, documents: [{ text: 'RUN' }, { text: 'Comprobante' }] } }, place)).toEqual({
      subjectType: 'offering', subjectId: 'f', offering: { documents: ['RUN', 'Comprobante'] },
    });
    expect(suggestFields('f')).not.toContain('name');
  });

  it('hours that cannot be are named at their box', () => {
    const wrong = { ...values, field: 'hours', branch: { ...values.branch, hours: { ...hoursValues(null), slots: [{ from: '17', to: '9' }] } } };
    expect(checkSuggestion(wrong, place)).toEqual([{ path: 'branch.hours.slots.0.to', code: 'HOURS_INVALID' }]);
  });
});
