import { asInput } from './inputs.js';

describe('the input of a call', () => {
  it('drops what the reader left empty, at every depth', () => {
    expect(asInput({ a: null, b: { c: null, d: 1 }, e: [{ f: null, g: false }] })).toEqual({ b: { d: 1 }, e: [{ g: false }] });
  });

  it('keeps zero, false and empty text', () => {
    expect(asInput({ zero: 0, no: false, empty: '' })).toEqual({ zero: 0, no: false, empty: '' });
  });
});
