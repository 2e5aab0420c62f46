import type { ErrorCode, RefusalDetails } from '@konbit/contracts';

export type LogLevel = 'info' | 'warn' | 'error';

const levels: Partial<Record<ErrorCode, LogLevel>> = { INTERNAL: 'error', UNAVAILABLE: 'warn', DEADLINE_EXCEEDED: 'warn' };

/** A refusal: a code of the one list and details that hold codes and numbers, never a value somebody typed. */
export class DomainError extends Error {
  constructor(readonly code: ErrorCode, readonly details: RefusalDetails = {}, options?: ErrorOptions) {
    super(code, options);
    this.name = 'DomainError';
  }

  /** How loudly it is logged: a refusal is normal work, an outage is not. */
  get level(): LogLevel {
    return levels[this.code] ?? 'info';
  }
}
