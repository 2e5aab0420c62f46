interface Known { name?: unknown; message?: unknown; code?: unknown; constraint?: unknown; table?: unknown; stack?: unknown; driverError?: unknown }

const sqlState = /^[0-9A-Z]{5}$/;
const longest = 300;
/** Patterns that go back and forth cost more than the length alone. */
const read = 2000;

/**
 * What may be logged of an error nobody foresaw: names, codes and places. Its message can hold a person's data, so values are taken out of it;
 * of a database's message, which may hold them without any mark, nothing is kept beside the code.
 */
export function errorFields(error: unknown): Record<string, unknown> {
  if (error === undefined || error === null) return {};
  if (typeof error !== 'object') return { error: 'not an Error' };
  const known = error as Known;
  const driver = (known.driverError ?? known) as Known;
  const fromDatabase = typeof driver.code === 'string' && sqlState.test(driver.code);
  return {
    error: typeof known.name === 'string' ? known.name.replace(/[^A-Za-z]/g, '').slice(0, 60) : undefined,
    reason: typeof known.message === 'string' && !fromDatabase ? withoutValues(known.message) : undefined,
    errorCode: driver.code,
    constraint: driver.constraint,
    table: driver.table,
    frames: typeof known.stack === 'string' ? framesOf(known.stack) : undefined,
  };
}

/** From the first mark to the last: a value may hold the same mark itself. */
const marked = [/"[\s\S]*"/g, /(?<![A-Za-z])'[\s\S]*'/g, /\([\s\S]*\)/g, /`[\s\S]*`/g, /\{[\s\S]*\}/g];
const address = /[^\s@]+@[^\s@]+/g;
/** Documents and phones, with the dots, dashes and spaces people write in them. */
const number = /\+?\d[\d.\s-]{2,}\d(?:-?[\dkK])?/g;
/** Letters and digits in one long word: a token, a key, a passport. */
const opaque = /\b(?=[A-Za-z._-]*\d)[\w.-]{8,}\b/g;

/** A message without whatever stands in quotes or brackets, and without addresses, numbers and tokens. */
export function withoutValues(message: string): string {
  const unmarked = marked.reduce((text, pattern) => text.replace(pattern, '…'), message.slice(0, read)).replace(/["`{(][\s\S]*$/, '…');
  return unmarked.replace(address, '…').replace(number, '…').replace(opaque, '…').slice(0, longest);
}

/** Places alone: a message of several lines may stand before them. */
function framesOf(stack: string): string {
  return stack.split('\n').map((line) => line.trim()).filter((line) => /^at [^"']{1,200}:\d+:\d+\)?$/.test(line)).slice(0, 6).join(' | ');
}
