import { pageOf, sizeOf } from './page-args.js';

const refused = expect.objectContaining({ code: 'PAGE_SIZE_INVALID' });

describe('the slice of a list', () => {
  it('needs a page size', () => {
    expect(() => pageOf({})).toThrow(refused);
    expect(() => pageOf({ after: 'x' })).toThrow(refused);
  });

  it('refuses both directions at once', () => {
    expect(() => pageOf({ first: 1, last: 1 })).toThrow(refused);
  });

  it('refuses a size below 0 or above 100', () => {
    expect(() => pageOf({ first: -1 })).toThrow(refused);
    expect(() => pageOf({ last: 101 })).toThrow(refused);
    expect(() => sizeOf(0)).toThrow(refused);
  });

  it('gives what the contracts call a page, without empty fields', () => {
    expect(pageOf({ first: 25, after: 'c', last: null, before: null })).toEqual({ first: 25, after: 'c' });
    expect(pageOf({ last: 0 })).toEqual({ last: 0 });
  });
});
