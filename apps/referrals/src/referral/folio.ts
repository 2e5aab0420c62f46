const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const checkModulus = 37;
const length = 5;

/** Folio `D-XXXXX` plus its Crockford check (mod 37) from five random numbers 0–31; null when the check is no base32 character. */
export function folioOf(numbers: readonly number[]): string | null {
  const digits = numbers.slice(0, length).map((number) => number % alphabet.length);
  const check = digits.reduce((sum, digit) => sum * alphabet.length + digit, 0) % checkModulus;
  if (digits.length < length || check >= alphabet.length) return null;
  return `D-${[...digits, check].map((digit) => alphabet.charAt(digit)).join('')}`;
}

/** Whether a text is a folio of a referral with the right check. */
export function isFolio(text: string): boolean {
  if (!/^D-[0-9A-HJKMNP-TV-Z]{6}$/.test(text)) return false;
  return folioOf([...text.slice(2, 2 + length)].map((letter) => alphabet.indexOf(letter))) === text;
}
