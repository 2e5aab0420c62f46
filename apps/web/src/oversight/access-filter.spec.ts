import { addressValues, checkFilter, emptyFilter, formOf, questionOf, type FilterForm } from './access-filter.js';

const form = (over: Partial<FilterForm> = {}): FilterForm => ({ ...formOf(emptyFilter), ...over });
const day = (text: string): FilterForm['desde'] => formOf({ ...emptyFilter, desde: text }).desde;
const faults = (over: Partial<FilterForm>): string[] => checkFilter(form(over)).map(({ path, code }) => `${path} ${code}`);

describe('the filter of the access log', () => {
  it('empty asks for everything', () => expect(questionOf(emptyFilter)).toEqual({}));
  it('goes from the form to the address and on to the server', () => {
    const values = { ...emptyFilter, ...addressValues(form({ folio: ' p-8h3t-w5 ', accion: 'person.read', resultado: 'refused', desde: day('2026-11-01'), hasta: day('2026-11-24') })) };
    expect(values).toMatchObject({ folio: 'P-8H3T-W5', desde: '2026-11-01', hasta: '2026-11-24' });
    expect(questionOf(values)).toEqual({ folio: 'P-8H3T-W5', action: 'person.read', outcome: 'refused', from: '2026-11-01', to: '2026-11-24' });
  });
  it('wants whole days in order', () => {
    expect(faults({ desde: day('2026-11') })).toEqual(['desde DAY_REQUIRED']);
    expect(faults({ desde: day('2026-11-24'), hasta: day('2026-11-23') })).toEqual(['hasta BACKWARDS']);
    expect(faults({ desde: day('2026-11-24'), hasta: day('2026-11-24') })).toEqual([]);
  });
  it('a day in the address that is none is not asked', () => expect(questionOf({ ...emptyFilter, desde: 'ayer' })).toEqual({}));
});
