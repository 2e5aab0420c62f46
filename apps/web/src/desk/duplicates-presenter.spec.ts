import { createFormat } from '@konbit/contracts/format';
import { t } from '../i18n/i18n.js';
import { presentDuplicate } from './duplicates-presenter.js';

const format = createFormat('es');
const hit = { personId: 'p', masked: false, displayName: 'Marie-Ange Joseph', birthYear: 1991, nationality: 'HTI', language: 'hat', folio: 'P-8H3T-W5', reasons: ['similar_name', 'same_birth_year', 'of_a_newer_server'] };

describe('a record that resembles the one being typed', () => {
  it('says who and why', () => {
    expect(presentDuplicate(hit, t, format)).toEqual({
      id: 'p', masked: false, name: 'Marie-Ange Joseph', facts: '1991 · Haití · Folio P-8H3T-W5', language: 'hat', reasons: ['Nombre parecido', 'Mismo año de nacimiento'],
    });
  });

  it('of another office is initials and a year', () => {
    const masked = presentDuplicate({ ...hit, masked: true, displayName: 'M. J.', nationality: null, language: null, folio: null, birthYear: null }, t, format);
    expect(masked).toMatchObject({ name: 'M. J.', facts: 'año no se sabe · Ficha de otra oficina', language: null });
  });
});
