import { createFormat } from '@konbit/contracts/format';
import { t } from '../i18n/i18n.js';
import { presentBoard, type Board, type BoardFacts, type RateFacts } from './board-presenter.js';

const format = createFormat('es', { now: () => new Date('2026-11-24T13:00:00Z') });
const rate: RateFacts = { attended: 250, alsoServed: 76, rate: 0.304, low: 0.25, high: 0.364, suppressed: false };
const hidden: RateFacts = { attended: null, alsoServed: null, rate: null, low: null, high: null, suppressed: true };
const month = (name: string, share: number): BoardFacts['months'][number] => ({ month: name, rate: { ...rate, attended: 40, alsoServed: 10, rate: share, low: share - 0.1, high: share + 0.1 } });
const facts: BoardFacts = { from: null, to: '2026-11-24', asOf: '2026-11-24T13:00:00Z', level: 0.95, total: rate, months: [month('2026-10', 0.25), month('2026-11', 0.3)] };
const board = (over: Partial<BoardFacts> = {}): Board => presentBoard({ ...facts, ...over }, t, format);

describe('the OMIL rate', () => {
  it('is a figure with its counts and its interval in words', () => {
    const { figure, counts, interval, asOf, shown } = board();
    expect(figure?.replace(/\s/g, ' ')).toBe('30,4 %');
    expect(counts).toBe('76 de 250 personas atendidas.');
    expect(interval?.replace(/\s/g, ' ')).toBe('Entre 25,0 % y 36,4 %, con 95 % de confianza');
    expect([asOf, shown]).toEqual(['Datos al 24 de noviembre de 2026, 10:00', 'Se muestra todo hasta el 24 de noviembre de 2026.']);
  });
  it('of a period says from when', () => expect(board({ from: '2026-06-01' }).shown).toBe('Se muestra del 1 de junio de 2026 al 24 de noviembre de 2026.'));
  it('with nobody attended is no figure', () => expect(board({ total: { ...rate, attended: 0, alsoServed: 0, rate: null, low: null, high: null } })).toMatchObject({ figure: null, counts: null, interval: null }));
  it('with few persons is hidden, and says why', () => {
    expect(board({ total: hidden })).toMatchObject({ figure: 'Oculto', counts: null, interval: null, hiddenWhy: expect.stringContaining('Los números de 1 a 4 no se muestran') as string });
    expect(board().hiddenWhy).toBeNull();
  });
  it('by month stands in a table, what is hidden as a word', () => {
    const rows = board({ months: [{ month: '2026-09', rate: { ...hidden, attended: 12 } }, { month: '2026-09', rate: hidden }, month('2026-10', 0.25)] }).rows.map((row) => [row.month, row.alsoServed, row.attended, row.rate.replace(/\s/g, ' '), row.interval]);
    expect(rows).toEqual([['septiembre de 2026', 'menos de 5', '12', '–', '–'], ['septiembre de 2026', 'oculto', 'oculto', '–', '–'], ['octubre de 2026', '10', '40', '25,0 %', '15,0 a 35,0']]);
  });
  it.each<[string, BoardFacts['months'], string]>([
    ['rises', facts.months, 'La tasa OMIL sube de 25,0 % en octubre de 2026 a 30,0 % en noviembre de 2026'],
    ['falls', [month('2026-10', 0.3), month('2026-11', 0.25)], 'La tasa OMIL baja de 30,0 % en octubre de 2026 a 25,0 % en noviembre de 2026'],
    ['stays', [month('2026-10', 0.3), month('2026-11', 0.3)], 'La tasa OMIL es de 30,0 % en octubre de 2026 y en noviembre de 2026'],
    ['is one month', [month('2026-10', 0.3)], 'La tasa OMIL es de 30,0 % en octubre de 2026'],
    ['is hidden', [{ month: '2026-10', rate: hidden }], 'No hay un mes con personas suficientes para mostrar la tasa'],
  ])('the drawing that %s is said in a sentence', (_, months, said) => expect(board({ months }).summary.replace(/\s/g, ' ')).toBe(said));
});
