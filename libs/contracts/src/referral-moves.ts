import { type ReferralState, referralStates, terminalStates, isTerminal } from './code-lists.js';
import type { ErrorCode } from './error-codes.js';

/** Who moves: O origin, D destination, P the person's wish written down by O (REFERRALS §1). Nobody else moves a referral. */
export type MoveActor = 'O' | 'D' | 'P';
export type MoveGuard = 'claimed' | 'unclaimed' | 'opened' | 'unopened' | 'appointment' | 'none' | 'once';

export const moveCommands = [
  'send', 'claim', 'accept', 'reject', 'ask_info', 'supply_info', 'cancel', 'decline', 'schedule', 'reschedule', 'no_show',
  'cancel_appointment', 'start', 'note', 'hold', 'resume', 'confirm_cancel', 'record_outcome', 'fail', 'mark_error',
  'save_draft', 'open', 'set_priority', 'set_review_date', 'extend_deadline', 'forward', 'acknowledge',
] as const;
export type MoveCommand = (typeof moveCommands)[number];

/** Row of REFERRALS §3. `to: 'same'` is a data command; `event: null` (28b) makes no step. */
export interface MoveRow {
  row: string;
  from: readonly (ReferralState | 'new')[];
  actors: readonly MoveActor[];
  guards: readonly MoveGuard[];
  command: MoveCommand;
  to: ReferralState | 'same';
  event: string | null;
  /** Fields the command needs, as the form names them. */
  requires: readonly string[];
  /** The command ends something or affects a third party: its page of reasons is the confirmation. */
  confirm: boolean;
}

/** The facts of a referral that guards read. */
export interface MoveFacts {
  claimed: boolean;
  opened: boolean;
  appointment: boolean;
  acknowledged: boolean;
}

const open = referralStates.filter((state) => !isTerminal(state) && state !== 'draft');
const accepted: ReferralState[] = ['accepted', 'scheduled', 'no_show', 'appt_cancelled', 'active', 'on_hold'];
const O: MoveActor[] = ['O'];
const D: MoveActor[] = ['D'];
const OP: MoveActor[] = ['O', 'P'];
const sendData = ['personId', 'recordId', 'serviceId', 'needText', 'priority', 'basis', 'destination'];
const whyNo = ['reasonCode', 'text'];

type Extra = Partial<Pick<MoveRow, 'requires' | 'confirm' | 'guards'>>;
function row(id: string, from: MoveRow['from'], actors: MoveActor[], command: MoveCommand, to: MoveRow['to'], event: string | null, extra: Extra = {}): MoveRow {
  return { row: id, from, actors, guards: [], command, to, event, requires: [], confirm: false, ...extra };
}

/** The whole table (REFERRALS §3). Machine, buttons, inputs, mappings and tests derive from it. */
export const referralMoves: readonly MoveRow[] = [
  row('1', ['new', 'draft'], O, 'send', 'requested', 'sent', { requires: sendData }),
  row('2', ['requested'], D, 'claim', 'requested', 'claimed', { guards: ['unclaimed'] }),
  row('3', ['requested'], D, 'accept', 'accepted', 'accepted', { guards: ['claimed'], requires: ['responsibleOfficial'] }),
  row('4', ['requested'], D, 'reject', 'rejected', 'rejected', { guards: ['claimed'], requires: whyNo, confirm: true }),
  row('5', ['requested'], D, 'ask_info', 'info_requested', 'info-requested', { guards: ['claimed'], requires: ['missing', 'text'] }),
  row('6', ['info_requested'], O, 'supply_info', 'requested', 'info-supplied', { requires: ['text'] }),
  row('7', ['requested', 'info_requested'], OP, 'cancel', 'cancelled', 'cancelled', { guards: ['unopened'], requires: ['reasonCode'], confirm: true }),
  row('8', ['requested', 'info_requested'], OP, 'cancel', 'cancel_requested', 'cancel-requested', { guards: ['opened'], requires: ['reasonCode'], confirm: true }),
  row('9', ['requested'], D, 'cancel', 'cancelled', 'cancelled', { guards: ['claimed'], requires: ['reasonCode', 'text'], confirm: true }),
  row('10', ['accepted', 'scheduled', 'no_show', 'appt_cancelled', 'active'], D, 'decline', 'rejected', 'declined', { requires: whyNo, confirm: true }),
  row('11', ['accepted', 'no_show', 'appt_cancelled', 'active'], D, 'schedule', 'scheduled', 'scheduled', { requires: ['startsAt', 'place', 'modality'] }),
  row('12', ['scheduled'], D, 'reschedule', 'scheduled', 'rescheduled', { requires: ['startsAt'] }),
  row('13', ['scheduled'], D, 'no_show', 'no_show', 'missed', { requires: ['appointmentId'] }),
  row('14a', ['scheduled', 'active'], D, 'cancel_appointment', 'appt_cancelled', 'appointment-cancelled', { guards: ['appointment'], requires: ['cancelledBy', 'reasonCode'], confirm: true }),
  row('14b', ['no_show'], D, 'cancel_appointment', 'appt_cancelled', 'appointment-cancelled', { requires: ['cancelledBy', 'reasonCode'], confirm: true }),
  row('15', ['accepted'], D, 'start', 'active', 'started'),
  row('16', ['accepted', 'scheduled', 'active'], D, 'note', 'active', 'noted', { requires: ['text'] }),
  row('17', ['no_show'], D, 'note', 'active', 'noted', { requires: ['text', 'arrivedAt'] }),
  row('18', ['accepted', 'active', 'scheduled', 'no_show', 'appt_cancelled'], D, 'hold', 'on_hold', 'held', { requires: ['reasonCode', 'text', 'reviewOn'] }),
  row('19a', ['on_hold'], D, 'resume', 'active', 'resumed', { guards: ['none'] }),
  row('19b', ['on_hold'], D, 'resume', 'scheduled', 'resumed', { guards: ['appointment'] }),
  row('20', accepted, OP, 'cancel', 'cancel_requested', 'cancel-requested', { requires: ['reasonCode'], confirm: true }),
  row('21', accepted, D, 'cancel', 'cancelled', 'cancelled', { requires: ['reasonCode', 'text'], confirm: true }),
  row('22', ['cancel_requested'], D, 'confirm_cancel', 'cancelled', 'cancelled', { confirm: true }),
  row('23', ['cancel_requested'], D, 'record_outcome', 'completed', 'completed', { requires: ['outcomeCode', 'servedOn', 'outputs'] }),
  row('24', accepted, D, 'record_outcome', 'completed', 'completed', { requires: ['outcomeCode', 'servedOn', 'outputs'] }),
  row('25', accepted, D, 'fail', 'failed', 'failed', { requires: ['reasonCode', 'text', 'tried'], confirm: true }),
  row('26', referralStates.filter((state) => state !== 'entered_in_error'), O, 'mark_error', 'entered_in_error', 'marked-error', { requires: ['reasonCode'], confirm: true }),
  row('27n', ['new'], O, 'save_draft', 'draft', 'drafted'),
  row('27', ['draft'], O, 'save_draft', 'same', 'draft-edited'),
  row('28a', open, D, 'open', 'same', 'opened', { guards: ['claimed', 'unopened'] }),
  row('28b', open, D, 'open', 'same', null, { guards: ['claimed', 'opened'] }),
  row('29', accepted, D, 'set_priority', 'same', 'priority-set', { requires: ['priority'] }),
  row('30', ['on_hold'], D, 'set_review_date', 'same', 'review-set', { requires: ['reviewOn'] }),
  row('31a', ['requested'], O, 'extend_deadline', 'same', 'deadline-extended', { guards: ['unclaimed'], requires: ['clock', 'dueOn', 'text'] }),
  row('31b', ['requested'], D, 'extend_deadline', 'same', 'deadline-extended', { guards: ['claimed'], requires: ['clock', 'dueOn', 'text'] }),
  row('31c', ['info_requested'], O, 'extend_deadline', 'same', 'deadline-extended', { requires: ['clock', 'dueOn', 'text'] }),
  row('31d', ['accepted', 'scheduled', 'no_show', 'appt_cancelled', 'active', 'cancel_requested'], D, 'extend_deadline', 'same', 'deadline-extended', { requires: ['clock', 'dueOn', 'text'] }),
  row('32', ['accepted', 'scheduled', 'active', 'on_hold'], D, 'forward', 'same', 'forwarded', { requires: ['child'] }),
  row('33', terminalStates, O, 'acknowledge', 'same', 'acknowledged', { guards: ['once'] }),
];

const guardHolds: Record<MoveGuard, (facts: MoveFacts) => boolean> = {
  claimed: (facts) => facts.claimed,
  unclaimed: (facts) => !facts.claimed,
  opened: (facts) => facts.opened,
  unopened: (facts) => !facts.opened,
  appointment: (facts) => facts.appointment,
  none: (facts) => !facts.appointment,
  once: (facts) => !facts.acknowledged,
};

const holds = (move: MoveRow, facts: MoveFacts): boolean => move.guards.every((guard) => guardHolds[guard](facts));

/** The row a command takes, or the code of its refusal, in the order of REFERRALS §3. `actor: null` is a reader who is no actor here. */
export function findMove(state: ReferralState | 'new', facts: MoveFacts, actor: MoveActor | null, command: MoveCommand): MoveRow | ErrorCode {
  if (command === 'claim' && actor === 'D' && facts.claimed) return 'ALREADY_CLAIMED';
  const rows = referralMoves.filter((move) => move.command === command && move.from.includes(state));
  if (rows.length === 0) return state !== 'new' && isTerminal(state) ? 'REFERRAL_TERMINAL' : 'INVALID_TRANSITION';
  const mine = rows.filter((move) => actor !== null && move.actors.includes(actor));
  if (mine.length === 0) return 'FORBIDDEN_ACTION';
  return mine.find((move) => holds(move, facts)) ?? 'INVALID_TRANSITION';
}

/** The rows this actor may take now: what the buttons show. A row without an event (28b) is never listed. */
export function availableMoves(state: ReferralState | 'new', facts: MoveFacts, actor: MoveActor | null): MoveRow[] {
  return referralMoves.filter((move) => move.event !== null && move.from.includes(state)
    && actor !== null && move.actors.includes(actor) && holds(move, facts));
}
