import {
  type FieldGroup, isTerminal, type MoveActor, type MoveCommand, type MoveData, type MoveFacts, type priorities, type ReferralState,
} from '@konbit/contracts';
import type { Appointment, AppointmentEnding } from '../appointment/appointment.js';

export type Priority = (typeof priorities)[number];
export interface Branch { branchId: string; orgId: string }
export interface Output { kind: string; reference: string | null }
export interface Requirement { type: string; documentType: string | null; declared: boolean | null; words: string | null }

/** Free text of a referral: sealed at rest, never in an event. */
export interface ReferralTexts {
  need?: string | null; basis?: string | null; answer?: string | null; missing?: string | null; supplied?: string | null;
  hold?: string | null; tried?: string | null; outcome?: string | null; outcomeMissing?: string | null; late?: string | null; requirement?: string | null;
}

/** Row 1 of REFERRALS §3; a draft holds any part of it, and `send` freezes it. */
export interface RequestPart {
  personId: string | null;
  recordId: string | null;
  serviceId: string | null;
  needId: string | null;
  needCode: string | null;
  priority: Priority;
  companion: boolean;
  destinationBranch: string | null;
  poolComuna: string | null;
  fieldGroups: FieldGroup[];
  basisKind: 'consent' | 'legal_function' | 'override' | null;
  basisNorm: string | null;
  basisConsent: string | null;
  basisOverride: string | null;
  replaces: string | null;
  duplicateReason: string | null;
}

/** What `cases` answered about the basis, frozen with the request (REFERRALS §4). */
export interface CoveredBasis {
  basisId: string | null;
  fieldGroups: FieldGroup[];
  facts: Record<string, string | number | boolean>;
  language: string | null;
  interpreter: boolean;
  ageBand: string | null;
}

/** One referral as its row holds it. */
export interface Referral extends RequestPart, CoveredBasis {
  id: string;
  folio: string;
  version: number;
  state: ReferralState;
  originOrg: string;
  originBranch: string;
  official: string;
  authoredAt: Date;
  ownerOrg: string | null;
  ownerBranch: string | null;
  partOf: string | null;
  /** Branches that this request has come through, its first origin first. */
  chain: string[];
  destinationRef: string | null;
  responsibleOfficial: string | null;
  sentAt: Date | null;
  openedAt: Date | null;
  openedBy: string | null;
  openedVia: string | null;
  cancelRequestedAt: Date | null;
  movedAt: Date;
  endedAt: Date | null;
  endedBy: MoveActor | null;
  acknowledgedAt: Date | null;
  /** End of the answer clock while it runs (REFERRALS §7). */
  dueAt: Date | null;
  extended: string[];
  reasonCode: string | null;
  outcomeCode: string | null;
  requirementType: string | null;
  requirementDocument: string | null;
  requirementDeclared: boolean | null;
  missing: string[];
  holdReason: string | null;
  reviewOn: string | null;
  servedOn: string | null;
  outputs: Output[];
  /** The appointment booked and not ended. */
  appointmentId: string | null;
  appointmentAt: Date | null;
  texts: ReferralTexts;
}

/** One command with its own data, as the contract shapes it. */
export type Move = { [C in MoveCommand]: { command: C; data: MoveData<C> } }[MoveCommand];

export type StepFact =
  | { fact: 'drafted' | 'draft-edited'; request: RequestPart; needText: string | null; basisText: string | null }
  | { fact: 'sent'; request: RequestPart; needText: string; basisText: string | null; owner: Branch | null; basis: CoveredBasis; dueAt: Date }
  | { fact: 'claimed'; owner: Branch; basis: CoveredBasis; dueAt: Date }
  | { fact: 'opened'; via: string }
  | { fact: 'accepted'; responsibleOfficial: string; destinationRef: string | null }
  | { fact: 'rejected' | 'declined'; reasonCode: string; text: string; requirement: Requirement | null }
  | { fact: 'info-requested'; missing: string[]; text: string }
  | { fact: 'info-supplied'; text: string | null; unavailable: string | null; dueAt: Date }
  | { fact: 'cancelled' | 'cancel-requested'; reasonCode: string; text: string | null }
  | { fact: 'scheduled' | 'rescheduled' | 'missed' | 'started' | 'resumed' | 'acknowledged' }
  | { fact: 'appointment-cancelled'; reasonCode: string; text: string | null }
  | { fact: 'noted'; text: string; arrivedAt: Date | null }
  | { fact: 'held'; reasonCode: string; text: string; reviewOn: string }
  | { fact: 'completed'; outcomeCode: string; servedOn: string; outputs: Output[]; text: string | null; missing: string | null; late: string | null; requirement: Requirement | null }
  | { fact: 'failed'; reasonCode: string; text: string | null; tried: string | null }
  | { fact: 'marked-error'; reasonCode: string; text: string | null }
  | { fact: 'priority-set'; priority: Priority }
  | { fact: 'review-set'; reviewOn: string }
  | { fact: 'deadline-extended'; clock: string; dueAt: Date; text: string }
  | { fact: 'forwarded'; childId: string };

/** Appointments that a step books and ends. */
export interface StepAppointments { booked?: Appointment; ended?: AppointmentEnding[] }

/** One decided move: the fact, who made it, and what it does to the appointments. */
export type ReferralStep = StepFact & StepAppointments & {
  command: MoveCommand;
  from: ReferralState | 'new';
  to: ReferralState;
  at: Date;
  actorKind: MoveActor;
  branch: Branch;
  official: string;
  /** D's first move on an unopened referral opens it in the same event (REFERRALS §6.3). */
  opens: boolean;
  /** Time of the appointment that the step books or ends. */
  appointmentAt: Date | null;
};

/** What the guards of the moves table read. */
export function moveFacts(referral: Referral | null): MoveFacts {
  return {
    claimed: referral?.ownerBranch != null, opened: referral?.openedAt != null,
    appointment: referral?.appointmentId != null, acknowledged: referral?.acknowledgedAt != null,
  };
}

/** True while a pool waits for the branch that takes it. */
export function isUnclaimedPool(referral: Referral): boolean {
  return referral.state === 'requested' && referral.ownerBranch === null;
}

/** A clock is running and its time is over; never a state (REFERRALS §6.7). */
export function isOverdue(referral: Referral, now: Date): boolean {
  return referral.dueAt !== null && now.getTime() > referral.dueAt.getTime();
}

/** The side that owes the next move, so that no screen derives it. */
export function turnOf(referral: Referral): 'origin' | 'destination' | 'nobody' {
  if (isTerminal(referral.state)) return awaitsAcknowledgement(referral) ? 'origin' : 'nobody';
  if (referral.state === 'draft' || referral.state === 'info_requested' || isUnclaimedPool(referral)) return 'origin';
  return 'destination';
}

/** An end by D that O has not seen yet (REFERRALS §6.9). */
export function awaitsAcknowledgement(referral: Referral): boolean {
  return isTerminal(referral.state) && referral.endedBy === 'D' && referral.acknowledgedAt === null;
}
