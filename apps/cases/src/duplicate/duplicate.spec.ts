import { nameWords } from '../person/name.js';
import { duplicateReasonsOf, isWorthWarning, type Likable, weightOf } from './duplicate.js';
import { compareNames, editDistance, soundOf } from './name-likeness.js';

const likeness = (one: string, other: string): string => compareNames(nameWords(one), nameWords(other));
const aRecord = (name: string, more: Partial<Likable> = {}): Likable =>
  ({ nameWords: nameWords(name), birthYear: 1990, nationality: 'HTI', phoneKeys: [], identifierKeys: [], ...more });

describe('two names', () => {
  it.each([
    ['Jean-Baptiste WILNER', 'Wilner Jean Baptiste', 'same'],
    ['Marie Ange PIERRE', 'PIERRE, Marieange .', 'similar'],
    ['Rosemène LOUIS', 'Rosemene Louis Louis', 'same'],
    ['Yvenet DORSAINVIL', 'Ivenet Dorsainville', 'similar'],
    ['José Peña Muñoz', 'JOSE PENA MUNOZ', 'same'],
    ['Mª Fernanda de la Cruz Rojas', 'Maria Fernanda Cruz R.', 'similar'],
    ['Woodley CHARLES', 'Wodly Charles', 'similar'],
    ['Nuñez Soto, Ana', 'Ana Núñez', 'similar'],
    ['Philippe Toussaint', 'Filip Tousaint', 'similar'],
  ])('%s and %s are %s', (one, other, expected) => expect(likeness(one, other)).toBe(expected));

  it.each([['Jean Pierre', 'Rosemène Louis'], ['Wilner Joseph', 'Wilson Joseph'], ['Carlos Rojas', 'Carlos Rosales'], ['Ana', 'Ana Soto'], ['', 'Ana Soto']])(
    '%s and %s are other names', (one, other) => expect(likeness(one, other)).toBe('other'));

  it.each([['woodley', 'wodly', 2], ['jean', 'jaen', 1], ['ana', 'ana', 0], ['', 'ab', 2]])('%s is %s edited %i times', (one, other, n) => {
    expect(editDistance(one, other)).toBe(n);
  });

  it('sound alike across spellings', () => expect(soundOf('dorsainville')).toBe(soundOf('dorsainvile')));
});

describe('a duplicate warning', () => {
  it('names every reason, strongest first', () => {
    const facts = { phoneKeys: ['p'], identifierKeys: ['i'] };
    expect(duplicateReasonsOf(aRecord('Jean Pierre', facts), aRecord('Pierre Jean', facts)))
      .toEqual(['same_identifier', 'same_name', 'same_birth_year', 'same_phone', 'same_nationality']);
  });

  it('does not count a nationality that nobody told', () => {
    expect(duplicateReasonsOf(aRecord('A B', { nationality: 'not_informed' }), aRecord('C D', { nationality: 'not_informed', birthYear: 1980 }))).toEqual([]);
  });

  it('stays quiet for a shared year, phone or country alone', () => {
    expect(isWorthWarning(['same_birth_year', 'same_phone', 'same_nationality'], { basis: true })).toBe(false);
  });

  it('speaks for an equal name of another year only to an office that may read the person', () => {
    expect([true, false].map((basis) => isWorthWarning(['same_name'], { basis }))).toEqual([true, false]);
  });

  it('puts an equal document before an equal name', () => {
    expect(weightOf(['same_identifier'])).toBeGreaterThan(weightOf(['same_name', 'same_birth_year', 'same_phone', 'same_nationality']));
  });
});
