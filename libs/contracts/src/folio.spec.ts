import { base32Alphabet, base32Check, readBase32, writeBase32 } from './folio.js';

describe('base32 as people write it', () => {
  it('reads back what it writes', () => {
    const all = Array.from({ length: 32 }, (_, number) => number);
    expect(writeBase32(all)).toBe(base32Alphabet);
    expect(readBase32(base32Alphabet.toLowerCase())).toBe(base32Alphabet);
  });

  it('takes O for 0, I and L for 1', () => expect(readBase32('oOiIlL7')).toBe('0011117'));
  it.each(['U', 'A-B', 'ñ', ' '])('knows no character like "%s"', (text) => expect(readBase32(text)).toBeNull());

  it('checks by the number mod 37, and has no check for five of the 37', () => {
    expect(base32Check('00001')).toBe('1');
    expect(base32Check('ZZZZZ')).toBe('K');
    expect(base32Check('00014')).toBeNull();
  });
});
