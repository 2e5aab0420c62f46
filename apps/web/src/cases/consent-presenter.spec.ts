import { createFormat } from '@konbit/contracts/format';
import { t } from '../i18n/i18n.js';
import { groupContents, inOrderOfForce, presentConsent, type ConsentFacts } from './consent-presenter.js';

const format = createFormat('es', { now: () => new Date('2026-11-24T18:00:00Z') });
const consent: ConsentFacts = { id: 'c', fieldGroups: ['identity', 'contact'], how: 'with_interpreter', givenAt: '2026-11-12T13:00:00Z', revokedAt: null, recordedByName: 'Marcela Rojas', recipient: { id: 'o', name: 'Salud Demo' } };

describe('a consent', () => {
  it('says for whom, which data, how, when and who took it', () => {
    expect(presentConsent(consent, t, format)).toEqual({
      id: 'c', recipient: 'Salud Demo', groups: 'Identidad mínima y Contacto seguro', how: 'Con intérprete', taken: 'Con intérprete, el 12 de noviembre de 2026. Lo anotó Marcela Rojas', inForce: true, ended: null,
    });
  });
  it('without a name of who took it says the rest', () => expect(presentConsent({ ...consent, recordedByName: null }, t, format).taken).toBe('Con intérprete, el 12 de noviembre de 2026'));
  it('withdrawn says since when', () => expect(presentConsent({ ...consent, revokedAt: '2026-11-20T13:00:00Z' }, t, format)).toMatchObject({ inForce: false, ended: 'Retirado el 20 de noviembre de 2026' }));
  it('in force stands first, then the newest', () => {
    const order = inOrderOfForce([{ ...consent, id: 'a', revokedAt: '2026-11-20T13:00:00Z' }, { ...consent, id: 'b' }, { ...consent, id: 'n', givenAt: '2026-11-22T13:00:00Z' }]);
    expect(order.map(({ id }) => id)).toEqual(['n', 'b', 'a']);
  });
  it('is read to the person by what the data are, not by their names', () => {
    expect(groupContents(['identity', 'contact'], t)).toBe('nombre, año de nacimiento, país, idioma, si pide intérprete y folio; teléfono, correo, dirección, sector y a quién avisar');
  });
});
