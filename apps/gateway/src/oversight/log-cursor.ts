import { DomainError } from '@konbit/platform';

export const loggedServices = ['cases', 'referrals', 'directory'] as const;
export type LoggedService = (typeof loggedServices)[number];

/** Where each service's log was left: the next page goes on below these positions. */
export type LogCursor = Partial<Record<LoggedService, string>>;

export function writeLogCursor(cursor: LogCursor): string {
  return Buffer.from(JSON.stringify(loggedServices.map((service) => cursor[service] ?? null))).toString('base64url');
}

/** Throws CURSOR_INVALID for anything this list did not write. */
export function readLogCursor(text: string | null | undefined): LogCursor {
  if (!text) return {};
  const parsed = parse(text);
  const isOurs = Array.isArray(parsed) && parsed.length === loggedServices.length && parsed.every((pos) => pos === null || (typeof pos === 'string' && /^\d{1,19}$/.test(pos)));
  if (!isOurs) throw new DomainError('CURSOR_INVALID');
  return Object.fromEntries(loggedServices.flatMap((service, i) => (typeof parsed[i] === 'string' ? [[service, parsed[i]]] : [])));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    return null;
  }
}
