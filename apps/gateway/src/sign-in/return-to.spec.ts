import { returnPath } from './return-to.js';

describe('the place to return to after sign-in', () => {
  it('keeps a path of this site with its filter', () => {
    expect(returnPath('/derivaciones?caja=received#x')).toBe('/derivaciones?caja=received#x');
  });

  it('goes home for another site, however it is written', () => {
    for (const wanted of ['https://evil.example/', '//evil.example', '/\\evil.example', '\\\\evil.example', 'javascript:alert(1)', '/\t/evil.example', '/a\nb', '', undefined, ['/a']]) {
      expect(returnPath(wanted)).toBe('/');
    }
  });

  it('never returns into the sign-in itself', () => {
    expect(returnPath('/auth/login')).toBe('/');
    expect(returnPath('/authors')).toBe('/authors');
  });
});
