import { readSearch, tokenRange } from './search-text.js';

describe('a search', () => {
  it.each([
    ['Wilner Jean-Baptiste', ['wilner', 'jean', 'baptiste'], null], ['núñez 1990', ['nunez'], 1990], ['PIERRE, Marie', ['pierre', 'marie'], null], ['Li', ['li'], null],
  ])('"%s" is of names', (text, words, birthYear) => expect(readSearch(text)).toEqual({ kind: 'names', words, birthYear }));

  it.each(['44.000.001-0', 'AB123412', '+56 9 0000 0123', '1990', 'HC-2026/0042'])('"%s" is of a number', (text) => expect(readSearch(text).kind).toBe('number'));

  it('of a folio is told from a number', () => expect(readSearch('p-0000-00')).toEqual({ kind: 'folio', folio: 'P-0000-00' }));

  it.each(['', '  ', ' , '])('"%s" is of nothing', (text) => expect(readSearch(text)).toEqual({ kind: 'nothing' }));
});

describe('the range of a word', () => {
  it('holds what begins with it', () => {
    const { from, below } = tokenRange('jea');
    expect(['jea', 'jean', 'jeaz'].every((token) => token >= from && token < below)).toBe(true);
    expect(['jdz', 'jeb', '~jea'].some((token) => token >= from && token < below)).toBe(false);
  });

  it('of two letters holds the word alone', () => {
    const { from, below } = tokenRange('li');
    expect('li' >= from && 'li' < below).toBe(true);
    expect('lia' < below).toBe(false);
  });
});
