import { z } from 'zod';
import * as lists from '../code-lists.js';
import { moveData } from '../forms/move-data.js';
import { moveCommands, type MoveCommand } from '../referral-moves.js';
import { auditCall } from './audit.js';
import { command, query, rpc } from './rpc.js';
import { slipCalls } from './slip.js';
import { byIds, connectionOf, effect, envelopeFields, instant, pageArgs, uuid } from './shapes.js';

const state = z.enum(lists.referralStates);
const availableAction = z.object({ command: z.enum(moveCommands), requires: z.array(z.string()), confirm: z.boolean(), dueAt: instant.nullable() });
const requirement = z.object({ type: z.string(), documentType: z.string().nullable(), declared: z.boolean().nullable(), words: z.string().nullable() });

export const appointmentView = z.object({
  id: uuid, startsAt: instant, minutes: z.int(), place: z.string(), modality: z.enum(lists.modalities), interpreter: z.boolean(),
  end: z.enum(lists.appointmentEnds).nullable(),
});

/** A referral in a list: codes, ids and clocks, no text. `turn` says whose debt it is, so no screen derives it. */
export const referralView = z.object({
  id: uuid, folio: z.string(), version: z.int(), state, turn: z.enum(['origin', 'destination', 'nobody']), mine: z.enum(['origin', 'destination', 'pool', 'reader']),
  personId: uuid.nullable(), recordId: uuid.nullable(), serviceId: uuid.nullable(), needId: uuid.nullable(), needCode: z.string().nullable(), priority: z.enum(lists.priorities),
  originBranchId: uuid, ownerBranchId: uuid.nullable(), poolComuna: z.string().nullable(), authoredAt: instant, sentAt: instant.nullable(), openedAt: instant.nullable(), endedAt: instant.nullable(),
  dueAt: instant.nullable(), overdue: z.boolean(), acknowledgedAt: instant.nullable(), reasonCode: z.string().nullable(), outcomeCode: z.string().nullable(),
  requirement: requirement.nullable(), appointment: appointmentView.nullable(), availableActions: z.array(availableAction),
  /** The least data that a pool's branch sees before it claims (REFERRALS §6.10). */
  language: z.string().nullable().optional(), ageBand: z.string().nullable().optional(),
  /** The branch that must act has closed since: someone must forward or cancel. */
  branchClosed: z.boolean().optional(),
});
export type ReferralView = z.infer<typeof referralView>;

export const referralStep = z.object({
  version: z.int(), command: z.enum(moveCommands), from: z.string(), to: z.string(), at: instant, byBranchId: uuid.nullable(), actorKind: z.enum(['O', 'D', 'P']),
  official: z.string().nullable(), reasonCode: z.string().nullable(), outcomeCode: z.string().nullable(), text: z.string().nullable(), appointmentAt: instant.nullable(),
});

/** Everything a party may read of one referral; for a destination only once opened (REFERRALS §6.3). */
export const referralDetail = referralView.extend({
  needText: z.string().nullable(), fieldGroups: z.array(z.enum(lists.fieldGroups)), basisKind: z.enum(lists.basisKinds).nullable(), basisId: uuid.nullable(),
  companion: z.boolean(), replaces: uuid.nullable(), partOf: uuid.nullable(), destinationRef: z.string().nullable(), responsibleOfficial: z.string().nullable(),
  /** The branch the request names; while it is a draft nobody owns it. */
  destinationBranchId: uuid.nullable().optional(),
  answerText: z.string().nullable(), missing: z.array(z.string()), missingText: z.string().nullable(), suppliedText: z.string().nullable(), holdReason: z.string().nullable(),
  reviewOn: z.string().nullable(), servedOn: z.string().nullable(), outcomeNote: z.string().nullable(), outputs: z.array(z.object({ kind: z.string(), reference: z.string().nullable() })),
  steps: z.array(referralStep), appointments: z.array(appointmentView), children: z.array(z.object({ id: uuid, state })),
});
export type ReferralDetail = z.infer<typeof referralDetail>;

/** The worklists: what waits for this branch, what it waits for, and what came back. */
export const boxes = ['received', 'in_progress', 'answers', 'info_asked', 'sent', 'drafts', 'ended'] as const;
export type Box = (typeof boxes)[number];

const oneMove = <C extends MoveCommand>(name: C) => z.object({
  ...envelopeFields, referralId: uuid, command: z.literal(name), data: moveData[name],
});

/** The one door: a union over the moves table, one member per command (DESIGN §3). */
export const referralMove = z.discriminatedUnion('command', [
  oneMove('send'), oneMove('claim'), oneMove('accept'), oneMove('reject'), oneMove('ask_info'), oneMove('supply_info'), oneMove('cancel'), oneMove('decline'),
  oneMove('schedule'), oneMove('reschedule'), oneMove('no_show'), oneMove('cancel_appointment'), oneMove('start'), oneMove('note'), oneMove('hold'), oneMove('resume'),
  oneMove('confirm_cancel'), oneMove('record_outcome'), oneMove('fail'), oneMove('mark_error'), oneMove('save_draft'), oneMove('open'), oneMove('set_priority'),
  oneMove('set_review_date'), oneMove('extend_deadline'), oneMove('forward'), oneMove('acknowledge'),
]);
export type ReferralMove = z.infer<typeof referralMove>;

export const referralsRpc = rpc('referrals', {
  'referrals.move': command({ deadlineMs: 4000, in: referralMove, out: effect, refusals: [
    'NOT_FOUND', 'COMMAND_ID_REUSED', 'ACCESS_WITHDRAWN', 'VERSION_CONFLICT', 'INVALID_TRANSITION', 'REFERRAL_TERMINAL', 'ALREADY_CLAIMED', 'FORBIDDEN_ACTION',
    'DATA_REQUIRED', 'REASON_REQUIRED', 'REASON_UNKNOWN', 'REQUIREMENT_REQUIRED', 'OUTCOME_REQUIRED', 'OUTPUT_REQUIRED', 'NOTE_REQUIRED', 'SHARING_BASIS_MISSING',
    'BASIS_DOES_NOT_COVER', 'DESTINATION_REQUIRED', 'DESTINATION_UNAVAILABLE', 'DUPLICATE_OPEN_REFERRAL', 'NOT_IN_POOL', 'EXTENSION_USED', 'CHILDREN_OPEN', 'FORWARD_LOOP',
    'APPOINTMENT_INVALID', 'APPOINTMENT_MISMATCH', 'APPOINTMENT_NOT_DUE', 'SLOT_TAKEN', 'REVIEW_DATE_INVALID', 'UNAVAILABLE',
  ] }),
  'referrals.byIds': query({ in: byIds, out: z.object({ referrals: z.array(referralView.nullable()) }) }),
  'referrals.get': query({ in: z.object({ id: uuid }), out: referralDetail, refusals: ['NOT_FOUND', 'NOT_OPENED', 'ACCESS_WITHDRAWN'] }),
  'referrals.list': query({ in: z.object({
    box: z.enum(boxes), page: pageArgs,
    filter: z.object({ serviceId: uuid.optional(), needCode: z.enum(lists.needCodes).optional(), state: state.optional(), overdue: z.boolean().optional(), branchClosed: z.boolean().optional() }).default({}),
  }), out: connectionOf(referralView), refusals: ['CURSOR_INVALID', 'PAGE_SIZE_INVALID'] }),
  'referrals.ofPerson': query({ in: z.object({ personId: uuid, page: pageArgs }), out: connectionOf(referralView), refusals: ['CURSOR_INVALID', 'PAGE_SIZE_INVALID'] }),
  'referrals.audit': auditCall,
  ...slipCalls,
  'referrals.counts': query({ in: z.object({}), out: z.object({ boxes: z.record(z.enum(boxes), z.int()), overdue: z.int(), branchClosed: z.int() }) }),
  'referrals.openAt': query({ in: z.object({ branchId: uuid }), out: z.object({ open: z.int() }) }),
});
