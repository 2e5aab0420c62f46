import { type ErrorCode, isTerminal, readBase32, type ReferralState, writeBase32 } from '@konbit/contracts';
import { createFormat } from '@konbit/contracts/format';

/** The paper's code as its row holds it: hashed to find it, sealed to print it again. */
export interface SlipRow { id: string; version: number; referral_id: string; code_hash: Buffer; code_sealed: Buffer; expires_at: Date }

/** What a slip asks of its referral. */
export interface SlipReferral { state: ReferralState; version: number; originBranch: string; ownerBranch: string | null; dueAt: Date | null; appointmentAt: Date | null }

const codeLength = 10;
const validDays = 30;

/** How many random numbers 0–31 a code takes. */
export const codeNumbers = codeLength;

/** The code of drawn numbers. */
export function codeOf(numbers: readonly number[]): string {
  return writeBase32(numbers.slice(0, codeLength));
}

/** What somebody typed or scanned as a code, in its one spelling; null when it is none. */
export function readCode(text: string): string | null {
  const read = readBase32(text.replace(/[\s-]/g, ''));
  return read?.length === codeLength ? read : null;
}

/** The end of the 30th day after the appointment, else after the due date; never sooner than 30 days from now (REFERRALS §11). */
export function expiryOf({ appointmentAt, dueAt }: Pick<SlipReferral, 'appointmentAt' | 'dueAt'>, now: Date): Date {
  const from = Math.max((appointmentAt ?? dueAt ?? now).getTime(), now.getTime());
  const calendar = createFormat('es');
  const day = new Date(`${calendar.dayOf(new Date(from).toISOString())}T12:00:00Z`);
  day.setUTCDate(day.getUTCDate() + validDays + 1);
  return new Date(calendar.instantOf(day.toISOString().slice(0, 10), '00:00') ?? from);
}

/** Why a slip may not be printed now; null when it may. */
export function refusalToPrint(referral: SlipReferral, by: { branchId: string; canRequest: boolean; expectedVersion: number | undefined }): ErrorCode | null {
  if (by.branchId !== referral.originBranch || !by.canRequest) return 'FORBIDDEN_ACTION';
  if (isTerminal(referral.state)) return 'REFERRAL_TERMINAL';
  if (referral.state === 'draft') return 'INVALID_TRANSITION';
  if (by.expectedVersion !== referral.version) return 'VERSION_CONFLICT';
  return referral.ownerBranch === null ? 'DESTINATION_REQUIRED' : null;
}
