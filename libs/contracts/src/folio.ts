/** Crockford's base32: digits and capitals without I, L, O and U, so that a code read aloud or copied by hand stays itself. */
export const base32Alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

const checkModulus = 37;

/** Writes numbers 0–31 as base32 characters. */
export function writeBase32(numbers: readonly number[]): string {
  return numbers.map((number) => base32Alphabet.charAt(number % base32Alphabet.length)).join('');
}

/** What somebody typed or scanned, in the one spelling of the alphabet: capitals, O as 0, I and L as 1; null when a character is none of it. */
export function readBase32(text: string): string | null {
  const read = text.toUpperCase().replace(/O/g, '0').replace(/[IL]/g, '1');
  return [...read].every((letter) => base32Alphabet.includes(letter)) ? read : null;
}

/** The check character of a text of base32 characters (its number mod 37); null when that is no base32 character: draw again. */
export function base32Check(body: string): string | null {
  const value = [...body].reduce((rest, letter) => (rest * base32Alphabet.length + base32Alphabet.indexOf(letter)) % checkModulus, 0);
  return base32Alphabet[value] ?? null;
}
