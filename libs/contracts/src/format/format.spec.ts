import { createFormat, type Format } from './format.js';
import { isLanguageCode } from './languages.js';
import { formatList, plainText, sortByText } from './lists.js';
import { parsePlainDate, writePlainDate } from './plain-date.js';

const noon = new Date('2026-11-24T15:00:00Z');
const inLanguage = (language: 'es' | 'ht' | 'pt' | 'en'): Format => createFormat(language, { now: () => noon });
const es = inLanguage('es');
const ht = inLanguage('ht');

describe('dates in words', () => {
  it('Spanish: long, short, with the day of the week', () => {
    expect(es.date('2026-11-22')).toBe('22 de noviembre de 2026');
    expect(es.date('2026-11-22', 'short')).toBe('22 nov 2026');
    expect(es.date('2026-11-24', 'weekday')).toBe('martes 24 de noviembre de 2026');
    expect(es.date('2026-11-30', 'dayMonth')).toBe('30 de noviembre');
  });

  it.each([
    ['2026-01-05', '5 janvye 2026'], ['2026-02-05', '5 fevriye 2026'], ['2026-03-05', '5 mas 2026'], ['2026-04-05', '5 avril 2026'],
    ['2026-05-05', '5 me 2026'], ['2026-06-05', '5 jen 2026'], ['2026-07-05', '5 jiyè 2026'], ['2026-08-05', '5 out 2026'],
    ['2026-09-05', '5 septanm 2026'], ['2026-10-05', '5 oktòb 2026'], ['2026-11-22', '22 novanm 2026'], ['2026-12-05', '5 desanm 2026'],
  ])('Creole says %s as "%s"', (value, words) => {
    expect(ht.date(value)).toBe(words);
    expect(ht.date(value, 'short')).toBe(words);
  });

  it('Creole names the seven days', () => {
    const week = ['22', '23', '24', '25', '26', '27', '28'].map((day) => ht.date(`2026-11-${day}`, 'weekday').split(' ')[0]);
    expect(week).toEqual(['dimanch', 'lendi', 'madi', 'mèkredi', 'jedi', 'vandredi', 'samdi']);
  });

  it('Portuguese and English', () => {
    expect(inLanguage('pt').date('2026-11-24', 'weekday')).toBe('terça-feira, 24 de novembro de 2026');
    expect(inLanguage('en').date('2026-11-24', 'weekday')).toBe('Tuesday 24 November 2026');
  });

  it('a day relative to today, in each language', () => {
    expect(['2026-11-24', '2026-11-23', '2026-11-25', '2026-11-27', '2026-11-21'].map((day) => ht.relativeDay(day))).toEqual(['jodi a', 'yè', 'demen', 'nan 3 jou', 'sa gen 3 jou']);
    expect(['2026-11-24', '2026-11-23', '2026-11-25', '2026-11-27', '2026-11-21'].map((day) => es.relativeDay(day))).toEqual(['hoy', 'ayer', 'mañana', 'en 3 días', 'hace 3 días']);
  });

  it('a birth of which only a part is known', () => {
    expect(es.partialDate('1991')).toBe('1991');
    expect(es.partialDate('1991-03')).toBe('marzo de 1991');
    expect(ht.partialDate('1991-03')).toBe('mas 1991');
    expect(es.partialDate('1991-03-01')).toBe('1 de marzo de 1991');
  });

  it('the clock has 24 hours and shows the time of Santiago', () => {
    expect(es.time('2026-11-24T17:02:00Z')).toBe('14:02');
    expect(ht.dateTime('2026-11-24T12:05:00Z')).toBe('24 novanm 2026, 09:05');
    expect(es.time('2026-11-24T03:00:00Z')).toBe('00:00');
    expect(es.date('2026-11-24T02:30:00Z')).toBe('23 de noviembre de 2026');
  });

  it.each(['America/Santiago', 'UTC', 'Pacific/Auckland'])('1990-03-01 keeps its day with the computer in %s', (zone) => {
    const before = process.env['TZ'];
    process.env['TZ'] = zone;
    const date = parsePlainDate('1990-03-01');
    expect(date && writePlainDate(date)).toBe('1990-03-01');
    expect(createFormat('es', { now: () => noon, timeZone: zone }).date('1990-03-01')).toBe('1 de marzo de 1990');
    process.env['TZ'] = before;
  });

  it('an impossible day is not read', () => {
    expect(parsePlainDate('2026-02-29')).toBeNull();
    expect(parsePlainDate('2024-02-29')).toEqual({ year: 2024, month: 2, day: 29 });
    expect(parsePlainDate('24-11-2026')).toBeNull();
  });
});

describe('numbers', () => {
  it('Creole writes 1 234 567,5 with narrow no-break spaces', () => {
    expect(ht.number(1234567.5)).toBe('1\u202f234\u202f567,5');
    expect(ht.percent(0.304)).toBe('30,4\u202f%');
  });

  it('Spanish and English', () => {
    expect(es.number(1234567.5)).toBe('1.234.567,5');
    expect(es.number(1234)).toBe('1.234');
    expect(es.percent(0.304)).toBe('30,4%');
    expect(es.percent(0.5)).toBe('50%');
    expect(inLanguage('en').number(1234567.5)).toBe('1,234,567.5');
  });

  it('money and RUN are written as on Chilean paper in every language', () => {
    for (const format of [es, ht, inLanguage('pt'), inLanguage('en')]) {
      expect(format.money(12345)).toBe('$12.345');
      expect(format.run('12345678-5')).toBe('12.345.678-5');
      expect(format.run('44000007-k')).toBe('44.000.007-K');
    }
    expect(es.run('no tiene')).toBe('no tiene');
  });
});

describe('lists and order', () => {
  it('Creole says "A, B ak C" and "A oswa B"', () => {
    expect(ht.list(['A', 'B', 'C'])).toBe('A, B ak C');
    expect(ht.list(['A', 'B'], 'or')).toBe('A oswa B');
  });

  it('Spanish swaps "y" and "o" before their own sound', () => {
    expect(es.list(['Perú', 'Italia'])).toBe('Perú e Italia');
    expect(es.list(['agua', 'hielo'])).toBe('agua y hielo');
    expect(es.list(['uno', 'otro'], 'or')).toBe('uno u otro');
    expect(formatList('es', [])).toBe('');
    expect(formatList('es', ['sola'])).toBe('sola');
  });

  it('names sort by Spanish order whatever the language of the screen', () => {
    const names = ['Zoé', 'Ñancul', 'Ángel', 'Nadège', 'Oscar', 'ana'];
    expect(sortByText(names, (name) => name)).toEqual(['ana', 'Ángel', 'Nadège', 'Ñancul', 'Oscar', 'Zoé']);
  });

  it('a trailing space or an accent does not hide that two texts are the same', () => {
    expect(plainText(' Wilnèr  Augustin ')).toBe(plainText('wilner augustin'));
  });
});

describe('the code of a language', () => {
  it('is one of the standard, in three letters', () => {
    expect(['spa', 'hat', 'arn', 'ukr'].every(isLanguageCode)).toBe(true);
    expect(['zzq', 'es', 'español', 'SPA'].some(isLanguageCode)).toBe(false);
  });
});
