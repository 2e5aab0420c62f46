import { randomInt } from 'node:crypto';

/** A made-up person of one journey; nobody else has the name. */
export interface Someone {
  given: string;
  surname: string;
  /** As lists and headings show it. */
  name: string;
  year: string;
  phone: string;
}

const consonants = 'bdfgklmnprstvz';
const vowels = 'aeiou';

/** Syllables nobody chose: far enough from every other name that no warning of a duplicate is due. */
function syllables(count: number): string {
  const letters = Array.from({ length: count }, () => `${consonants[randomInt(consonants.length)]!}${vowels[randomInt(vowels.length)]!}`).join('');
  return letters.slice(0, 1).toUpperCase() + letters.slice(1);
}

/** Like `someone`, with a short given name whose first three letters begin no other name. */
export function someoneRare(): Someone {
  const { surname, ...rest } = someone(3);
  const given = `X${syllables(3).toLowerCase()}`;
  return { ...rest, surname, given, name: `${given} ${surname}` };
}

/** A person without papers, new to every office; a name of `length` syllables each. */
export function someone(length = 4): Someone {
  const given = syllables(length);
  const surname = syllables(length);
  return { given, surname, name: `${given} ${surname}`, year: String(1960 + randomInt(40)), phone: `+56 9 0000 ${1000 + randomInt(9000)}` };
}
