import { unwrapResolverError } from '@apollo/server/errors';
import { errorCodes, type FieldError, type RefusalDetails } from '@konbit/contracts';
import { DomainError, type Log, refusalOf } from '@konbit/platform';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';

const statusByCode: Readonly<Record<string, number>> = {
  UNAUTHENTICATED: 401, FORBIDDEN_ACTION: 403, NOT_FOUND: 404, RATE_LIMITED: 429, UNAVAILABLE: 503, DEADLINE_EXCEEDED: 504, INVALID_INPUT: 400,
  DOCUMENT_UNKNOWN: 400, QUERY_TOO_COMPLEX: 400, PAYLOAD_TOO_LARGE: 413,
};
/** What Apollo calls a request that cannot run, in the words of the one list. */
const requestCodes: ReadonlySet<string> = new Set([
  'GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED', 'BAD_USER_INPUT', 'BAD_REQUEST', 'OPERATION_RESOLUTION_FAILURE', 'PERSISTED_QUERY_NOT_FOUND',
]);
const known: ReadonlySet<string> = new Set(errorCodes);
/** Apollo gives every error of validation its own code; the mark tells a limit from a mistake. */
export const tooComplexMark = 'tooComplex';

/** HTTP status of a code, where a whole request is refused. */
export function statusOf(code: string): number {
  return statusByCode[code] ?? 500;
}

/** A refusal of the whole request, with its HTTP status. */
export function requestError(error: DomainError, headers: Readonly<Record<string, string>> = {}): GraphQLError {
  return new GraphQLError(error.code, { originalError: error, extensions: { code: error.code, ...error.details, http: { status: statusOf(error.code), headers: new Map(Object.entries(headers)) } } });
}

/** The one way an error leaves: code and details of a refusal; anything unforeseen as INTERNAL with the id under which the log holds it. */
export function formatError(log: Log, onRefused: (code: string) => void = () => undefined): (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError {
  return (formatted, error) => {
    const shown = shownError(log, formatted, error);
    onRefused(shown.extensions['code'] as string);
    return shown;
  };
}

function shownError(log: Log, formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError & { extensions: Record<string, unknown> } {
  const cause = unwrapResolverError(error);
  const refused = cause instanceof GraphQLError && cause.originalError instanceof DomainError ? cause.originalError : cause;
  const { path, locations } = formatted;
  const place = { ...(path ? { path } : {}), ...(locations ? { locations } : {}) };
  const code = formatted.extensions?.[tooComplexMark] === true ? 'QUERY_TOO_COMPLEX' : formatted.extensions?.['code'];
  if (refused instanceof DomainError || typeof code !== 'string') return { ...place, ...outward(refused, log) };
  if (known.has(code) && code !== 'INTERNAL') return { ...place, message: withoutTyped(formatted.message), extensions: { code } };
  if (requestCodes.has(code)) return { ...place, message: withoutTyped(withoutGuess(formatted.message)), extensions: { code: 'INVALID_INPUT' } };
  return { ...place, ...outward(refused, log) };
}

/** Apollo drops the suggestions of validation alone; those about variables reach a caller of trusted documents too. */
function withoutGuess(message: string): string {
  return message.replace(/ ?Did you mean .*$/s, '');
}

/** A value of the wrong kind is named by its place, which is ours, and not by what somebody typed. */
function withoutTyped(message: string): string {
  const [, variable] = /^Variable "\$(\w+)" got invalid value/.exec(message) ?? [];
  if (variable === undefined) return message.replace(/(cannot represent .*?value): .*$/s, '$1');
  const place = new RegExp(` at "(${variable}[\\w.[\\]]*)";`).exec(message)?.[1];
  return `Variable "$${variable}" got an invalid value${place === undefined ? '' : ` at "${place}"`}`;
}

function outward(error: unknown, log: Log): { message: string; extensions: Record<string, unknown> } {
  const { code, details } = refusalOf(error, log);
  return { message: code, extensions: { code, ...outwardDetails(details) } };
}

/** The details the contract names: whatever else a service hung on a refusal stays inside. */
export function outwardDetails({ fields, state, version, availableActions, errorId, cause }: RefusalDetails): RefusalDetails {
  return Object.fromEntries(Object.entries({ fields: fields && inData(fields), state, version, availableActions, errorId, cause }).filter(([, value]) => value !== undefined));
}

/** Paths begin in the command's data, whichever part of a service refused: the edge of a call names its whole input. */
function inData(fields: readonly FieldError[]): FieldError[] {
  return fields.map(({ path, code }) => ({ path: path.replace(/^data\./, ''), code }));
}
