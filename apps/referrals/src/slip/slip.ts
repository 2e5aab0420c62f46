import { isTerminal, readBase32, type ReferralState, writeBase32 } from '@konbit/contracts';
import { addDays, DomainError, endOfDay, localDate } from '@konbit/platform';

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
  return endOfDay(addDays(localDate(new Date(from)), validDays));
}

/** Who may print for which referral. Throws FORBIDDEN_ACTION, REFERRAL_TERMINAL, INVALID_TRANSITION, VERSION_CONFLICT or DESTINATION_REQUIRED. */
export function assertPrintable(referral: SlipReferral, by: { branchId: string; canRequest: boolean; expectedVersion: number | undefined }): void {
  const { state, version } = referral;
  if (by.branchId !== referral.originBranch || !by.canRequest) throw new DomainError('FORBIDDEN_ACTION', { cause: 'NOT_THE_ORIGIN' });
  if (isTerminal(state)) throw new DomainError('REFERRAL_TERMINAL', { state, version });
  if (state === 'draft') throw new DomainError('INVALID_TRANSITION', { state, version });
  if (by.expectedVersion !== version) throw new DomainError('VERSION_CONFLICT', { state, version });
  if (referral.ownerBranch === null) throw new DomainError('DESTINATION_REQUIRED', { state, version });
}
