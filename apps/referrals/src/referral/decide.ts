import {
  availableMoves, type AvailableAction, findMove, isTerminal, type MoveActor, type MoveCommand, type MoveRow, type ReferralState,
} from '@konbit/contracts';
import { liveAppointment } from '../appointment/appointment.js';
import * as answers from './answers.js';
import * as bookings from './bookings.js';
import type { Case, Rule, Scene, Who } from './case.js';
import * as deadlines from './deadlines.js';
import { recordOutcome } from './outcomes.js';
import * as reasons from './reasons.js';
import { type Move, moveFacts, type Referral, type ReferralStep, type StepAppointments, type StepFact } from './referral.js';
import { Refusal } from './refusal.js';
import * as request from './request.js';

/** The data rule of every command: what step 7 of REFERRALS §5 asks. */
const rules: { [C in MoveCommand]: Rule<C> } = {
  send: request.send, save_draft: request.saveDraft, claim: request.claim, forward: (c) => ({ fact: 'forwarded', childId: c.data.childId ?? c.facts.newId }),
  accept: answers.accept, ask_info: answers.askInfo, supply_info: answers.supplyInfo, note: answers.note, start: answers.start, resume: answers.resume,
  acknowledge: answers.acknowledge, open: answers.open, set_priority: answers.setPriority,
  reject: reasons.sayNo('rejected'), decline: reasons.sayNo('declined'), cancel: reasons.cancel, confirm_cancel: reasons.confirmCancel,
  fail: reasons.fail, mark_error: reasons.markError, record_outcome: recordOutcome,
  schedule: bookings.schedule, reschedule: bookings.reschedule, no_show: bookings.noShow, cancel_appointment: bookings.cancelAppointment,
  hold: deadlines.hold, set_review_date: deadlines.setReviewDate, extend_deadline: deadlines.extendDeadline,
};

/** The four commands that a branch without access may still give (REFERRALS §6.6). */
const endings: readonly MoveCommand[] = ['confirm_cancel', 'cancel', 'fail', 'record_outcome'];
const guardedOnly: readonly MoveCommand[] = ['open', 'claim'];
const answering: readonly MoveCommand[] = ['claim', 'accept', 'reject', 'ask_info'];

/** `new` until the first step is committed. */
export function stateOf(referral: Referral): ReferralState | 'new' {
  return referral.version === 0 ? 'new' : referral.state;
}

/** Who the caller is for this referral (REFERRALS §1); null is a reader who is no actor here. */
export function actorOf(referral: Referral, who: Who, command?: MoveCommand): MoveActor | null {
  if (who.branchId === referral.originBranch) return who.canRequest ? (who.forPerson ? 'P' : 'O') : null;
  if (!who.canAnswer) return null;
  if (referral.ownerBranch !== null && who.branchId === referral.ownerBranch) return 'D';
  if (referral.ownerBranch === null && who.pool === 'member') return 'D';
  const claimsPool = command === 'claim' && referral.poolComuna !== null && who.pool !== 'no';
  return claimsPool ? 'D' : null;
}

/** Whether the branch may know that the referral exists; a branch of the pool may also learn that it came late to claim. */
export function isVisibleTo(referral: Referral, who: Who, command?: MoveCommand): boolean {
  if (who.branchId === referral.originBranch) return true;
  if (referral.sentAt === null) return false;
  if (who.branchId === referral.ownerBranch) return true;
  if (referral.poolComuna === null) return false;
  return command === 'claim' ? who.pool !== 'no' : who.pool === 'member' && referral.ownerBranch === null && referral.state === 'requested';
}

/** Steps 4 and 5 of REFERRALS §5: access, then version. Throws ACCESS_WITHDRAWN or VERSION_CONFLICT. */
export function admit(referral: Referral, who: Who, command: MoveCommand, expectedVersion: number | undefined): void {
  if (who.withdrawn && actorOf(referral, who, command) === 'D' && !endings.includes(command)) throw new Refusal('ACCESS_WITHDRAWN');
  if (referral.version === 0 || guardedOnly.includes(command)) return;
  if (expectedVersion !== referral.version) throw new Refusal('VERSION_CONFLICT');
}

/** The step a command makes, null where the table makes none (row 28b); throws the Refusal of steps 6 and 7. */
export function decide(referral: Referral, move: Move, scene: Scene): ReferralStep | null {
  const actor = actorOf(referral, scene.who, move.command);
  const row = findMove(stateOf(referral), moveFacts(referral), actor, move.command);
  if (typeof row === 'string') throw new Refusal(row);
  if (row.event === null || actor === null) return null;
  const made = ruleOf(move.command)({ ...scene, command: move.command, data: move.data, row, referral });
  return stepOf({ referral, row, actor, scene }, made);
}

/** The buttons of this caller on this referral (REFERRALS §5): the table's rows, fewer when access is withdrawn or no clock can be extended. */
export function availableActions(referral: Referral, who: Who): AvailableAction[] {
  const actor = actorOf(referral, who);
  return availableMoves(stateOf(referral), moveFacts(referral), actor)
    .filter((row) => !(who.withdrawn && actor === 'D') || endings.includes(row.command))
    .filter((row) => row.command !== 'extend_deadline' || deadlines.mayExtend(referral))
    .map((row) => ({
      command: row.command, requires: [...row.requires], confirm: row.confirm,
      dueAt: answering.includes(row.command) ? referral.dueAt?.toISOString() ?? null : null,
    }));
}

function ruleOf(command: MoveCommand): (c: Case) => StepFact & StepAppointments {
  // A command and its data travel together in Move, which the table above cannot say.
  return rules[command] as (c: Case) => StepFact & StepAppointments;
}

interface Taken { referral: Referral; row: MoveRow; actor: MoveActor; scene: Scene }

function stepOf({ referral, row, actor, scene }: Taken, made: StepFact & StepAppointments): ReferralStep {
  const { who, now } = scene;
  const to = row.to === 'same' ? referral.state : row.to;
  const opens = actor === 'D' && row.command !== 'claim' && referral.openedAt === null;
  const ended = [...(made.ended ?? []), ...leftover(to, actor, scene, made)];
  return {
    ...made, ...(ended.length > 0 && { ended }), command: row.command, from: stateOf(referral), to, at: now, actorKind: actor,
    branch: { branchId: who.branchId, orgId: who.orgId }, official: who.official, opens,
    appointmentAt: made.booked?.startsAt ?? scene.facts.appointments.find((one) => one.id === ended[0]?.id)?.startsAt ?? null,
  };
}

/** An end frees the time that is still booked. */
function leftover(to: ReferralState, actor: MoveActor, { facts }: Scene, made: StepAppointments) {
  const live = isTerminal(to) ? liveAppointment(facts.appointments) : null;
  if (live === null || made.ended?.some((ending) => ending.id === live.id)) return [];
  return [{ id: live.id, end: 'cancelled' as const, by: actor === 'D' ? 'branch' : 'origin', reason: null }];
}

