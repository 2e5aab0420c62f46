import type { AvailableAction, ErrorCode, FieldError, RefusalDetails } from '@konbit/contracts';

/** A refusal of the server or of the way to it, with its code; screens turn codes into sentences. */
export class AppError extends Error {
  override name = 'AppError';
  constructor(readonly code: ErrorCode, readonly details: RefusalDetails = {}) {
    super(code);
  }

  get fields(): readonly FieldError[] {
    return this.details.fields ?? [];
  }

  get availableActions(): readonly AvailableAction[] {
    return this.details.availableActions ?? [];
  }
}

/** Codes after which the very same command may be sent again: nothing is known to have been decided. */
const sendAgain: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['UNAUTHENTICATED', 'UNAVAILABLE', 'DEADLINE_EXCEEDED']);

export function maySendAgain(error: unknown): error is AppError {
  return error instanceof AppError && sendAgain.has(error.code);
}

/** Any failure as an AppError; what is not one is a fault of the screen itself. */
export function asAppError(error: unknown): AppError {
  return error instanceof AppError ? error : new AppError('INTERNAL');
}
