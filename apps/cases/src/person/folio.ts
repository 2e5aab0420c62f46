const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const checkBase = 37;

/** How many numbers a folio can say; a draw outside is the caller's mistake. */
export const folioRange = alphabet.length ** 5;

/** The folio `P-XXXX-XX` of a drawn number (Crockford base32 and a check character); null when its check is no base32 character: draw again. */
export function folioOf(drawn: number): string | null {
  const body = digitsOf(drawn);
  const check = alphabet[checkValue(body)];
  return check === undefined ? null : `P-${body.slice(0, 4)}-${body.slice(4)}${check}`;
}

/** What somebody typed as a folio, in its one spelling; null when it is none or its check is wrong. */
export function readFolio(text: string): string | null {
  const match = /^P-?([0-9A-Z]{4})-?([0-9A-Z]{2})$/.exec(text.trim().toUpperCase());
  if (!match) return null;
  const read = `${match[1]}${match[2]}`.replace(/O/g, '0').replace(/[IL]/g, '1');
  if ([...read].some((letter) => !alphabet.includes(letter))) return null;
  const body = read.slice(0, 5);
  return alphabet[checkValue(body)] === read.at(-1) ? `P-${body.slice(0, 4)}-${body.slice(4)}${read.at(-1)}` : null;
}

function digitsOf(drawn: number): string {
  const places = [4, 3, 2, 1, 0].map((power) => Math.floor(drawn / alphabet.length ** power) % alphabet.length);
  return places.map((place) => alphabet[place]).join('');
}

function checkValue(body: string): number {
  return [...body].reduce((rest, letter) => (rest * alphabet.length + alphabet.indexOf(letter)) % checkBase, 0);
}
