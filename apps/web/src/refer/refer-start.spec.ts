import { createFormat } from '@konbit/contracts/format';
import { t } from '../i18n/i18n.js';
import type { PlaceFacts } from './places.js';
import type { NeedFacts } from './refer-form.js';
import { changesOf, needOptions, proposedText, settle, startValues, type SettleFacts, type WrittenFacts } from './refer-start.js';

const format = createFormat('es');
const need = (id: string, over: Partial<NeedFacts> = {}): NeedFacts => ({ id, code: 'work', text: null, state: 'open', addedAt: '2026-11-24T13:00:00Z', service: null, ...over });
const labels = (needs: NeedFacts[], id: string | null = null, code: string | null = null): string[] => needOptions(needs, { id, code }, t, format).map(({ label }) => label);
const place = (branch: string, service: string, fieldGroups = ['identity', 'contact']): PlaceFacts => ({
  insideMunicipality: true, reasons: ['offers_service'], doubts: [],
  branch: { id: branch, name: branch, comuna: '05101', comunaName: 'Valparaíso', organisation: { id: 'o', name: 'O' } }, service: { id: service, name: `Servicio ${service}`, names: [{ language: 'ht', text: `Sèvis ${service}` }], baselineIn: [], documents: [], documentsIn: [], fieldGroups, normCodes: [] },
});
const written: WrittenFacts = {
  id: 'd', version: 2, needId: 'n', priority: 'urgent', poolComuna: null, service: { id: 'b', name: 'Servicio b', names: [] },
  detail: { needText: 'Busca trabajo', fieldGroups: ['identity'], companion: true, replaces: null, destinationBranch: { id: 'y', name: 'Y' } },
};
const withHealth = ['identity', 'contact', 'health'];
const facts: SettleFacts = { need: need('n'), places: [place('x', 'a'), place('y', 'b', withHealth), place('x', 'b', withHealth)], comuna: { code: '05101', name: 'Valparaíso' }, refused: null };

describe('the needs one may refer for', () => {
  it('are the open ones, the one asked for first', () => {
    expect(labels([need('1', { code: 'health' }), need('2', { code: 'papers' }), need('3', { code: 'school', state: 'met' })], '2')).toEqual(['Papeles y visa', 'Salud']);
    expect(labels([need('1', { state: 'referred' })])).toEqual([]);
    expect(labels([need('1', { state: 'referred' })], '1')).toEqual(['Trabajo']);
  });

  it('begin with the one a referral names, also where it does not stand on the ficha', () => {
    expect(labels([need('1'), need('2', { code: 'health' })], null, 'health')).toEqual(['Salud', 'Trabajo']);
    expect(needOptions([need('1')], { id: 'gone', code: 'health' }, t, format)[0]).toMatchObject({ value: 'health', label: 'Salud', need: { id: '', code: 'health' } });
  });

  it('carry their words, and their day where two have the same name', () => {
    expect(labels([need('1', { text: 'Quiere postular' }), need('2')])).toEqual(['Trabajo: Quiere postular', 'Trabajo']);
    expect(labels([need('1'), need('2', { addedAt: '2026-10-01T13:00:00Z' })])).toEqual(['Trabajo, anotada el 24 nov 2026', 'Trabajo, anotada el 1 oct 2026']);
    expect(labels([need('1'), need('2')])).toEqual(['Trabajo, anotada el 24 nov 2026']);
  });
});

describe('the page at first', () => {
  it('has the best service and place chosen, its groups marked and a text proposed', () => {
    const values = startValues('new', 'n', null);
    expect({ ...values, ...settle(values, facts, t) }).toMatchObject({ referralId: 'new', serviceId: 'a', destination: 'x', groups: ['contact'], needText: 'Necesita: Servicio a.', priority: 'routine', companion: false });
  });

  it('takes the text and the service that stand on the need', () => {
    const values = startValues('new', 'n', null);
    expect(settle(values, { ...facts, need: need('n', { text: 'Perdió su trabajo', service: { id: 'b' } }) }, t)).toMatchObject({ serviceId: 'b', needText: 'Perdió su trabajo' });
    expect(proposedText('  ', 'Inscripción OMIL y BNE')).toBe('Necesita: Inscripción OMIL y BNE.');
  });

  it('of a draft says what was written', () => {
    const values = startValues('d', 'n', written);
    expect({ ...values, ...settle(values, facts, t) }).toMatchObject({ serviceId: 'b', destination: 'y', groups: [], needText: 'Busca trabajo', priority: 'urgent', companion: true });
    expect(startValues('d', 'n', { ...written, poolComuna: '05101', detail: { ...written.detail!, destinationBranch: null } }).destination).toBe('pool');
  });

  it('without any place stays empty', () => expect(settle(startValues('new', 'n', null), { ...facts, places: [] }, t)).toEqual({}));
});

describe('another choice', () => {
  const settled = { ...startValues('new', 'n', null), ...settle(startValues('new', 'n', null), facts, t) };

  it('of service brings its groups and the proposed text, and its best place', () => {
    expect(settle({ ...settled, serviceId: 'b' }, facts, t)).toMatchObject({ groups: ['contact', 'health'], needText: 'Necesita: Servicio b.', destination: 'y' });
  });

  it('never changes what somebody wrote', () => expect(settle({ ...settled, serviceId: 'b', needText: 'Lo que escribí' }, facts, t)).not.toHaveProperty('needText'));

  it('keeps a place that still offers it, else takes the first', () => {
    expect(settle({ ...settled, serviceId: 'b', destination: 'x', settledFor: 'b' }, facts, t)).not.toHaveProperty('destination');
    expect(settle({ ...settled, destination: 'y' }, facts, t).destination).toBe('x');
  });

  it('after a refusal is another branch', () => expect(settle(startValues('new', 'n', null), { ...facts, refused: { branchId: 'y', why: '' }, need: need('n', { service: { id: 'b' } }) }, t).destination).toBe('x'));
});

describe('a draft that somebody else changed', () => {
  it('says what it says now', () => {
    const now: WrittenFacts = { ...written, version: 3, priority: 'routine', service: { id: 'a', name: 'Servicio a', names: [{ language: 'ht', text: 'Sèvis a' }] }, detail: { ...written.detail!, needText: 'Otra cosa', destinationBranch: { id: 'x', name: 'OMIL' } } };
    expect(changesOf(written, now, t, 'es').map(({ of }) => t(of))).toEqual(['Motivo: «Otra cosa»', 'Servicio: Servicio a', 'Destino: OMIL', 'Prioridad: Normal']);
    expect(changesOf(written, now, t, 'ht').slice(0, 2).map(({ quote }) => quote)).toEqual([{ text: 'Otra cosa', lang: 'es' }, { text: 'Sèvis a' }]);
    expect(changesOf(written, written, t, 'es')).toEqual([]);
  });
});
