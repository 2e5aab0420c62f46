import { t } from '../i18n/i18n.js';
import { importFaults } from './import-presenter.js';

describe('faults of an imported file', () => {
  it('are told by line and column, in the order of the file, once each', () => {
    const faults = importFaults([{ path: 'line 12.comuna', code: 'UNKNOWN_CODE' }, { path: 'line 3.opens', code: 'TIME_INVALID' }, { path: 'line 3.opens', code: 'TIME_INVALID' }], t);
    expect(faults.map(({ line, column, text }) => `${line} ${column}: ${text}`)).toEqual(['3 opens: Escriba las horas como 08:30, la apertura y el cierre, y los días como lu-vi.', '12 comuna: Ese código no existe en el directorio.']);
  });

  it('a fault of the whole line, of the head, or with a code nobody knows still says something', () => {
    expect(importFaults([{ path: 'line 7', code: 'INVALID_INPUT' }, { path: 'line 1.name', code: 'REQUIRED' }, { path: 'line 8.x', code: 'NEW_CODE' }], t).map(({ line, column, text }) => [line, column, text])).toEqual([
      [1, 'name', 'Falta este dato.'], [7, null, 'Este valor no se entiende.'], [8, 'x', 'Revise este dato.'],
    ]);
  });
});
