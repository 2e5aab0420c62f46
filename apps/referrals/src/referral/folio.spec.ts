import fc from 'fast-check';
import { folioOf, isFolio } from './folio.js';

describe('the folio of a referral', () => {
  it('ends in its check, number mod 37', () => {
    expect(folioOf([0, 0, 0, 0, 1])).toBe('D-000011');
    expect(folioOf([0, 0, 0, 1, 0])).toBeNull();
    expect(folioOf([31, 31, 31, 31, 31])).toBe('D-ZZZZZK');
  });

  it('is drawn again when the check is no base32 character', () => expect(folioOf([0, 0, 0, 1, 4])).toBeNull());

  it('notices any single wrong character', () => {
    fc.assert(fc.property(fc.array(fc.nat(31), { minLength: 5, maxLength: 5 }), fc.nat(4), fc.integer({ min: 1, max: 31 }), (numbers, place, shift) => {
      const folio = folioOf(numbers);
      fc.pre(folio !== null);
      expect(isFolio(folio)).toBe(true);
      const wrong = numbers.map((number, index) => (index === place ? (number + shift) % 32 : number));
      const changed = folioOf(wrong)?.slice(0, -1) ?? '';
      if (changed !== '') expect(isFolio(changed + folio.slice(-1))).toBe(false);
    }));
  });
});
