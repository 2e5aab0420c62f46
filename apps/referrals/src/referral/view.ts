import { isTerminal, type ReferralDetail, type ReferralView } from '@konbit/contracts';
import { type Appointment, shownAppointment } from '../appointment/appointment.js';
import type { Who } from './case.js';
import { availableActions } from './decide.js';
import { isOverdue, isUnclaimedPool, type Referral, turnOf } from './referral.js';

/** Who looks at a referral: a branch in its role, or the auditor, who belongs to no side. */
export interface Reader { who: Who; auditor: boolean }

/** How much a reader gets: everything, a row of a list, a pool's least data, or a stub (REFERRALS §6). */
export type Sight = 'full' | 'row' | 'pool' | 'stub';

export interface SeenReferral { referral: Referral; appointments: readonly Appointment[]; branchClosed: boolean }

/** The side a reader is on. */
export function sideOf(referral: Referral, { who }: Reader): ReferralView['mine'] {
  if (who.branchId === referral.originBranch) return 'origin';
  if (who.branchId === referral.ownerBranch) return 'destination';
  return isUnclaimedPool(referral) && who.pool === 'member' ? 'pool' : 'reader';
}

/** What a reader may see: an error hides all but from the auditor; a destination reads content once opened, and keeps a stub afterwards. */
export function sightOf(referral: Referral, reader: Reader): Sight {
  const side = sideOf(referral, reader);
  if (side === 'reader') return reader.auditor ? 'full' : 'stub';
  if (referral.state === 'entered_in_error') return 'stub';
  if (side === 'origin') return 'full';
  if (side === 'pool') return 'pool';
  if (reader.who.withdrawn) return 'stub';
  if (referral.openedAt !== null) return 'full';
  return isTerminal(referral.state) ? 'stub' : 'row';
}

/** A referral as one reader may see it in a list. */
export function viewOf({ referral, appointments, branchClosed }: SeenReferral, reader: Reader, now: Date): ReferralView {
  const sight = sightOf(referral, reader);
  const shown = sight === 'full' || sight === 'row';
  return {
    ...publicPart(referral), turn: turnOf(referral), mine: sideOf(referral, reader), overdue: isOverdue(referral, now),
    personId: shown ? referral.personId : null, recordId: shown ? referral.recordId : null, needId: shown ? referral.needId : null,
    serviceId: sight === 'stub' ? null : referral.serviceId, needCode: sight === 'stub' ? null : referral.needCode,
    language: sight === 'stub' ? null : referral.language, ageBand: sight === 'stub' ? null : referral.ageBand,
    requirement: sight === 'full' ? requirementView(referral) : null, appointment: appointmentShown(appointments, sight),
    branchClosed: shown && branchClosed,
    availableActions: availableActions(referral, reader.who) as ReferralView['availableActions'],
  };
}

/** The fields of a detail that its row holds: everything but the steps and the children. */
export function detailOf(seen: SeenReferral, reader: Reader, now: Date): Omit<ReferralDetail, 'steps' | 'children'> {
  const { referral, appointments } = seen;
  const { texts } = referral;
  const full = sightOf(referral, reader) === 'full';
  const words = full ? texts : {};
  return {
    ...viewOf(seen, reader, now), needText: words.need ?? null, fieldGroups: full ? referral.fieldGroups : [],
    basisKind: full ? referral.basisKind : null, basisId: full ? referral.basisId : null, companion: full && referral.companion,
    replaces: full ? referral.replaces : null, partOf: full ? referral.partOf : null, destinationRef: full ? referral.destinationRef : null,
    destinationBranchId: full ? referral.destinationBranch : null,
    responsibleOfficial: full ? referral.responsibleOfficial : null, answerText: mayReadWhy(referral, reader) ? words.answer ?? null : null,
    missing: full ? referral.missing : [], missingText: words.missing ?? null, suppliedText: words.supplied ?? null,
    holdReason: full ? referral.holdReason : null, reviewOn: full ? referral.reviewOn : null, servedOn: full ? referral.servedOn : null,
    outcomeNote: words.outcome ?? null, outputs: full ? referral.outputs : [],
    appointments: full ? appointments.map((one) => appointmentView(one, true)) : [],
  };
}

/** The words of a refusal for safety stay with the branch that wrote them and the auditor (REFERRALS §9). */
export function mayReadWhy(referral: Referral, reader: Reader): boolean {
  return referral.reasonCode !== 'safety' || sideOf(referral, reader) !== 'origin';
}

/** Folio, states, clocks and codes: what every party keeps. */
function publicPart(referral: Referral) {
  return {
    id: referral.id, folio: referral.folio, version: referral.version, state: referral.state, priority: referral.priority,
    originBranchId: referral.originBranch, ownerBranchId: referral.ownerBranch, poolComuna: referral.poolComuna,
    authoredAt: referral.authoredAt.toISOString(), sentAt: iso(referral.sentAt), openedAt: iso(referral.openedAt), endedAt: iso(referral.endedAt),
    dueAt: iso(referral.dueAt), acknowledgedAt: iso(referral.acknowledgedAt), reasonCode: referral.reasonCode, outcomeCode: referral.outcomeCode,
  };
}

function requirementView(referral: Referral): ReferralView['requirement'] {
  if (referral.requirementType === null) return null;
  return {
    type: referral.requirementType, documentType: referral.requirementDocument, declared: referral.requirementDeclared,
    words: referral.texts.requirement ?? null,
  };
}

/** The booked appointment, else the last one that was; a stub keeps its times. */
function appointmentShown(appointments: readonly Appointment[], sight: Sight): ReferralView['appointment'] {
  if (sight === 'pool') return null;
  const shown = shownAppointment(appointments);
  return shown && appointmentView(shown, sight !== 'stub');
}

function appointmentView(one: Appointment, withPlace: boolean) {
  return {
    id: one.id, startsAt: one.startsAt.toISOString(), minutes: one.minutes, place: withPlace ? one.place : '', modality: one.modality,
    interpreter: one.interpreter, end: one.end,
  };
}

function iso(at: Date | null): string | null {
  return at?.toISOString() ?? null;
}
