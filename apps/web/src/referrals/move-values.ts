import type { MoveCommand } from '@konbit/contracts';
import type { ServiceChoice } from '../codes/service-names.js';
import { isTerminal, rejectReasons, type ReferralState } from '@konbit/contracts/forms';

/** What the forms of a referral hold, as typed; each command shows a part of it. */
export interface MoveValues {
  reasonCode: string;
  text: string;
  requirementType: string;
  documentType: string;
  declared: string;
  words: string;
  missing: string[];
  unavailable: string;
  responsibleOfficial: string;
  destinationRef: string;
  day: string;
  month: string;
  year: string;
  time: string;
  place: string;
  modality: string;
  minutes: string;
  interpreter: boolean;
  cancelledBy: string;
  outcomeCode: string;
  outputs: string[];
  references: Record<string, string>;
  note: string;
  missingText: string;
  lateReason: string;
  tried: string;
  priority: string;
  askedBy: string;
  wish: string;
  destination: string;
}

/** A field of a form; `date` is three boxes. */
export type MoveField = Exclude<keyof MoveValues, 'day' | 'month' | 'year' | 'references'> | 'date';

/** What a form knows of the referral it moves. */
export interface MoveContext {
  command: MoveCommand;
  /** The server's: which data this caller must give now. */
  requires: readonly string[];
  state: string;
  mine: string;
  /** Access ended: only codes and dates may be given (REFERRALS §6.6). */
  withdrawn: boolean;
  /** Documents that the service asks for: as published, which is sent, and as the screen reads it. */
  documents: readonly ServiceChoice[];
  appointmentId: string | null;
  /** Made once for the form, so that a repeated press cannot make a second child. */
  childId: string;
  places: readonly ForwardPlace[];
  needCode: string | null;
  sharedGroups: readonly string[];
}

/** A place to send it on to; the choice is branch and service together. */
export interface ForwardPlace extends ServiceChoice {
  branchId: string;
  serviceId: string;
  normCode: string | null;
  fieldGroups: readonly string[];
}

/** The choice "another document" beside those that are published. */
export const otherDocument = 'otro';

const plainFields: Readonly<Partial<Record<MoveCommand, readonly MoveField[]>>> = {
  accept: ['responsibleOfficial', 'destinationRef'], ask_info: ['missing', 'text'], supply_info: ['text', 'unavailable'], confirm_cancel: ['text'],
  schedule: ['date', 'time', 'place', 'modality', 'minutes', 'interpreter'], reschedule: ['date', 'time', 'place', 'modality', 'minutes'], no_show: [],
  cancel_appointment: ['cancelledBy', 'reasonCode', 'text'], hold: ['reasonCode', 'text', 'date'], fail: ['reasonCode', 'text', 'tried'], mark_error: ['reasonCode', 'text'],
  set_priority: ['priority'], set_review_date: ['date'], extend_deadline: ['date', 'text'], forward: ['destination', 'text'],
};
const words: ReadonlySet<MoveField> = new Set(['text', 'note', 'missingText', 'lateReason', 'tried', 'words', 'documentType', 'destinationRef']);

/** The fields a form shows now, in the order they are asked. */
export function fieldsOf(context: MoveContext, values: MoveValues): readonly MoveField[] {
  const fields = allFields(context, values);
  return context.withdrawn ? fields.filter((field) => !words.has(field)) : fields;
}

function allFields(context: MoveContext, values: MoveValues): readonly MoveField[] {
  const { command, requires, mine, state } = context;
  switch (command) {
    case 'reject':
    case 'decline':
      return ['reasonCode', ...(asksRequirement(values.reasonCode) === 'no' ? [] : requirementFields(context, values)), 'text'];
    case 'cancel':
      return mine === 'origin' ? ['askedBy', ...(values.askedBy === 'person' ? ['wish' as const] : []), 'reasonCode', 'text'] : ['reasonCode', 'text'];
    case 'note':
      return requires.includes('arrivedAt') ? ['text', 'date', 'time'] : ['text'];
    case 'record_outcome':
      return [
        'outcomeCode', 'date', 'outputs', ...(values.outcomeCode === 'provided_partially' ? ['missingText' as const] : []),
        ...(values.outcomeCode === 'not_provided' ? requirementFields(context, values) : []), 'note', ...(state === 'cancel_requested' ? ['lateReason' as const] : []),
      ];
    default:
      return plainFields[command] ?? [];
  }
}

function requirementFields({ documents }: MoveContext, values: MoveValues): MoveField[] {
  if (!values.requirementType) return ['requirementType'];
  if (values.requirementType !== 'document') return ['requirementType', 'words', 'declared'];
  if (documents.length === 0) return ['requirementType', 'words'];
  return values.documentType === otherDocument ? ['requirementType', 'documentType', 'words'] : ['requirementType', 'documentType'];
}

/** Whether a reason must name the requirement that was asked, may, or has none. */
export function asksRequirement(reason: string): 'must' | 'may' | 'no' {
  if (reason === 'other') return 'may';
  return (rejectReasons as Readonly<Record<string, { requirement: boolean }>>)[reason]?.requirement ? 'must' : 'no';
}

/** The text may be left out where the server does not ask for it. */
export function isOptional(field: MoveField, { command, requires }: MoveContext, values: MoveValues): boolean {
  switch (field) {
    case 'text': return command !== 'note' && !requires.includes('text') && command !== 'forward';
    case 'requirementType': return asksRequirement(values.reasonCode) !== 'must';
    case 'note': return values.outcomeCode !== 'not_provided';
    case 'destinationRef': case 'unavailable': case 'lateReason': case 'minutes': return true;
    default: return false;
  }
}

const empty: MoveValues = {
  reasonCode: '', text: '', requirementType: '', documentType: '', declared: '', words: '', missing: [], unavailable: '', responsibleOfficial: '', destinationRef: '',
  day: '', month: '', year: '', time: '', place: '', modality: '', minutes: '', interpreter: false, cancelledBy: '', outcomeCode: '', outputs: [], references: {}, note: '',
  missingText: '', lateReason: '', tried: '', priority: '', askedBy: 'office', wish: '', destination: '',
};

export interface StartFacts {
  official: string;
  today: { day: string; month: string; year: string };
  now: string;
  branchName: string;
  interpreter: boolean;
  priority: string;
  needText: string;
  appointment: { place: string; modality: string; minutes: number } | null;
}

const today: ReadonlySet<MoveCommand> = new Set(['record_outcome']);

/** What a form starts with: the official's own name, today, the place of the branch, what the appointment was. */
export function startValues(command: MoveCommand, requires: readonly string[], facts: StartFacts): MoveValues {
  const arrives = command === 'note' && requires.includes('arrivedAt');
  const old = command === 'reschedule' ? facts.appointment : null;
  const books = command === 'schedule' || command === 'reschedule';
  return {
    ...empty,
    ...(command === 'accept' && { responsibleOfficial: facts.official }),
    ...((today.has(command) || arrives) && facts.today),
    ...(arrives && { time: facts.now }),
    ...(books && { place: old?.place ?? facts.branchName, modality: old?.modality ?? 'office', minutes: String(old?.minutes ?? 30), interpreter: facts.interpreter }),
    ...(command === 'set_priority' && { priority: facts.priority === 'urgent' ? 'routine' : 'urgent' }),
    ...(command === 'forward' && { text: facts.needText }),
  };
}

/** The output an outcome usually leaves, ticked when the outcome is chosen. */
export const usualOutput: Readonly<Record<string, string>> = {
  provided: 'appointment_attended', provided_partially: 'appointment_attended', benefit_granted: 'benefit', identifier_obtained: 'identifier_issued', enrolled: 'enrolment',
  placed: 'placement', transferred: 'child_referral', provided_elsewhere: 'counter_referral_note', not_provided: 'counter_referral_note',
};

/** True once nothing can be asked of this referral but to look at it. */
export const isOver = (state: string): boolean => isTerminal(state as ReferralState);
