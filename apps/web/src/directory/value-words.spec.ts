import { createFormat } from '@konbit/contracts/format';
import { t } from '../i18n/i18n.js';
import { changeInWords, type Names } from './value-words.js';

const format = createFormat('es');
const names: Names = { organisation: (id) => ({ o1: 'CORMUVAL Salud' })[id], comuna: (code) => ({ '05101': 'Valparaíso' })[code], service: () => undefined };
const said = (field: string, before: unknown, after: unknown): string => {
  const json = (value: unknown): string | null => (value === null ? null : JSON.stringify(value));
  const change = changeInWords({ field, before: json(before), after: json(after) }, t, format, names);
  return `${change.field}: ${change.before.text} / ${change.after.text}`;
};

describe('an edit of the directory in words', () => {
  it.each([
    ['address', null, 'Av. Argentina 864', 'Dirección: sin confirmar / Av. Argentina 864'],
    ['hours', null, { days: [1, 2, 3, 4, 5], slots: [{ from: '08:30', to: '13:00' }] }, 'Horario: sin confirmar / Lunes a viernes: 08:30 a 13:00'],
    ['languages', ['spa'], ['spa', 'hat'], 'Idiomas: Español / Español y Kreyòl'],
    ['documents', null, [], 'Papeles: sin confirmar / No pide papeles'],
    ['status', 'unconfirmed', 'closed', 'Estado: sin confirmar / cerrada'],
    ['comuna', '05101', '05109', 'Comuna: Valparaíso / 05109'],
    ['organisationId', 'o1', 'o2', 'Organización: CORMUVAL Salud / o2'],
    ['verifiedOn', null, '2026-11-24', 'Última confirmación: sin confirmar / 24 de noviembre de 2026'],
    ['outside', false, true, 'Es de otra municipalidad: no / sí'],
    ['fee', 'free', 'paid', 'Precio: Gratis / Se paga'],
  ])('%s', (field, before, after, words) => expect(said(field, before, after)).toBe(words));

  it('what somebody wrote is Spanish on a screen in another language, words of codes are not', () => {
    const creole = (field: string, value: unknown): unknown => changeInWords({ field, before: null, after: JSON.stringify(value) }, t, createFormat('ht'), names).after;
    expect(creole('address', 'Av. Argentina 864')).toEqual({ text: 'Av. Argentina 864', lang: 'es' });
    expect(creole('documents', ['Pasaporte', 'Cédula'])).toEqual({ text: 'Pasaporte y Cédula', lang: 'es' });
    expect(creole('organisationId', 'o1')).toEqual({ text: 'CORMUVAL Salud', lang: 'es' });
    expect(creole('languages', ['spa', 'hat'])).toEqual({ text: 'Español ak Kreyòl' });
    expect(creole('fee', 'free')).not.toHaveProperty('lang');
  });

  it('a text that is no JSON is shown as written, a field of a newer server by its code', () => {
    expect(changeInWords({ field: 'colour', before: 'blue', after: null }, t, format, names)).toEqual({ key: 'colour', field: 'colour', before: { text: 'blue' }, after: { text: 'sin confirmar' } });
  });
});
