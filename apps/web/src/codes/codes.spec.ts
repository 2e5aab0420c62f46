import { countryCodes, duplicateReasons, fieldGroups, needCodes, needDropReasons } from '@konbit/contracts';
import { identifierTypes } from '@konbit/contracts/forms';
import { t } from '../i18n/i18n.js';
import { duplicateWords, fieldGroupWords, identifierWords, needDropWords, needWords, wordOf } from './code-words.js';
import { allCountries, countryName, firstCountries, otherCountries } from './countries.js';
import { firstLanguages, languageName, otherLanguages } from './languages.js';

describe('words of codes', () => {
  it('every code has its words', () => {
    const lists: [readonly string[], Readonly<Record<string, unknown>>][] = [
      [needCodes, needWords], [identifierTypes, identifierWords], [fieldGroups, fieldGroupWords], [duplicateReasons, duplicateWords], [needDropReasons, needDropWords],
    ];
    for (const [codes, words] of lists) expect(codes.filter((code) => !words[code])).toEqual([]);
  });

  it('needs are named as the vocabulary names them', () => {
    expect(needCodes.map((code) => t(needWords[code])).join(' · ')).toBe(
      'Papeles y visa · Trabajo · Capacitación · Idioma · Salud · Embarazo · Urgencia · Escuela · Arriendo y vivienda · Ayuda social · Derechos · Emprender · Comunidad y redes');
  });

  it('a code of a newer server has none', () => expect(wordOf(needWords, 'space_travel')).toBeNull());
});

describe('countries and languages', () => {
  it('the desk is offered the countries it meets most, and then all others once', () => {
    expect(firstCountries.map((code) => countryName(code, 'es', t))).toEqual(['Haití', 'Venezuela', 'Colombia', 'Perú', 'Bolivia']);
    const others = otherCountries('es', t).map((country) => country.label);
    expect(others.slice(0, 5)).toEqual(['Apátrida', 'Persona refugiada', 'No se sabe', 'No informa', 'Afganistán']);
    expect(others).not.toContain('Haití');
    expect(allCountries('es', t)).toHaveLength(countryCodes.length);
  });

  it('a country is named in the language of the screen', () => {
    expect(countryName('HTI', 'ht', t)).toBe('Ayiti');
    expect(countryName('HTI', 'es', t)).toBe('Haití');
  });

  it('a language is named by itself', () => {
    expect([...firstLanguages].map((code) => languageName(code, t).name)).toEqual(['Kreyòl', 'Español', 'Português', 'English']);
    expect(otherLanguages.map((code) => languageName(code, t).name)).toContain('Lengua de señas chilena');
    expect(languageName('xyz', t)).toEqual({ name: 'xyz' });
  });
});
