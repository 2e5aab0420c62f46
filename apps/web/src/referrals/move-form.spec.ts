import { moveCommands, moveData, referralMoves, type MoveCommand } from '@konbit/contracts';
import { sentence } from '../errors/sentence.js';
import { createFormat } from '@konbit/contracts/format';
import { checkMove } from './move-check.js';
import { fieldOfPath, moveOf } from './move-data.js';
import { moveErrorWords } from './move-error-words.js';
import { fieldsOf, isOptional, startValues, type MoveContext, type MoveValues, type StartFacts } from './move-values.js';

const format = createFormat('es', { now: () => new Date('2026-11-24T13:31:00Z') });
const facts: StartFacts = {
  official: 'Carolina Vera', today: { day: '24', month: '11', year: '2026' }, now: '10:31', branchName: 'OMIL Valparaíso', interpreter: true, priority: 'routine', needText: 'Busca trabajo.',
  appointment: null,
};
const requiresOf = (command: MoveCommand): readonly string[] => referralMoves.find((row) => row.command === command)?.requires ?? [];
const context = (command: MoveCommand, more: Partial<MoveContext> = {}): MoveContext => ({
  command, requires: requiresOf(command), state: 'requested', mine: 'destination', withdrawn: false, documents: [], appointmentId: 'a1', childId: 'c1', needCode: 'work', sharedGroups: ['identity'],
  places: [{ value: 'b s', label: 'OMIL', branchId: 'b', serviceId: 's', normCode: 'LEY-18695-4', fieldGroups: ['identity', 'contact'] }], ...more,
});
const values = (command: MoveCommand, more: Partial<MoveValues> = {}, requires = requiresOf(command)): MoveValues => ({ ...startValues(command, requires, facts), ...more });
const faults = (command: MoveCommand, typed: Partial<MoveValues> = {}, more: Partial<MoveContext> = {}): string[] => {
  const about = context(command, more);
  return checkMove(values(command, typed, about.requires), about).map(({ path, code }) => sentence(code, { ...moveErrorWords, [code]: moveErrorWords[`${path}:${code}`] ?? moveErrorWords[code]! }));
};
const made = (command: MoveCommand, typed: Partial<MoveValues> = {}, more: Partial<MoveContext> = {}): unknown => {
  const about = context(command, more);
  return JSON.parse(JSON.stringify(moveOf(values(command, typed, about.requires), about, format)));
};

describe('accepting', () => {
  it('is ready to send: the official\'s own name is there', () => {
    expect(faults('accept')).toEqual([]);
    expect(made('accept')).toEqual({ move: { accept: { responsibleOfficial: 'Carolina Vera' } } });
  });
  it('needs a name', () => expect(faults('accept', { responsibleOfficial: ' ' })).toEqual(['Escriba quién queda a cargo.']));
});

describe('a no', () => {
  it('asks for a reason and an explanation', () => expect(faults('reject')).toEqual(['Elija un motivo.', 'Explíquelo al menos en una frase.']));

  it('that a requirement caused must name it', () => {
    expect(faults('reject', { reasonCode: 'document_missing', text: 'Debe traer contrato.' })).toEqual(['Elija qué requisito le pidieron a la persona.']);
    expect(faults('reject', { reasonCode: 'document_missing', requirementType: 'document', text: 'Debe traer contrato.' })).toEqual(['Escriba qué documento le pidieron.']);
    expect(faults('reject', { reasonCode: 'outside_area', requirementType: 'residence', text: 'Vive en otra comuna.' })).toEqual(['Diga si el requisito está publicado, o que no sabe.']);
    expect(faults('reject', { reasonCode: 'no_capacity', text: 'Sin cupos hasta marzo.' })).toEqual([]);
  });

  it('a published document is a declared one, sent as published whatever it is read as; another is not', () => {
    const typed = { reasonCode: 'document_missing', requirementType: 'document', text: 'Falta el comprobante.' };
    const more = { documents: [{ value: 'Comprobante AFC', label: 'Papye AFC' }] };
    expect(made('reject', { ...typed, documentType: 'Comprobante AFC' }, more)).toEqual({
      move: { reject: { reasonCode: 'document_missing', text: 'Falta el comprobante.', requirement: { type: 'document', words: 'Comprobante AFC', declared: true } } },
    });
    expect(made('reject', { ...typed, documentType: 'otro', words: 'Contrato escrito' }, more)).toMatchObject({ move: { reject: { requirement: { type: 'document', words: 'Contrato escrito', declared: false } } } });
    expect(made('decline', { ...typed, requirementType: 'residence', declared: 'unknown' })).toMatchObject({ move: { decline: { requirement: { type: 'residence' } } } });
  });

  it('for another reason needs twenty letters', () => expect(faults('decline', { reasonCode: 'other', text: 'No se puede.' })).toEqual(['Explique un poco más: al menos 20 letras.']));
});

describe('citing', () => {
  const typed = { day: '26', month: 'noviembre', year: '2026', time: '09:30' };
  it('starts with the branch, half an hour and the interpreter of the person', () => {
    expect(made('schedule', typed)).toEqual({
      move: { schedule: { startsAt: '2026-11-26T12:30:00.000Z', minutes: 30, place: 'OMIL Valparaíso', modality: 'office', interpreter: true } },
    });
  });
  it.each<[Partial<MoveValues>, string]>([
    [{ ...typed, month: 'nov' }, ''], [{ ...typed, month: 'brumario' }, 'Escriba el mes con su nombre o con un número del 1 al 12.'], [{ ...typed, day: '31' }, 'Ese día no existe en el calendario. Revise el día y el mes.'],
    [{ ...typed, day: '', month: '' }, 'Escriba una fecha completa: día, mes y año.'], [{ ...typed, time: '25:00' }, 'Escriba la hora así: 09:30.'], [{ ...typed, minutes: 'media' }, 'Escriba los minutos con números, por ejemplo 30.'],
    [{ ...typed, place: '' }, 'Escriba dónde es la cita.'],
  ])('%o', (more, words) => expect(faults('schedule', more).join(' ')).toBe(words));
});

describe('the other forms', () => {
  it('asking for what is missing says what', () => expect(faults('ask_info')).toEqual(['Marque al menos una cosa que falta.', 'Explíquelo al menos en una frase.']));

  it('what is missing is answered, or it is said why not', () => {
    expect(faults('supply_info')).toEqual(['Escriba la respuesta, o diga por qué no se puede conseguir.']);
    expect(faults('supply_info', { unavailable: 'person_declined' })).toEqual([]);
    expect(made('supply_info', { text: ' Llame al vecino. ' })).toEqual({ move: { supply_info: { text: 'Llame al vecino.' } } });
  });

  it('a wish of the person says how it was given', () => {
    expect(faults('cancel', { askedBy: 'person', reasonCode: 'person_withdrew' }, { mine: 'origin', requires: ['reasonCode'] })).toEqual(['Elija cómo lo pidió la persona.']);
    expect(made('cancel', { askedBy: 'person', wish: 'phone', reasonCode: 'person_withdrew' }, { mine: 'origin' })).toEqual({ move: { cancel: { reasonCode: 'person_withdrew' } }, actingFor: 'person', wish: 'phone' });
    expect(faults('cancel', { reasonCode: 'need_ended' })).toEqual([]);
    expect(faults('cancel', { reasonCode: 'need_ended' }, { requires: ['reasonCode', 'text'] })).toEqual(['Explíquelo al menos en una frase.']);
  });

  it('a walk-in notes when the person came', () => {
    const walkIn = { requires: ['text', 'arrivedAt'] };
    expect(fieldsOf(context('note', walkIn), values('note'))).toEqual(['text', 'date', 'time']);
    expect(made('note', { text: 'Llegó tarde y se le atendió.' }, walkIn)).toEqual({ move: { note: { text: 'Llegó tarde y se le atendió.', arrivedAt: '2026-11-24T13:31:00.000Z' } } });
    expect(made('note', { text: 'Llamada.' })).toEqual({ move: { note: { text: 'Llamada.' } } });
  });

  it('an outcome has a result, today\'s date and what the person received', () => {
    expect(faults('record_outcome')).toEqual(['Elija qué resultado tuvo la atención.', 'Marque al menos una cosa que recibió la persona.']);
    expect(made('record_outcome', { outcomeCode: 'placed', outputs: ['placement'], references: { placement: 'Contrato 12' } })).toEqual({
      move: { record_outcome: { outcomeCode: 'placed', servedOn: '2026-11-24', outputs: [{ kind: 'placement', reference: 'Contrato 12' }] } },
    });
    expect(faults('record_outcome', { outcomeCode: 'not_provided', outputs: ['document'] })).toEqual(['Explique lo ocurrido en una frase.']);
    expect(faults('record_outcome', { outcomeCode: 'provided_partially', outputs: ['document'] })).toEqual(['Escriba qué falta todavía.']);
  });

  it('a hold has a reason, a sentence and a review date', () => {
    expect(made('hold', { reasonCode: 'waiting_list', text: 'Segundo lugar.', day: '3', month: 'dic', year: '2026' })).toEqual({ move: { hold: { reasonCode: 'waiting_list', text: 'Segundo lugar.', reviewOn: '2026-12-03' } } });
  });

  it('a child goes to a branch, by law, with what both may see', () => {
    expect(made('forward', { destination: 'b s' })).toEqual({ move: { forward: { childId: 'c1', request: {
      serviceId: 's', destinationBranchId: 'b', needCode: 'work', needText: 'Busca trabajo.', fieldGroups: ['identity'], basis: { kind: 'legal_function', normCode: 'LEY-18695-4' },
    } } } });
  });

  it('without access only codes and dates remain', () => {
    const about = context('record_outcome', { withdrawn: true });
    expect(fieldsOf(about, values('record_outcome', { outcomeCode: 'not_provided' }))).not.toContain('note');
    expect(made('cancel', { reasonCode: 'consent_withdrawn', text: 'se calla' }, { withdrawn: true })).toEqual({ move: { cancel: { reasonCode: 'consent_withdrawn' } } });
  });
});

describe('every command', () => {
  it.each(moveCommands.filter((command) => !['send', 'save_draft', 'open'].includes(command)))('"%s" makes data that the contract can read', (command) => {
    const typed = { reasonCode: 'other', text: 'Una frase suficientemente larga.', day: '3', month: '12', year: '2026', time: '9:30', outcomeCode: 'provided', outputs: ['document'], cancelledBy: 'person', missing: ['contact'], tried: 'Se llamó.', destination: '' };
    const { move } = made(command, typed, { appointmentId: '0197a3c2-0000-7000-8000-000000000001', childId: '0197a3c2-0000-7000-8000-000000000002' }) as { move: Record<string, unknown> };
    const data = move[command] === 'YES' ? {} : move[command];
    expect(moveData[command].safeParse(data).success).toBe(true);
  });

  it('says which fields may be left out', () => {
    expect(isOptional('text', context('cancel', { requires: ['reasonCode'] }), values('cancel'))).toBe(true);
    expect(isOptional('text', context('reject'), values('reject'))).toBe(false);
    expect(isOptional('destinationRef', context('accept'), values('accept'))).toBe(true);
  });

  it('a refusal of the server lands where it was typed', () => {
    expect(['startsAt', 'requirement.type', 'requirement.documentType', 'reasonCode', 'appointmentId'].map((path) => fieldOfPath('reject', path))).toEqual(['date', 'requirementType', 'words', 'reasonCode', null]);
    expect([fieldOfPath('record_outcome', 'missing'), fieldOfPath('ask_info', 'missing')]).toEqual(['missingText', 'missing']);
  });
});
