import { createFormat } from '@konbit/contracts/format';
import { t } from '../i18n/i18n.js';
import { daysInWords, hoursInWords, hoursLines, todayInWords } from './hours-words.js';

const at = (instant: string): ReturnType<typeof createFormat> => createFormat('es', { now: () => new Date(instant) });
// Tuesday 24 November 2026; Santiago is at -03:00.
const format = at('2026-11-24T13:00:00Z');
const sanAntonio = { days: [1, 2, 3, 4, 5], slots: [{ from: '09:00', to: '14:00' }, { from: '15:00', to: '17:00' }] };

describe('hours in words', () => {
  it('a run of days is named by its ends, two days by both', () => {
    expect(daysInWords([1, 2, 3, 4, 5], t, format)).toBe('Lunes a viernes');
    expect(daysInWords([2, 4], t, format)).toBe('Martes y jueves');
    expect(daysInWords([1, 2, 3, 6], t, format)).toBe('Lunes a miércoles y sábado');
    expect(daysInWords([7, 6, 5, 4, 3, 2, 1], t, format)).toBe('Todos los días');
  });

  it('the week says when it opens and when it does not', () => {
    expect(hoursLines(sanAntonio, t, format)).toEqual([{ days: 'Lunes a viernes', times: '09:00 a 14:00 y 15:00 a 17:00' }, { days: 'Sábado y domingo', times: 'cerrado' }]);
    expect(hoursInWords(sanAntonio, t, format)).toBe('Lunes a viernes: 09:00 a 14:00 y 15:00 a 17:00');
  });

  it('what nobody stated is said, never taken for no', () => {
    expect(hoursLines(null, t, format)).toEqual([]);
    expect(hoursInWords({ days: null, slots: [{ from: '08:30', to: '13:00' }] }, t, format)).toBe('Días sin confirmar: 08:30 a 13:00');
    expect(hoursInWords({ days: [1, 3], slots: [] }, t, format)).toBe('Lunes y miércoles: horas sin confirmar');
  });
});

describe('hours of today', () => {
  it.each([
    ['2026-11-24T11:00:00Z', 'Abre hoy a las 09:00'], ['2026-11-24T13:00:00Z', 'Abierto hasta las 14:00'], ['2026-11-24T17:30:00Z', 'Abre hoy a las 15:00'],
    ['2026-11-24T21:00:00Z', 'Ya cerró por hoy'], ['2026-11-28T13:00:00Z', 'Hoy no abre'],
  ])('at %s it reads "%s"', (instant, words) => expect(todayInWords(sanAntonio, null, t, at(instant))).toBe(words));

  it('unknown hours say nothing', () => {
    expect(todayInWords(null, null, t, format)).toBeNull();
    expect(todayInWords({ days: null, slots: [] }, null, t, format)).toBeNull();
    expect(todayInWords({ days: [2], slots: [] }, null, t, format)).toBeNull();
  });
});
