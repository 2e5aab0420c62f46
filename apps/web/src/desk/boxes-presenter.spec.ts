import { createFormat } from '@konbit/contracts/format';
import { t } from '../i18n/i18n.js';
import { answersFact, countOf, presentBoxRow, type BoxFacts } from './boxes-presenter.js';

const format = createFormat('es', { now: () => new Date('2026-11-24T13:12:00Z') });
const darwin: BoxFacts = {
  id: 'r', folio: 'D-1', state: 'completed', turn: 'origin', mine: 'origin', outcomeCode: 'enrolled', dueAt: '2026-11-30T23:59:00-03:00', ownerBranch: { name: 'OMIL Valparaíso' }, service: { name: 'Inscripción OMIL y BNE', names: [{ language: 'ht', text: 'Enskripsyon nan OMIL ak BNE' }] },
  person: { id: 'p', identity: { displayName: 'Darwin Suárez' } },
};

describe('what waits for the desk', () => {
  it('an answer says who, from where and how it ended', () => {
    expect(presentBoxRow(darwin, t, format)).toMatchObject({ name: 'Darwin Suárez', branch: 'OMIL Valparaíso', tone: 'done', state: 'Terminada', answer: { text: 'Quedó matriculada' } });
    const rejected = { ...darwin, state: 'rejected', outcomeCode: null, reasonCode: 'document_missing', requirement: { type: 'document', words: 'cédula vigente' } };
    expect(presentBoxRow(rejected, t, format)).toMatchObject({ tone: 'no', state: 'Rechazada', answer: { text: 'Pidieron: cédula vigente' } });
  });

  it('without an answer yet it is named by its service, in the language of the screen', () => {
    const waiting = { ...darwin, state: 'accepted', outcomeCode: null };
    expect(presentBoxRow(waiting, t, format).answer).toEqual({ text: 'Inscripción OMIL y BNE' });
    expect(presentBoxRow(waiting, t, createFormat('ht')).answer).toEqual({ text: 'Enskripsyon nan OMIL ak BNE' });
    expect(presentBoxRow({ ...waiting, service: null }, t, format).answer).toEqual({ text: 'D-1' });
  });

  it('a question says until when, or since when it is late', () => {
    expect(presentBoxRow({ ...darwin, state: 'info_requested' }, t, format)).toMatchObject({ tone: 'need', state: 'Falta información', due: 'Responder hasta el 30 de noviembre' });
    expect(presentBoxRow({ ...darwin, state: 'info_requested', overdue: true }, t, format)).toMatchObject({ isLate: true, due: 'Atrasado desde el 30 de noviembre' });
  });

  it('the list says how many there are and until when they should be seen', () => {
    expect(answersFact(2, [darwin], t, format)).toBe('2 nuevas. Véalas hasta el 30 de noviembre');
    expect(answersFact(1, [{ ...darwin, dueAt: null }], t, format)).toBe('1 nueva');
    expect(answersFact(0, [], t, format)).toBeUndefined();
    expect(countOf([{ box: 'answers', count: 7 }], 'answers')).toBe(7);
    expect(countOf([], 'answers')).toBe(0);
  });

  it('a referral without an owner is anybody\'s', () => expect(presentBoxRow({ ...darwin, ownerBranch: null }, t, format).branch).toBe('Cualquier sucursal'));
});
