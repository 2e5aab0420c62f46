import { cleanName, displayName, initials, keyOf, nameKey, type Names, nameWords, searchTokens, sortName } from './name.js';

const named = (givenNames: string, firstSurname: string, secondSurname: string | null = null, socialName: string | null = null): Names =>
  ({ givenNames, firstSurname, secondSurname, socialName });

describe('a name', () => {
  it.each(['.', '-', 'XX', 'nn', 'N/N', 'S/A', 'SIN APELLIDO', '  ', 'S.N.'])('is nothing when a system wrote the filler "%s"', (filler) => {
    expect(cleanName(filler)).toBeNull();
  });

  it('keeps what people write, without doubled spaces and control characters', () => {
    expect(cleanName('  Rosemène \t\u0000 Louis ')).toBe('Rosemène Louis');
  });

  it('is shown with the social name first', () => {
    expect(displayName(named('Juan Carlos', 'Pérez', 'Rojas', 'Carla'))).toBe('Carla Pérez Rojas');
  });

  it('is masked to initials', () => {
    expect(initials(named('Wilner', 'Jean-Baptiste'))).toBe('W. J.');
  });

  it.each([
    ['Jean-Baptiste WILNER', 'baptiste jean wilner'], ['Nuñez Soto, Ana', 'ana nunez soto'], ['María de la Cruz', 'cruz maria'],
    ['Mª Fernanda de la Cruz Rojas', 'cruz fernanda maria rojas'], ['Maria Fernanda Cruz R.', 'cruz fernanda maria'], ['D’Angelo N’Diaye', 'angelo diaye'],
  ])('has the words of "%s"', (text, key) => expect(keyOf(nameWords(text))).toBe(key));

  it('has the same key in any order and when a surname is repeated', () => {
    expect(nameKey(named('Rosemene', 'Louis', 'Louis'), { secondSurname: true })).toBe(nameKey(named('Louis', 'Rosemène'), { secondSurname: true }));
  });

  it('is found split and joined', () => {
    expect(searchTokens(named('Marie-Ange', 'Pierre'))).toEqual(expect.arrayContaining(['marie', 'ange', 'marieange', 'pierre']));
  });

  it('is listed by surname', () => expect(sortName(named('Ána', 'Núñez', 'Soto'))).toBe('nunez soto ana'));
});
