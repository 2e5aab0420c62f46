import { createFormat } from '@konbit/contracts/format';
import { t } from '../i18n/i18n.js';
import { countLine, isSearchable, markOf, presentHit, type HitFacts } from './search-presenter.js';

const format = createFormat('es');
const marieAnge: HitFacts = {
  personId: 'p', masked: false, displayName: 'Marie-Ange Joseph', birthYear: 1991, nationality: 'HTI', language: 'hat', folio: 'P-8H3T-W5', lastVisitOn: '2026-11-12',
};
const marked = (name: string, typed: string): string => {
  const { from, length } = markOf(name, typed);
  return from < 0 ? '' : name.slice(from, from + length);
};

describe('the search of the desk', () => {
  it.each([['jo', false], ['j o', false], ['jos', true], ['+56', false], ['567', true], ['  j.o.s ', true]])('"%s" is enough to search: %s', (typed, enough) => {
    expect(isSearchable(typed)).toBe(enough);
  });

  it('a row says who, from where, in which language and when they came last', () => {
    expect(presentHit(marieAnge, 'jos', t, format)).toEqual({
      id: 'p', masked: false, name: 'Marie-Ange Joseph', mark: { from: 11, length: 3 }, nameSub: 'Folio P-8H3T-W5', facts: '1991 · Haití', language: 'hat',
      lastVisit: '12 nov 2026', lastVisitSub: 'Última visita',
    });
  });

  it('without a basis a row is initials and a year, and nothing else', () => {
    const masked = presentHit({ ...marieAnge, masked: true, displayName: 'M. J.', nationality: null, language: null, folio: null, lastVisitOn: null }, 'jos', t, format);
    expect(masked).toMatchObject({ name: 'M. J. · 1991', nameSub: 'Ficha de otra oficina', facts: '', language: null, lastVisit: '', lastVisitSub: null });
  });

  it('a person who never came here says so', () => {
    expect(presentHit({ ...marieAnge, lastVisitOn: null }, 'jos', t, format).lastVisit).toBe('Sin visitas aquí');
  });

  it.each([
    ['Marie-Ange Joseph', 'jos', 'Jos'], ['Josué Martínez', 'josue', 'Josué'], ['Ñandú Pérez', 'perez ñan', 'Pérez'], ['Nadège Louis', 'lou nad', 'Lou'], ['Ana Soto', '12.345', ''],
  ])('in "%s" the letters of "%s" are marked: "%s"', (name, typed, expected) => expect(marked(name, typed)).toBe(expected));

  it('the count is said in words', () => {
    expect(t(countLine({ hits: [], more: false }))).toBe('Nadie con ese nombre, teléfono, folio o número.');
    expect(t(countLine({ hits: [1], more: false }))).toBe('1 persona.');
    expect(t(countLine({ hits: [1, 2, 3, 4], more: false }))).toBe('4 personas, por apellido.');
    expect(t(countLine({ hits: [1, 2], more: true }))).toBe('Más de 2 personas. Escriba algo más para acotar.');
  });
});
