import { base32Alphabet, base32Check, readBase32, writeBase32 } from '@konbit/contracts';

/** How many numbers a folio can say; a draw outside is the caller's mistake. */
export const folioRange = base32Alphabet.length ** 5;

/** The folio `P-XXXX-XX` of a drawn number (Crockford base32 and a check character); null when its check is no base32 character: draw again. */
export function folioOf(drawn: number): string | null {
  const body = digitsOf(drawn);
  const check = base32Check(body);
  return check === null ? null : `P-${body.slice(0, 4)}-${body.slice(4)}${check}`;
}

/** What somebody typed as a folio, in its one spelling; null when it is none or its check is wrong. */
export function readFolio(text: string): string | null {
  const match = /^P-?([0-9A-Z]{4})-?([0-9A-Z]{2})$/.exec(text.trim().toUpperCase());
  const read = match && readBase32(`${match[1]}${match[2]}`);
  if (!read) return null;
  const body = read.slice(0, 5);
  return base32Check(body) === read.at(-1) ? `P-${body.slice(0, 4)}-${body.slice(4)}${read.at(-1)}` : null;
}

function digitsOf(drawn: number): string {
  return writeBase32([4, 3, 2, 1, 0].map((power) => Math.floor(drawn / base32Alphabet.length ** power)));
}
