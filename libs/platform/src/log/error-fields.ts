interface Known { name?: unknown; message?: unknown; code?: unknown; constraint?: unknown; table?: unknown; stack?: unknown; driverError?: unknown }

/** What may be logged of an error nobody foresaw: names, codes and places. Quoted parts of its message can hold a person's data. */
export function errorFields(error: unknown): Record<string, unknown> {
  if (error === undefined || error === null) return {};
  if (typeof error !== 'object') return { error: 'not an Error' };
  const known = error as Known;
  const driver = (known.driverError ?? known) as Known;
  return {
    error: known.name,
    reason: typeof known.message === 'string' ? withoutValues(known.message) : undefined,
    errorCode: driver.code,
    constraint: driver.constraint,
    table: driver.table,
    frames: typeof known.stack === 'string' ? framesOf(known.stack) : undefined,
  };
}

/** A message without whatever stands in quotes or brackets, and without long numbers. */
export function withoutValues(message: string): string {
  return message.replace(/"[^"]*"|'[^']*'|\([^()]*\)|`[^`]*`/g, '…').replace(/\d{4,}/g, '…').slice(0, 300);
}

function framesOf(stack: string): string {
  return stack.split('\n').filter((line) => line.startsWith('    at ')).slice(0, 6).map((line) => line.trim()).join(' | ');
}
