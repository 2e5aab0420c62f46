import type { ErrorCode, FieldError } from '@konbit/contracts';

/** A command the rules refuse: one code of the list and the fields that explain it (REFERRALS §3, §5). */
export class Refusal extends Error {
  constructor(readonly code: ErrorCode, readonly fields: FieldError[] = []) {
    super(code);
    this.name = 'Refusal';
  }
}

/** Refuses with a code; a field is named by its path, with its own code or `REQUIRED`. */
export function refuse(code: ErrorCode, path?: string, fieldCode = 'REQUIRED'): never {
  throw new Refusal(code, path === undefined ? [] : [{ path, code: fieldCode }]);
}

/** A text somebody typed, without the blanks around it nor NUL, which Postgres keeps in no text; null when nothing is left. */
export function textOf(value: string | null | undefined): string | null {
  const trimmed = value?.replaceAll('\0', '').trim() ?? '';
  return trimmed === '' ? null : trimmed;
}
