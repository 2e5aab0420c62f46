import { base32Check, writeBase32 } from '@konbit/contracts';

const length = 5;

/** Folio `D-XXXXX` plus its Crockford check (mod 37) from five random numbers 0–31; null when the check is no base32 character. */
export function folioOf(numbers: readonly number[]): string | null {
  const body = writeBase32(numbers.slice(0, length));
  const check = body.length < length ? null : base32Check(body);
  return check === null ? null : `D-${body}${check}`;
}

/** Whether a text is a folio of a referral with the right check. */
export function isFolio(text: string): boolean {
  return /^D-[0-9A-HJKMNP-TV-Z]{6}$/.test(text) && base32Check(text.slice(2, 2 + length)) === text.at(-1);
}
