import { createFormat } from '@konbit/contracts/format';
import { t } from '../i18n/i18n.js';
import { normName } from '../codes/norm-words.js';
import { placesOf, presentPlaces, servicesOf, type PlaceChoice, type PlaceFacts, type Search } from './places.js';

const format = createFormat('es');
const health: PlaceFacts['service'] = { id: 's', name: 'Inscripción en CESFAM', names: [], baseline: 'Vivir o trabajar en el sector', baselineIn: [], documents: ['Comprobante de domicilio'], documentsIn: [], fieldGroups: ['identity', 'contact'], normCodes: ['LEY-18695-4'] };
type Over = Partial<Omit<PlaceFacts, 'branch'>> & { branch?: Partial<PlaceFacts['branch']> };
const cesfam = (id: string, over: Over = {}): PlaceFacts => ({
  insideMunicipality: true, reasons: ['offers_service', 'same_comuna', 'inside_municipality'], doubts: ['unconfirmed_offering', 'unknown_language', 'unconfirmed_hours', 'unconfirmed_address'], service: health,
  ...over, branch: { id, name: `CESFAM ${id}`, address: null, comuna: '05101', comunaName: 'Valparaíso', organisation: { id: 'cormuval', name: 'CORMUVAL' }, hours: null, ...over.branch },
});
const demo = cesfam('Demo', { insideMunicipality: false, reasons: ['offers_service', 'same_comuna'], doubts: ['demo_branch', 'unknown_language'], branch: { organisation: { id: 'demo', name: 'Demo' } } });
const sign = cesfam('Norte', {
  reasons: ['offers_service', 'same_comuna', 'speaks_language', 'inside_municipality', 'confirmed'], doubts: [], branch: { address: 'Av. Argentina 864', hours: { days: null, slots: [{ from: '08:30', to: '13:00' }] } },
});
const search: Search = { language: 'hat', comuna: { code: '05101', name: 'Valparaíso' }, refused: null, chosen: '' };
const present = (places: PlaceFacts[], over: Partial<Search> = {}): PlaceChoice => presentPlaces(places, 's', { ...search, ...over }, t, format);
const lines = (choice: PlaceChoice, at: number): string[] => choice.cards[at]!.reasons.map(({ tone, text }) => `${tone}: ${text}`);

describe('where a person may go', () => {
  it('a place that is known says why it fits', () => {
    const choice = present([sign]);
    expect(lines(choice, 0)).toEqual(['done: Confirmó que lo ofrece', 'done: Atienden en Kreyòl', 'done: Está en Valparaíso', 'done: Es de la municipalidad: no pide consentimiento']);
    expect([choice.cards[0]?.at, choice.cards[0]?.hours]).toEqual(['Av. Argentina 864', '08:30–13:00']);
  });

  it('what nobody confirmed is one sentence, never a "no"', () => {
    const choice = present([cesfam('A')]);
    expect(lines(choice, 0)).toEqual(['done: Está en Valparaíso', 'done: Es de la municipalidad: no pide consentimiento', 'ask: Sin confirmar: que lo ofrece, sus idiomas, el horario y la dirección']);
    expect([choice.cards[0]?.at, choice.cards[0]?.hours]).toEqual(['Por confirmar', 'Por confirmar']);
  });

  it('its languages are no question for who speaks Spanish', () => expect(lines(present([cesfam('A')], { language: 'spa' }), 0).at(-1)).toBe('ask: Sin confirmar: que lo ofrece, el horario y la dirección'));

  it('what stands against it is said plainly', () => {
    const far = cesfam('B', { insideMunicipality: false, reasons: ['offers_service'], doubts: ['no_language', 'other_comuna', 'outside_organisation'], branch: { comuna: '05109', comunaName: 'Viña del Mar' } });
    expect(lines(present([far]), 0)).toEqual(['need: No atienden en Kreyòl: pida intérprete', 'need: Está en otra comuna: Viña del Mar', 'need: Es de otra municipalidad: pide consentimiento']);
    expect(lines(present([demo]), 0)).toEqual(['done: Está en Valparaíso', 'need: Sucursal de demostración', 'need: No es de la municipalidad: pide consentimiento', 'ask: Sin confirmar: sus idiomas']);
  });

  it('three are cards and the others say why not', () => {
    const choice = present([sign, cesfam('A'), cesfam('B'), cesfam('C'), demo]);
    expect(choice.cards.map((card) => card.place.name)).toEqual(['CESFAM Norte', 'CESFAM A', 'CESFAM B']);
    expect(choice.rest.map((other) => `${other.name}: ${other.why} ${other.unknown ?? ''}`)).toEqual([
      'CESFAM C: Cumple lo mismo que las primeras. Sin confirmar: que lo ofrece, sus idiomas, el horario y la dirección',
      'CESFAM Demo: Sucursal de demostración. No es de la municipalidad: pide consentimiento. Sin confirmar: sus idiomas',
    ]);
    expect(choice.all).toBe(5);
  });

  it('one that is chosen from the others is a card too', () => {
    const choice = present([sign, cesfam('A'), cesfam('B'), cesfam('C')], { chosen: 'C' });
    expect(choice.cards.map((card) => card.place.value)).toEqual(['Norte', 'A', 'B', 'C', 'pool']);
    expect(choice.rest).toEqual([]);
  });

  it('the branch that refused comes last and says so', () => {
    const choice = present([sign, cesfam('A')], { refused: { branchId: 'Norte', why: 'Pidieron: Un documento' } });
    expect(choice.cards.map((card) => card.place.value)).toEqual(['A', 'pool']);
    expect(choice.rest[0]?.why).toBe('Ya la rechazó: Pidieron: Un documento.');
    expect(present([sign], { refused: { branchId: 'Norte', why: '' } }).rest[0]?.why).toBe('Ya la rechazó.');
  });

  it('any branch of the comuna may be chosen where one permission covers them all', () => {
    const choice = present([sign, cesfam('A'), cesfam('V', { branch: { comuna: '05109' } })]);
    expect(choice.cards.at(-1)?.place).toMatchObject({ name: 'Cualquier sucursal de Valparaíso que lo ofrezca', branchId: null, poolComuna: '05101' });
    expect(lines(choice, 3)).toEqual(['done: Responde la primera de 2 que la tome', 'ask: Hasta entonces solo ven necesidad, idioma, comuna, edad aproximada y prioridad']);
    expect(present([sign]).cards).toHaveLength(1);
    expect(present([sign, cesfam('A')], { comuna: null }).cards).toHaveLength(2);
    expect(present([sign, demo]).poolNot).toBe('No se puede dejar abierta a cualquier sucursal de Valparaíso: son de organismos distintos y el permiso vale para uno solo.');
  });

  it('services are listed once, in the order of their best place', () => {
    const other = { ...health, id: 'z', name: 'Niño sano' };
    expect(servicesOf([sign, cesfam('A'), { ...sign, service: other }]).map(({ name }) => name)).toEqual(['Inscripción en CESFAM', 'Niño sano']);
    expect(placesOf([sign, { ...sign, service: other }], 'z', search, t)).toHaveLength(1);
  });

  it('a norm is cited by its name', () => expect([normName('LEY-18695-4'), normName('DS-110')]).toEqual(['Ley 18.695, art. 4', 'DS-110']));
});
