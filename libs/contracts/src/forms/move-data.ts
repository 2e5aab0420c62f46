import * as z from 'zod/mini';
import * as lists from '../code-lists.js';
import type { MoveCommand } from '../referral-moves.js';

/*
 * The shape of each command's data. Shapes are wide on purpose: what a rule requires is decided by the owning
 * service, so that a missing reason answers REASON_REQUIRED and not "malformed".
 */
const text = z.optional(z.string().check(z.maxLength(2000, 'TOO_LONG')));
const code = z.optional(z.string().check(z.maxLength(60, 'TOO_LONG')));
const id = z.optional(z.uuid('ID_INVALID'));
const instant = z.optional(z.iso.datetime({ offset: true, error: 'INSTANT_INVALID' }));
const day = z.optional(z.iso.date('DATE_INVALID'));

const requirement = z.optional(z.object({
  type: z.optional(z.enum(lists.requirementTypes)), documentType: code, declared: z.optional(z.boolean()), words: text,
}));
const whyNo = z.object({ reasonCode: code, text, requirement });
const reason = z.object({ reasonCode: code, text, wish: z.optional(z.enum(lists.wishChannels)) });
const basis = z.optional(z.object({ kind: z.enum(lists.basisKinds), normCode: code, consentId: id, overrideReason: z.optional(z.enum(lists.overrideReasons)), text }));
const output = z.object({ kind: z.enum(lists.outputKinds), reference: z.optional(z.string().check(z.maxLength(120, 'TOO_LONG'))) });

/** Row 1 of REFERRALS §3; a draft may hold any part of it. A destination is a branch, or the pool of a comuna. */
export const requestData = z.object({
  personId: id, recordId: id, serviceId: id, needId: id, needCode: z.optional(z.enum(lists.needCodes)), needText: text,
  priority: z.optional(z.enum(lists.priorities)), destinationBranchId: id,
  poolComuna: z.optional(z.string().check(z.regex(/^\d{5}$/, 'COMUNA_INVALID'))),
  fieldGroups: z.optional(z.array(z.enum(lists.fieldGroups))), basis, companion: z.optional(z.boolean()), replaces: id, duplicateReason: code,
});
export type RequestData = z.infer<typeof requestData>;

const empty = z.object({});

/** Data of each command of the table, by name. */
export const moveData = {
  send: requestData,
  save_draft: requestData,
  forward: z.object({ childId: id, request: z.optional(requestData) }),
  claim: empty,
  accept: z.object({ responsibleOfficial: z.optional(z.string().check(z.maxLength(120, 'TOO_LONG'))), destinationRef: code }),
  reject: whyNo,
  decline: whyNo,
  ask_info: z.object({ missing: z.optional(z.array(z.enum(lists.missingInfo))), text }),
  supply_info: z.object({ text, unavailable: z.optional(z.enum(lists.missingInfoUnavailable)) }),
  cancel: reason,
  confirm_cancel: z.object({ text }),
  schedule: z.object({ appointmentId: id, startsAt: instant, minutes: z.optional(z.int()), place: text, modality: z.optional(z.enum(lists.modalities)), interpreter: z.optional(z.boolean()) }),
  reschedule: z.object({ appointmentId: id, startsAt: instant, minutes: z.optional(z.int()), place: text, modality: z.optional(z.enum(lists.modalities)) }),
  no_show: z.object({ appointmentId: id }),
  cancel_appointment: z.object({ appointmentId: id, cancelledBy: z.optional(z.enum(lists.appointmentCancelledBy)), reasonCode: code, text }),
  start: empty,
  note: z.object({ text, arrivedAt: instant }),
  hold: z.object({ reasonCode: code, text, reviewOn: day }),
  resume: empty,
  record_outcome: z.object({ outcomeCode: code, servedOn: day, note: text, missing: text, requirement, outputs: z.optional(z.array(output)), lateReason: text }),
  fail: z.object({ reasonCode: code, text, tried: text }),
  mark_error: z.object({ reasonCode: code, text }),
  open: empty,
  set_priority: z.object({ priority: z.optional(z.enum(lists.priorities)) }),
  set_review_date: z.object({ reviewOn: day }),
  extend_deadline: z.object({ clock: z.optional(z.enum(lists.clocks)), dueOn: day, text }),
  acknowledge: empty,
} as const satisfies Record<MoveCommand, z.ZodMiniType>;

export type MoveData<C extends MoveCommand = MoveCommand> = z.infer<(typeof moveData)[C]>;
