import { addressWith, readUrlState } from './url-values.js';

const schema = { q: 'text', estado: ['abiertas', 'todas'], after: 'page' } as const;
const read = (query: string): unknown => readUrlState(schema, new URLSearchParams(query));
const change = (query: string, part: Record<string, string>): string => addressWith(schema, new URLSearchParams(query), part);

describe('what a screen keeps in its address', () => {
  it('reads values, with the first choice as the default', () => {
    expect(read('q=jos')).toEqual({ q: 'jos', estado: 'abiertas', after: '' });
  });
  it('an invented choice counts as the default', () => expect(read('estado=hackeadas')).toEqual({ q: '', estado: 'abiertas', after: '' }));
  it('leaves out what is the default', () => expect(change('estado=todas&q=a', { estado: 'abiertas' })).toBe('?q=a'));
  it('a filter starts the list again from its first page', () => expect(change('after=c1', { q: 'jos' })).toBe('?q=jos'));
  it('a page keeps the filters', () => expect(change('q=jos', { after: 'c2' })).toBe('?q=jos&after=c2'));
});
