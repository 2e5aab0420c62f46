import { dateTexts, readDateParts, readMonth } from './date-parts.js';

const read = (day: string, month: string, year: string): unknown => {
  const reading = readDateParts({ day, month, year });
  return reading.ok ? reading.value : reading.code;
};

describe('a date in three boxes', () => {
  it('all empty stays empty and never becomes year 0', () => expect(read('', ' ', '')).toBe(''));
  it('the year alone is enough', () => expect(read('', '', '1991')).toBe('1991'));
  it('year and month', () => expect(read('', 'marzo', '1991')).toBe('1991-03'));
  it('a whole date keeps its day', () => expect(read('1', '3', '1990')).toBe('1990-03-01'));
  it('two digits of a year are asked again', () => expect(read('', '', '91')).toBe('YEAR_FOUR_DIGITS'));
  it('a day without its month', () => expect(read('4', '', '1991')).toBe('MONTH_REQUIRED'));
  it('a day and month without the year', () => expect(read('4', '3', '')).toBe('YEAR_REQUIRED'));
  it('31 de febrero does not exist', () => expect(read('31', 'febrero', '1990')).toBe('DATE_IMPOSSIBLE'));
  it('29 de febrero exists every four years', () => {
    expect(read('29', '2', '1992')).toBe('1992-02-29');
    expect(read('29', '2', '1991')).toBe('DATE_IMPOSSIBLE');
  });
  it('a month nobody knows', () => expect(read('1', 'brumario', '1991')).toBe('MONTH_UNKNOWN'));
  it('letters for a day', () => expect(read('uno', '3', '1991')).toBe('DAY_INVALID'));

  it.each([['marzo', 3], ['MARZO', 3], ['mar', 3], ['setanm', null], ['septanm', 9], ['jiyè', 7], ['jiye', 7], ['dic', 12], ['12', 12], ['13', null], ['0', null], ['august', 8], ['dezembro', 12], ['m', null]])(
    'the month "%s" is %s', (text, month) => expect(readMonth(text)).toBe(month));

  it('a stored date fills the boxes', () => {
    expect(dateTexts('1990-03-01')).toEqual({ day: '1', month: '3', year: '1990', approximate: false });
    expect(dateTexts('1991', true)).toEqual({ day: '', month: '', year: '1991', approximate: true });
  });
});
