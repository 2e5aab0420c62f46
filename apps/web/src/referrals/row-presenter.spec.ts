import { createFormat, type Language } from '@konbit/contracts/format';
import { t } from '../i18n/i18n.js';
import { arrivals, groupByDeadline, presentRow, type ReferralRow, type RowFacts } from './row-presenter.js';

const format = createFormat('es', { now: () => new Date('2026-11-24T13:31:00Z') });
const islande: RowFacts = {
  id: 'r1', folio: 'D-6P3KV4', state: 'requested', turn: 'destination', mine: 'destination', priority: 'urgent', poolComuna: null, authoredAt: '2026-11-23T15:40:00Z',
  sentAt: '2026-11-23T15:40:00Z', endedAt: null, dueAt: '2026-11-25T03:00:00Z', overdue: false, reasonCode: null, outcomeCode: null, language: 'hat',
  person: { identity: { displayName: 'Islande Augustin', language: 'hat', interpreter: true } }, service: { name: 'Informe social', names: [{ language: 'ht', text: 'Rapò sosyal' }] },
  originBranch: { name: 'Oficina de Migraciones' }, ownerBranch: { name: 'Plataforma Social' }, requirement: null, appointment: null,
};
const row = (more: Partial<RowFacts> = {}): ReferralRow => presentRow({ ...islande, ...more }, t, format);
const deadline = (more: Partial<RowFacts>): string => {
  const found = row(more).deadline;
  return found ? `${found.group}: ${found.text}, ${found.sub}` : '–';
};

describe('a row of the worklist', () => {
  it('says who, what, from where, until when and what state', () => {
    expect(row()).toMatchObject({
      to: '/derivaciones/r1', name: 'Islande Augustin', folio: 'D-6P3KV4', language: 'hat', extras: ['intérprete', 'urgente'], asked: { text: 'Informe social' },
      place: 'Oficina de Migraciones', sentOn: '23 nov 2026', tone: 'need', state: 'Enviada',
    });
  });

  it('names the service in the language of the screen; a Spanish left-over says so', () => {
    const asked = (language: Language): unknown => presentRow(islande, t, createFormat(language)).asked;
    expect([asked('ht'), asked('pt')]).toEqual([{ text: 'Rapò sosyal' }, { text: 'Informe social', lang: 'es' }]);
  });

  it('says that the branch closed, where it did', () => expect([row().closed, row({ branchClosed: true }).closed]).toEqual([null, 'La sucursal cerró']));

  it.each<[string, Partial<RowFacts>, string]>([
    ['the end of today', {}, 'today: Hoy, a las 23:59'],
    ['the end of tomorrow', { dueAt: '2026-11-26T03:00:00Z' }, 'week: Mañana, 25 nov 2026'],
    ['Sunday', { dueAt: '2026-11-30T03:00:00Z' }, 'week: En 5 días, 29 nov 2026'],
    ['Monday', { dueAt: '2026-12-01T03:00:00Z' }, 'later: En 6 días, 30 nov 2026'],
    ['last Friday', { dueAt: '2026-11-21T03:00:00Z', overdue: true }, 'late: Hace 4 días, venció el 20 nov 2026'],
    ['never', { dueAt: null }, '–'],
  ])('a clock that ends with %s', (_, more, words) => expect(deadline(more)).toBe(words));

  it('where no clock runs for the reader it says what is waited for', () => {
    expect(row({ state: 'info_requested', turn: 'origin', dueAt: null }).noDeadline).toBe('el plazo corre para quien envía');
    expect(row({ state: 'accepted', mine: 'origin', dueAt: null }).noDeadline).toBe('');
  });

  it('the origin reads where it went', () => {
    expect(row({ mine: 'origin' }).place).toBe('Plataforma Social');
    expect(row({ mine: 'origin', ownerBranch: null, poolComuna: '05101' }).place).toBe('Cualquier sucursal');
    expect(presentRow({ ...islande, mine: 'origin', ownerBranch: null, poolComuna: '05101' }, t, format, () => 'Valparaíso').place).toBe('Cualquier sucursal de Valparaíso');
  });

  it('an unclaimed one has no name, a withheld one is reserved', () => {
    expect(row({ mine: 'pool', person: null })).toMatchObject({ name: 'Sin tomar', language: 'hat', tone: 'need' });
    expect(row({ person: null, service: null })).toMatchObject({ name: 'Reservado', language: null, asked: { text: 'Reservado' } });
  });

  it('an answer is the outcome, or the reason with what was asked for', () => {
    expect(row({ state: 'completed', outcomeCode: 'placed' }).answer).toBe('Quedó colocada');
    expect(row({ state: 'rejected', reasonCode: 'document_missing', requirement: { type: 'document', documentType: 'Contrato de arriendo', words: null } }).answer)
      .toBe('Falta un documento: Contrato de arriendo');
    expect(row({ state: 'rejected', reasonCode: 'outside_area', requirement: { type: 'residence', documentType: null, words: null } }).answer).toBe('Vive fuera del área: domicilio');
    expect(row({ state: 'cancelled', reasonCode: 'person_moved' }).answer).toBe('La persona se mudó');
  });

  it('what comes next is the appointment, and one that passed asks for attention', () => {
    expect(row({ state: 'scheduled', appointment: { startsAt: '2026-11-26T12:30:00Z', end: null } })).toMatchObject({ next: 'cita el 26 nov 2026, 09:30', tone: 'wait' });
    expect(row({ state: 'scheduled', appointment: { startsAt: '2026-11-23T12:30:00Z', end: null } })).toMatchObject({ next: 'la cita fue el 23 nov 2026', tone: 'need' });
    expect(row({ state: 'no_show', appointment: { startsAt: '2026-11-23T12:30:00Z', end: 'missed' } }).next).toBe('');
  });
});

describe('groups by deadline', () => {
  const rows = [row({ dueAt: '2026-11-21T03:00:00Z', overdue: true }), row(), row({ dueAt: '2026-11-26T03:00:00Z' }), row({ dueAt: null })];
  it('are counted, the most urgent first', () => {
    expect(groupByDeadline(rows, { before: false, after: false }, t).map((group) => group.title)).toEqual(['Atrasadas (1)', 'Vencen hoy (1)', 'Esta semana (1)', 'Sin plazo para usted (1)']);
  });
  it('that go on over the edge of the page are not counted', () => {
    expect(groupByDeadline(rows, { before: true, after: true }, t).map((group) => group.title)).toEqual(['Atrasadas', 'Vencen hoy (1)', 'Esta semana (1)', 'Sin plazo para usted']);
  });
});

describe('arrivals', () => {
  it('are the rows that were not there before', () => {
    expect(arrivals(null, ['a'])).toBe(0);
    expect(arrivals(['a', 'b'], ['c', 'a'])).toBe(1);
  });
});
