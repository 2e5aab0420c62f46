import {
  appointmentCancelReasons, appointmentCancelledBy, basisKinds, cancelReasons, clocks, errorReasons, failReasons, holdReasons, missingInfo, missingInfoUnavailable,
  modalities, moveCommands, outcomes, outputKinds, overrideReasons, referralMoves, referralStates, rejectReasons, requirementTypes, wishChannels,
} from '@konbit/contracts';
import type { MessageDescriptor } from '@lingui/core';
import { readFileSync } from 'node:fs';
import { t } from '../i18n/i18n.js';
import * as words from './code-words.js';
import { buttonsOf, commandWords, quietCommands, stepWords } from './command-words.js';
import { stateTone, stateWord, stateWords } from './referral-state.js';

const creole = readFileSync(new URL('../../../src/i18n/locales/ht.po', import.meta.url), 'utf8');
const hasCreole = (message: MessageDescriptor): boolean => new RegExp(`^msgid ${JSON.stringify(message.message).replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\nmsgstr "[^"]`, 'm').test(creole);

const lists: [string, readonly string[], Readonly<Record<string, MessageDescriptor>>][] = [
  ['states', referralStates, stateWords], ['commands', moveCommands, commandWords], ['steps', moveCommands, stepWords], ['reasons of a no', Object.keys(rejectReasons), words.rejectWords],
  ['requirements', requirementTypes, words.requirementWords], ['reasons of a cancel', cancelReasons, words.cancelWords], ['reasons of an error', errorReasons, words.errorWords],
  ['reasons of a failure', failReasons, words.failWords], ['reasons of a hold', holdReasons, words.holdWords], ['reasons of a fallen appointment', appointmentCancelReasons, words.appointmentCancelWords],
  ['who cancelled', appointmentCancelledBy, words.cancelledByWords], ['what is missing', missingInfo, words.missingWords], ['why it cannot be had', missingInfoUnavailable, words.unavailableWords],
  ['outcomes', Object.keys(outcomes), words.outcomeWords], ['outputs', outputKinds, words.outputWords], ['modalities', modalities, words.modalityWords],
  ['channels of a wish', wishChannels, words.wishWords], ['clocks', clocks, words.clockWords], ['bases', basisKinds, words.basisWords], ['reasons of an override', overrideReasons, words.overrideWords],
];

describe('words of a referral', () => {
  it.each(lists)('every code of "%s" has its words, in Spanish and in Creole', (_, codes, messages) => {
    expect(Object.keys(messages).sort()).toEqual([...codes].sort());
    expect(codes.filter((code) => !t(messages[code]!))).toEqual([]);
    expect(codes.filter((code) => !hasCreole(messages[code]!))).toEqual([]);
  });

  it('states are named as the vocabulary names them', () => {
    expect(referralStates.map((state) => t(stateWords[state])).join(' · ')).toBe(
      'Borrador · Enviada · Falta información · Aceptada · Citada · No asistió · Cita anulada · En atención · En pausa · Anulación pedida · Rechazada · Anulada · Terminada · No se logró · Registrada por error');
    expect(t(stateWord('of_a_newer_server'))).toBe('Estado desconocido');
  });

  it('a no reads "Rechazar" before and after accepting, and asking reads "Pedir lo que falta"', () => {
    expect([commandWords.reject, commandWords.decline, commandWords.ask_info].map(t)).toEqual(['Rechazar', 'Rechazar', 'Pedir lo que falta']);
  });

  it('the reason of an end is read from the list of its state', () => {
    expect(t(words.endReasonWord('rejected', 'document_missing')!)).toBe('Falta un documento');
    expect(t(words.endReasonWord('cancelled', 'person_moved')!)).toBe('La persona se mudó');
    expect(words.endReasonWord('rejected', 'person_moved')).toBeNull();
  });
});

describe('the family of a state', () => {
  const now = '2026-11-24T13:00:00Z';
  const tone = (state: string, turn: string, mine: string, more = {}): string => stateTone({ state, turn, mine, ...more }, now);

  it('the turn decides: the same state needs one side and waits for the other', () => {
    expect([tone('requested', 'destination', 'destination'), tone('requested', 'destination', 'origin')]).toEqual(['need', 'wait']);
    expect([tone('info_requested', 'origin', 'origin'), tone('info_requested', 'origin', 'destination')]).toEqual(['need', 'wait']);
  });

  it('what is planned asks for nothing until its time has passed', () => {
    expect(tone('scheduled', 'destination', 'destination', { appointment: { startsAt: '2026-11-26T12:30:00Z' } })).toBe('wait');
    expect(tone('scheduled', 'destination', 'destination', { appointment: { startsAt: '2026-11-23T12:30:00Z' } })).toBe('need');
    expect(tone('active', 'destination', 'destination', { overdue: true })).toBe('need');
    expect(tone('no_show', 'destination', 'destination')).toBe('need');
  });

  it('who may claim has the turn of a pool', () => expect(tone('requested', 'origin', 'pool')).toBe('need'));

  it('an end looks like what it is for everybody', () => {
    expect(['rejected', 'failed', 'completed', 'cancelled', 'entered_in_error'].map((state) => tone(state, 'origin', 'origin'))).toEqual(['no', 'no', 'done', 'end', 'end']);
  });
});

describe('buttons', () => {
  it('exist only for what the server lists, the main one first', () => {
    expect(buttonsOf('requested', ['cancel', 'reject', 'accept', 'ask_info', 'extend_deadline'])).toEqual({
      leading: [{ command: 'accept', kind: 'main' }, { command: 'ask_info', kind: 'alt' }, { command: 'reject', kind: 'risk' }],
      rest: [{ command: 'cancel', kind: 'risk' }, { command: 'extend_deadline', kind: 'alt' }],
    });
    expect(buttonsOf('completed', [])).toEqual({ leading: [], rest: [] });
  });

  it('an appointment is reported after its hour, not before', () => {
    const first = (available: string[]): string | undefined => buttonsOf('scheduled', available).leading[0]?.command;
    expect(first(['note', 'record_outcome', 'no_show', 'reschedule'])).toBe('record_outcome');
    expect(first(['note', 'record_outcome', 'reschedule'])).toBe('note');
  });

  it('the table agrees which commands leave the state as it was', () => {
    const quiet = moveCommands.filter((command) => referralMoves.filter((row) => row.command === command).every(({ from, to }) => to === 'same' || from.every((state) => state === to)));
    expect([...quietCommands].sort()).toEqual([...quiet].sort());
  });

  it('opening, sending and saving a draft are none', () => expect(buttonsOf('requested', ['open', 'send', 'save_draft', 'claim']).leading.map(({ command }) => command)).toEqual(['claim']));

  it('every command of the table is reachable in every state that has it', () => {
    for (const { from, command } of referralMoves) {
      for (const state of from.filter((one) => one !== 'new' && one !== 'draft')) {
        const { leading, rest } = buttonsOf(state, [command]);
        expect(`${state} ${command} ${[...leading, ...rest].length}`).toBe(`${state} ${command} ${command === 'open' ? 0 : 1}`);
      }
    }
  });
});
