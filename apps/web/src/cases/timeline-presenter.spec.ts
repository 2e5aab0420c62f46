import { createFormat } from '@konbit/contracts/format';
import { t } from '../i18n/i18n.js';
import { holdsFact, presentEntry, type TimelineFacts } from './timeline-presenter.js';

const format = createFormat('es', { now: () => new Date('2026-11-24T18:00:00Z') });
const sent: TimelineFacts = {
  id: 'e', occurredAt: '2026-11-24T13:12:00Z', kind: 'referral.sent', reserved: false, aggregateType: 'referral', aggregateId: 'r', aggVersion: 1, branch: { name: 'Oficina de Migraciones' },
  otherBranch: { name: 'OMIL Valparaíso' }, service: { name: 'Inscripción OMIL y BNE', names: [{ language: 'ht', text: 'Enskripsyon nan OMIL ak BNE' }] }, codes: [{ key: 'to', value: 'requested' }, { key: 'needCode', value: 'work' }],
};
const codes = (values: Record<string, string>): TimelineFacts['codes'] => Object.entries(values).map(([key, value]) => ({ key, value }));
const said = (over: Partial<TimelineFacts>): string => {
  const row = presentEntry({ ...sent, ...over }, t, format);
  return [row.tone, row.title.text, row.state?.word, row.text].filter(Boolean).join(' | ');
};

describe('a line of historia', () => {
  it('of a referral says what, from whom to whom and how it stands, and leads to it', () => {
    expect(presentEntry(sent, t, format)).toEqual({
      id: 'e', tone: 'wait', near: 'Hoy', day: '24 nov 2026', title: { text: 'Inscripción OMIL y BNE' }, to: '/derivaciones/r', from: 'Oficina de Migraciones', toward: 'OMIL Valparaíso',
      state: { tone: 'wait', word: 'Enviada' }, text: null,
    });
  });

  it('names the service in the language of the screen; a Spanish left-over says so', () => {
    expect(presentEntry(sent, t, createFormat('ht')).title).toEqual({ text: 'Enskripsyon nan OMIL ak BNE' });
    expect(presentEntry(sent, t, createFormat('pt')).title).toEqual({ text: 'Inscripción OMIL y BNE', lang: 'es' });
  });

  it.each([
    ['referral.scheduled', { to: 'scheduled', appointmentAt: '2026-11-26T12:30:00Z' }, 'wait | Inscripción OMIL y BNE | Citada | Cita el 26 nov 2026, 09:30'],
    ['referral.rejected', { to: 'rejected', reasonCode: 'document_missing', requirementType: 'document' }, 'no | Inscripción OMIL y BNE | Rechazada | Pidieron: Documento'],
    ['referral.rejected', { to: 'rejected', reasonCode: 'no_capacity' }, 'no | Inscripción OMIL y BNE | Rechazada | Sin cupos u horas'],
    ['referral.completed', { to: 'completed', outcomeCode: 'provided' }, 'done | Inscripción OMIL y BNE | Terminada | Se atendió'],
    ['referral.acknowledged', { to: 'completed' }, 'done | Inscripción OMIL y BNE | Terminada | Vio la respuesta.'],
    ['referral.opened', { to: 'requested' }, 'wait | Inscripción OMIL y BNE | Enviada | La abrió.'],
  ])('%s → %j', (kind, values, words) => expect(said({ kind, codes: codes(values) })).toBe(words));

  it('a referral of a pool goes to any branch', () => expect(presentEntry({ ...sent, otherBranch: null }, t, format).toward).toBe('Cualquier sucursal'));

  it.each([
    ['attendance.opened', { needCodes: 'work health' }, 'wait | Atención | Trabajo, Salud'], ['attendance.closed', { resultCode: 'oriented' }, 'done | Atención cerrada | Se le orientó'],
    ['need.dropped', { needCode: 'work', reasonCode: 'solved_alone' }, 'end | Necesidad quitada | Trabajo. Lo resolvió por su cuenta'],
    ['identifier.added', { identifierType: 'PASAPORTE' }, 'done | Documento agregado | Pasaporte'], ['consent.withdrawn', {}, 'no | Consentimiento retirado'],
    ['something.newer', {}, 'end | Otro hecho'],
  ])('%s %j', (kind, values, words) => expect(said({ kind, service: null, aggregateId: null, codes: codes(values) })).toBe(words));

  it('of another office is reserved and says nothing but when', () => {
    const row = presentEntry({ id: 'e', occurredAt: '2026-10-06T13:00:00Z', kind: 'reserved', reserved: true, codes: [] }, t, format);
    expect(row).toMatchObject({ near: null, day: '6 oct 2026', title: { text: 'Atención en otro servicio (reservado)' }, to: null, from: null, toward: null, state: { tone: 'lock', word: 'Reservado' } });
  });

  it('holds a fact once its referral has that version', () => {
    expect(holdsFact([sent], { id: 'r', version: 1 })).toBe(true);
    expect(holdsFact([sent], { id: 'r', version: 2 })).toBe(false);
    expect(holdsFact([sent], { id: 'other', version: 1 })).toBe(false);
  });
});
