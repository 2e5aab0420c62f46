import { folioOf, folioRange, readFolio } from './folio.js';

const drawn = Array.from({ length: 500 }, (_, i) => (i * 67_213) % folioRange);

describe('a folio', () => {
  it('has the form P-XXXX-XX and reads back as itself', () => {
    for (const folio of drawn.map(folioOf).filter((value) => value !== null)) {
      expect(folio).toMatch(/^P-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{2}$/);
      expect(readFolio(folio.toLowerCase().replaceAll('-', ''))).toBe(folio);
    }
  });

  it('is drawn again when its check is no base32 character', () => {
    const redrawn = drawn.filter((value) => folioOf(value) === null).length;
    expect(redrawn).toBeGreaterThan(0);
    expect(redrawn).toBeLessThan(drawn.length / 4);
  });

  it('notices one wrong character', () => {
    const folio = folioOf(1_234_567)!;
    expect(readFolio(folio.replace(/^P-./, folio[2] === '7' ? 'P-8' : 'P-7'))).toBeNull();
  });

  it.each(['', 'Jean', 'P-12', 'P-UUUU-UU', 'D-ABCDE-F'])('is not "%s"', (text) => expect(readFolio(text)).toBeNull());
});
