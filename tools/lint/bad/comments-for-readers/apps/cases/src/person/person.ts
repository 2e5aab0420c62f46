// TODO check the digit
export const digit = 1;
// The folio previously had seven digits.
export const folio = 8;
