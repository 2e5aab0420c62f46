import { randomUUID } from 'node:crypto';
import type { ErrorCode, RefusalDetails } from '@konbit/contracts';
import type { Log } from '../log/logger.js';
import { errorFields } from '../log/error-fields.js';
import { outageOf } from '../database/outage.js';
import { DomainError } from './domain-error.js';

/** What a caller is told. */
export interface Refusal {
  code: ErrorCode;
  details: RefusalDetails;
}

/** The one mapper of errors to answers: a DomainError as it is, a failing database as UNAVAILABLE, anything else as INTERNAL with an id that finds it in the log. */
export function refusalOf(thrown: unknown, log: Log, fields: Record<string, unknown> = {}): Refusal {
  const error = outageOf(thrown) ?? thrown;
  if (error instanceof DomainError) {
    if (error.level !== 'info') log[error.level]('refused', { ...fields, code: error.code, cause: error.details.cause, ...errorFields(error.cause) });
    return { code: error.code, details: error.details };
  }
  const errorId = randomUUID();
  log.error('unexpected error', { ...fields, errorId, ...errorFields(error) });
  return { code: 'INTERNAL', details: { errorId } };
}
