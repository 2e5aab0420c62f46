import { t } from '../i18n/i18n.js';
import { importFaults } from './import-presenter.js';

describe('faults of an imported file', () => {
  it('are told by line and column, in the order of the file, once each', () => {
    const faults = importFaults([{ path: 'lines.12.comuna', code: 'UNKNOWN_CODE' }, { path: 'lines.3.horas', code: 'TIME_INVALID' }, { path: 'lines.3.horas', code: 'TIME_INVALID' }], t);
    expect(faults.map(({ line, column, text }) => `${line} ${column}: ${text}`)).toEqual(['3 horas: Escriba las horas como 08:30-13:00.', '12 comuna: Ese código no existe en el directorio.']);
  });

  it('a fault of the whole line, of the head, or with a code nobody knows still says something', () => {
    expect(importFaults([{ path: '7', code: 'INVALID_INPUT' }, { path: 'nombre', code: 'COLUMN_MISSING' }, { path: '8.x', code: 'NEW_CODE' }], t).map(({ line, column, text }) => [line, column, text])).toEqual([
      [null, 'nombre', 'Falta esta columna en la primera línea.'], [7, null, 'Este valor no se entiende.'], [8, 'x', 'Revise este dato.'],
    ]);
  });
});
