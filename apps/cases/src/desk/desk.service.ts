import type { ErrorCode, FieldError } from '@konbit/contracts';
import { type BranchRef, type Ctx, DomainError, writeAudit } from '@konbit/platform';
import type { CommandEnvelope } from '@konbit/messaging';
import { type EntityManager, QueryFailedError } from 'typeorm';

/** Fields of the envelope that every command of the map carries (DESIGN §3). */
export interface SentCommand {
  commandId: string;
  expectedVersion?: number | undefined;
  at?: string | undefined;
  channel?: string | undefined;
  actingFor?: string | undefined;
}

/** The branch the caller acts for. Throws FORBIDDEN_ACTION when they act for none. */
export function requireBranch(ctx: Ctx): BranchRef {
  if (!ctx.actingBranch) throw new DomainError('FORBIDDEN_ACTION', { cause: 'BRANCH_REQUIRED' });
  return ctx.actingBranch;
}

/** The command as the store of answers knows it: its name, its subject, and the data that make it the same command. */
export function envelopeOf(command: string, subjectId: string, sent: SentCommand, data: unknown): CommandEnvelope {
  const { commandId, expectedVersion, at, channel, actingFor } = sent;
  return { commandId, command, subjectId, expectedVersion, data, at, channel, actingFor };
}

/** Throws the refusal of wrong fields, if there are any. */
export function refuseFields(code: ErrorCode, errors: readonly FieldError[]): void {
  if (errors.length > 0) throw new DomainError(code, { fields: [...errors] });
}

/** Throws VERSION_CONFLICT, with what is true now, when the caller saw another version. */
export function requireVersion(sent: SentCommand, current: { version: number; state?: string }): void {
  if (sent.expectedVersion !== undefined && sent.expectedVersion !== current.version) {
    const { version, state } = current;
    throw new DomainError('VERSION_CONFLICT', state === undefined ? { version } : { version, state });
  }
}

/** What a refusal that is kept leaves in the audit. */
export function auditRefusal(ctx: Ctx, action: string, subjectType: string, subjectId: string) {
  return (tx: EntityManager, refusal: DomainError): Promise<void> =>
    writeAudit(tx, ctx, { action, subjectType, subjectId, outcome: 'refused', code: refusal.code });
}

const idOfKey: Readonly<Record<string, string>> = {
  attendance_pkey: 'attendanceId', person_record_pkey: 'recordId', case_file_pkey: 'caseFileId', need_pkey: 'needId', identifier_pkey: 'identifierId', consent_pkey: 'consentId',
  privacy_notice_pkey: 'noticeId',
};

/** Refuses an id that somebody used before with INVALID_INPUT; clients make the ids of what is new (DESIGN §3). */
export async function withFreeIds<T>(decided: Promise<T>): Promise<T> {
  try {
    return await decided;
  } catch (error) {
    const path = error instanceof QueryFailedError ? idOfKey[(error.driverError as { constraint?: string }).constraint ?? ''] : undefined;
    throw path === undefined ? error : new DomainError('INVALID_INPUT', { fields: [{ path, code: 'ID_TAKEN' }] });
  }
}
