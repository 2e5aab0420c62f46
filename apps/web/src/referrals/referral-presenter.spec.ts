import { createFormat } from '@konbit/contracts/format';
import { t } from '../i18n/i18n.js';
import {
  answerFacts, basisLine, changesSince, offered, poolFacts, presentHeader, presentSteps, sharedFacts, sightOf, waitLine, type DetailFacts, type FactLine, type ReferralFacts,
} from './referral-presenter.js';

const format = createFormat('es', { now: () => new Date('2026-11-24T13:31:00Z') });
const step = (version: number, more: Partial<DetailFacts['steps'][number]>): DetailFacts['steps'][number] => ({
  version, command: 'send', from: 'new', to: 'requested', at: '2026-11-23T15:40:00Z', official: null, actorKind: 'O', reasonCode: null, outcomeCode: null, text: null, appointmentAt: null,
  byBranch: { name: 'Oficina de Migraciones' }, ...more,
});
const detail: DetailFacts = {
  needText: 'Pide un informe social.', fieldGroups: ['identity', 'contact'], basisKind: 'consent', companion: false, replaces: null, partOf: null, destinationRef: null, responsibleOfficial: null,
  answerText: null, missing: [], missingText: null, suppliedText: null, holdReason: null, reviewOn: null, servedOn: null, outcomeNote: null, outputs: [], appointments: [], children: [],
  steps: [step(1, {}), step(2, { command: 'open', from: 'requested', at: '2026-11-24T12:05:00Z', actorKind: 'D', byBranch: { name: 'Plataforma Social' } })],
};
const referral: ReferralFacts = {
  id: 'r', folio: 'D-6P3KV4', version: 2, state: 'requested', turn: 'destination', mine: 'destination', needCode: 'housing', needId: null, priority: 'urgent', poolComuna: null,
  authoredAt: '2026-11-23T15:40:00Z', sentAt: '2026-11-23T15:40:00Z', openedAt: '2026-11-24T12:05:00Z', endedAt: null, dueAt: '2026-11-25T03:00:00Z', overdue: false, branchClosed: false, acknowledgedAt: null,
  reasonCode: null, outcomeCode: null, language: 'hat', ageBand: '18-29',
  service: { id: 's', name: 'Informe social', names: [{ language: 'ht', text: 'Rapò sosyal' }], documents: [], documentsIn: [], baseline: null, baselineIn: [], normCodes: [], fieldGroups: [] }, originBranch: { id: 'o', name: 'Oficina de Migraciones' },
  ownerBranch: { id: 'd', name: 'Plataforma Social', address: null }, requirement: null, appointment: null, availableActions: [],
  person: {
    id: 'p', access: 'partial', withheld: ['health', 'migration'],
    identity: { displayName: 'Islande Augustin', birthYear: 1997, birthDate: null, nationality: 'HTI', language: 'hat', interpreter: true, folio: 'P-9N4C-R7' },
    contact: { phone: '+56 9 0000 0117', email: null, sector: null, safeContact: null }, workAndStudy: { occupation: 'Sin contrato', schooling: null }, migration: null,
  },
  detail,
};
const lines = (facts: readonly FactLine[]): string[] => facts.map(({ label, value }) => `${label}: ${value ?? 'Reservado'}`);
const answers = (more: Partial<ReferralFacts>, about: Partial<DetailFacts> = {}): string[] => lines(answerFacts({ ...referral, ...more }, { ...detail, ...about }, t, format));

describe('what a reader may see', () => {
  it.each<[string, Partial<ReferralFacts>]>([
    ['whole', {}], ['whole', { mine: 'origin', openedAt: null }], ['unopened', { openedAt: null }], ['pool', { mine: 'pool', openedAt: null }], ['withdrawn', { service: null, person: null }], ['withdrawn', { service: null, state: 'completed' }],
    ['stub', { openedAt: null, state: 'cancelled' }], ['stub', { openedAt: null, service: null, state: 'cancelled' }], ['stub', { mine: 'reader', service: null }],
  ])('%s: %o', (sight, more) => expect(sightOf({ ...referral, ...more })).toBe(sight));
});

describe('the head of the page', () => {
  it('says what, where from, where to, the state and the deadline', () => {
    expect(presentHeader(referral, t, format)).toEqual({
      title: { text: 'Informe social' }, folio: 'D-6P3KV4', from: 'Oficina de Migraciones', to: 'Plataforma Social', tone: 'need', state: 'Enviada', urgent: true, due: 'Vence hoy', dueTone: 'soon',
    });
  });
  it.each([['2026-12-01T03:00:00Z', false, 'Plazo: en 6 días, 30 de noviembre'], ['2026-11-21T03:00:00Z', true, 'Atrasada: venció hace 4 días, el 20 de noviembre']])('a clock until %s', (dueAt, overdue, words) => {
    expect(presentHeader({ ...referral, dueAt, overdue }, t, format).due).toBe(words);
  });
  it('without a service it is named by its need', () => expect(presentHeader({ ...referral, service: null }, t, format).title.text).toBe('Arriendo y vivienda'));
  it('its service is named in the language of the screen; a Spanish left-over says so', () => {
    expect(presentHeader(referral, t, createFormat('ht')).title).toEqual({ text: 'Rapò sosyal' });
    expect(presentHeader(referral, t, createFormat('pt')).title).toEqual({ text: 'Informe social', lang: 'es' });
  });
});

describe('what is asked and shared', () => {
  it('shows what is shared and says what is reserved', () => {
    expect(lines(sharedFacts(referral, t))).toEqual([
      'Necesidad: Arriendo y vivienda', 'Teléfono: +56 9 0000 0117', 'Trabajo: Sin contrato', 'Estudios: No se ha anotado', 'Salud: Reservado', 'Situación migratoria y documentos: Reservado',
    ]);
  });
  it('says with what permission', () => {
    expect(basisLine(detail, t)).toBe('Se comparte: con consentimiento de la persona.');
    expect(basisLine({ ...detail, basisKind: 'legal_function' }, t)).toBe('Se comparte: por función legal del municipio.');
  });
  it('before a claim shows need, priority and age alone', () => {
    expect(lines(poolFacts(referral, t))).toEqual(['Necesidad: Arriendo y vivienda', 'Prioridad: Urgente', 'Edad: Entre 18 y 29 años']);
    expect(lines(poolFacts({ ...referral, ageBand: '60+' }, t)).at(-1)).toBe('Edad: 60 años o más');
    expect(lines(poolFacts({ ...referral, ageBand: null }, t)).at(-1)).toBe('Edad: No se sabe');
  });
});

describe('the answer', () => {
  it('of a no names the requirement and whether it is published', () => {
    expect(answers({ state: 'rejected', reasonCode: 'document_missing', requirement: { type: 'document', documentType: null, declared: false, words: 'Contrato de arriendo' } }, { answerText: 'Debe traerlo.' })).toEqual([
      'Motivo: Falta un documento', 'Requisito que se pidió: Documento: Contrato de arriendo, no está publicado', 'Explicación: Debe traerlo.',
    ]);
  });
  it('of a service says what the person received and when', () => {
    expect(answers({ state: 'completed', outcomeCode: 'placed' }, { servedOn: '2026-11-20', outputs: [{ kind: 'placement', reference: 'Contrato 12' }, { kind: 'document', reference: null }], responsibleOfficial: 'Carolina Vera' })).toEqual([
      'Resultado: Quedó colocada', 'Fecha de la atención: 20 de noviembre de 2026', 'Qué recibió la persona: Colocación: Contrato 12 · Documento entregado', 'A cargo de: Carolina Vera',
    ]);
  });
  it('tells what is missing and what holds it', () => {
    expect(answers({ state: 'info_requested' }, { missing: ['contact', 'document'], missingText: 'Falta un teléfono.' })).toEqual(['Qué falta: Cómo contactarla y Un documento', 'Explicación: Falta un teléfono.']);
    expect(answers({ state: 'on_hold' }, { holdReason: 'waiting_list', reviewOn: '2026-12-03' })).toEqual(['En pausa por: Lista de espera', 'Fecha de revisión: 3 de diciembre de 2026']);
  });
});

describe('step by step', () => {
  const said = (more: Partial<DetailFacts['steps'][number]>): string => {
    const [line] = presentSteps({ steps: [step(3, { from: 'accepted', at: '2026-11-24T12:05:00Z', actorKind: 'D', byBranch: { name: 'OMIL' }, ...more })] }, t, format);
    return [line!.when, line!.state, line!.what, line!.reason, line!.appointment, line!.text].filter(Boolean).join(' | ');
  };
  it('is newest first', () => {
    expect(presentSteps(detail, t, format).map(({ when, state, what }) => [when, state, what])).toEqual([
      ['Hoy, 09:05', null, 'La abrió · Plataforma Social'], ['Ayer, 12:40', 'Enviada', 'La envió · Oficina de Migraciones'],
    ]);
  });
  it.each<[Partial<DetailFacts['steps'][number]>, string]>([
    [{ command: 'schedule', to: 'scheduled', appointmentAt: '2026-11-26T12:30:00Z' }, 'Hoy, 09:05 | Citada | Citó a la persona · OMIL | Cita: 26 de noviembre de 2026, 09:30.'],
    [{ command: 'decline', to: 'rejected', reasonCode: 'no_capacity', text: 'Sin cupos.' }, 'Hoy, 09:05 | Rechazada | La rechazó · OMIL | Sin cupos u horas | Sin cupos.'],
    [{ command: 'cancel', to: 'cancel_requested', actorKind: 'P', reasonCode: 'person_moved' }, 'Hoy, 09:05 | Anulación pedida | Pidió anularla · OMIL, por deseo de la persona | La persona se mudó'],
    [{ command: 'cancel', to: 'cancelled', reasonCode: 'need_ended' }, 'Hoy, 09:05 | Anulada | La anuló · OMIL | Ya no hace falta'],
    [{ command: 'record_outcome', to: 'completed', outcomeCode: 'provided' }, 'Hoy, 09:05 | Terminada | Informó el resultado · OMIL | Se atendió'],
    [{ command: 'set_priority', to: 'accepted' }, 'Hoy, 09:05 | Cambió la prioridad · OMIL'],
  ])('%o', (more, words) => expect(said(more)).toBe(words));

  it('tells what others did since a form was opened', () => {
    expect(changesSince(1, detail, t, format).map(({ what }) => what)).toEqual(['La abrió · Plataforma Social']);
    expect(changesSince(2, detail, t, format)).toEqual([]);
    expect(changesSince(0, null, t, format)).toEqual([]);
  });
});

describe('what can be done', () => {
  const actions = ['no_show', 'note'].map((command) => ({ command, requires: [], confirm: false, dueAt: null }));
  const appointment = { id: 'a', startsAt: '2026-11-26T12:30:00Z', minutes: 30, place: 'OMIL', modality: 'office', interpreter: false, end: null };
  it('a missed appointment is only offered after its hour', () => {
    expect(offered({ state: 'scheduled', appointment, availableActions: actions }, '2026-11-24T13:31:00Z')).toEqual(['note']);
    expect(offered({ state: 'scheduled', appointment, availableActions: actions }, '2026-11-26T13:00:00Z')).toEqual(['no_show', 'note']);
  });
  it.each<[Partial<ReferralFacts>, string]>([
    [{}, ''], [{ state: 'draft', turn: 'origin', mine: 'origin', ownerBranch: null }, ''], [{ mine: 'origin' }, 'Ahora le toca a Plataforma Social. Usted verá su respuesta en Respuestas por ver.'],
    [{ mine: 'origin', ownerBranch: null }, 'Ninguna sucursal la ha tomado todavía.'], [{ state: 'info_requested', turn: 'origin' }, 'Ahora le toca a Oficina de Migraciones, que debe responder lo que falta.'],
    [{ mine: 'origin', state: 'completed', acknowledgedAt: '2026-11-24T13:00:00Z' }, 'Esta derivación terminó y ya se vio la respuesta.'],
    [{ state: 'completed' }, 'Esta derivación terminó. No hay nada más que hacer.'],
  ])('%o', (more, words) => expect(waitLine({ ...referral, ...more }, t)).toBe(words));
});
