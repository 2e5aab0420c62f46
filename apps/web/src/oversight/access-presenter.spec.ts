import { moveCommands } from '@konbit/contracts';
import { createFormat } from '@konbit/contracts/format';
import { t } from '../i18n/i18n.js';
import { presentAccess, presentDays, unavailableLine, type AccessFacts } from './access-presenter.js';
import { actionWord, knownActions } from './action-words.js';

const format = createFormat('es', { now: () => new Date('2026-11-24T18:00:00Z') });
const read: AccessFacts = {
  id: 'cases:7', service: 'cases', at: '2026-11-24T13:12:00Z', official: '0b1c2d3e-0000-4000-8000-000000000001', officialName: 'Carolina Vera', branch: { id: 'b', name: 'OMIL Valparaíso' },
  action: 'person.read', subjectType: 'person', outcome: 'ok', code: null, persons: [{ id: 'p', folio: 'P-8H3T-W5' }],
};
const sentences = (...facts: Partial<AccessFacts>[]): string[] => presentDays(facts.map((one) => ({ ...read, ...one })), t, format).flatMap(({ day, lines }) => [day, ...lines.map(({ time, text, code }) => [time, text, code].filter(Boolean).join(' '))]);

describe('who saw a record', () => {
  it('says who, from where and what, day by day', () => {
    expect(sentences({}, { at: '2026-11-24T12:00:00Z', action: 'timeline.read' }, { at: '2026-11-23T12:00:00Z' })).toEqual([
      'martes 24 de noviembre de 2026', '10:12 Carolina Vera (OMIL Valparaíso) abrió la ficha', '09:00 Carolina Vera (OMIL Valparaíso) leyó la historia',
      'lunes 23 de noviembre de 2026', '09:00 Carolina Vera (OMIL Valparaíso) abrió la ficha',
    ]);
  });
  it('what one reader did in one minute is one sentence, in the order it was done', () => {
    expect(sentences({ action: 'timeline.read' }, { action: 'person.read' }, { action: 'person.read' }, { officialName: 'Luis Araya' }).slice(1)).toEqual([
      '10:12 Carolina Vera (OMIL Valparaíso) abrió la ficha y leyó la historia', '10:12 Luis Araya (OMIL Valparaíso) abrió la ficha',
    ]);
  });
  it('an office reads which office it was, never which official', () => {
    expect(sentences({ official: null, officialName: null })[1]).toBe('10:12 OMIL Valparaíso abrió la ficha');
    expect(sentences({ official: null, officialName: null, branch: null })[1]).toBe('10:12 Una oficina abrió la ficha');
  });
  it('what was not permitted is told as an attempt', () => {
    expect(sentences({ outcome: 'refused', code: 'NOT_FOUND' })[1]).toBe('10:12 Carolina Vera (OMIL Valparaíso) lo intentó y no se le permitió: abrió la ficha');
  });
  it('an act nobody described is shown by its code', () => expect(sentences({ action: 'person.weigh' })[1]).toBe('10:12 Carolina Vera (OMIL Valparaíso) person.weigh'));
});

describe('a line of the access log', () => {
  it('names folios, never persons, and counts the rest', () => {
    const row = presentAccess({ ...read, persons: [1, 2, 3, 4, 5].map((n) => ({ id: String(n), folio: n === 2 ? null : `P-${n}` })) }, t, format);
    expect(row).toMatchObject({ day: '24 nov 2026', time: '10:12', who: 'Carolina Vera', what: 'abrió la ficha', about: 'ficha', service: 'Fichas y atenciones', refused: false, more: 2 });
    expect(row.folios.map(({ folio }) => folio)).toEqual(['P-1', 'sin folio', 'P-3']);
  });
  it('a program is the system, an account without a name says so', () => {
    expect(presentAccess({ ...read, official: 'system:rpc-edge', officialName: null }, t, format).who).toBe('El sistema');
    expect(presentAccess({ ...read, officialName: null }, t, format).who).toBe('Cuenta sin nombre');
  });
  it('a move of a referral is said in the words of its steps', () => expect(actionWord('referral.accept', t)).toBe('la aceptó (derivación)'));
  it('every move of a referral has words', () => expect(moveCommands.filter((command) => actionWord(`referral.${command}`, t) === null)).toEqual([]));
  it('no act is offered twice in the filter', () => expect(new Set(knownActions.map((action) => actionWord(action, t))).size).toBe(knownActions.length - 1));
});

describe('a service that does not answer', () => {
  it('is named', () => expect(unavailableLine(['referrals', 'directory'], t, format)).toBe('No respondió: Derivaciones y Directorio y textos. Lo que sigue está completo en lo demás.'));
  it('is not spoken of when all answer', () => expect(unavailableLine([], t, format)).toBeNull());
});
