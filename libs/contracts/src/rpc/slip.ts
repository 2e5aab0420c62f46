import { z } from 'zod';
import { appointmentEnds, modalities } from '../code-lists.js';
import { command, query } from './rpc.js';
import { effect, envelopeFields, instant, uuid } from './shapes.js';

/** Ten random letters and digits of Crockford's alphabet: the code behind the QR of a slip, never the folio (REFERRALS §11). */
export const slipCode = z.string().regex(/^[0-9A-HJKMNP-TV-Z]{10}$/);

/** What the page behind the QR may say: where, when and what to bring; no name, and no service when it is protected. */
export const slipPage = z.object({
  branchId: uuid.nullable(), serviceId: uuid.nullable(), protected: z.boolean(), ended: z.boolean(), language: z.string().nullable(), dueAt: instant.nullable(),
  appointment: z.object({ startsAt: instant, minutes: z.int(), place: z.string(), modality: z.enum(modalities), interpreter: z.boolean(), end: z.enum(appointmentEnds).nullable() }).nullable(),
  originBranchId: uuid, expiresAt: instant,
});
export type SlipPage = z.infer<typeof slipPage>;

export const slipCalls = {
  /** `expectedVersion` is the version of the referral on screen: a slip of a referral that changed meanwhile is refused. The same referral keeps its code. */
  'referrals.issueSlip': command({
    in: z.object({ ...envelopeFields, expectedVersion: z.int().min(1), slipId: uuid, referralId: uuid }), out: effect.extend({ code: slipCode, expiresAt: instant }),
    refusals: ['NOT_FOUND', 'FORBIDDEN_ACTION', 'VERSION_CONFLICT', 'INVALID_TRANSITION', 'REFERRAL_TERMINAL', 'DESTINATION_REQUIRED'],
  }),
  'referrals.slipPage': query({ anonymous: true, in: z.object({ code: z.string().max(40) }), out: slipPage, refusals: ['LINK_INVALID'] }),
};
