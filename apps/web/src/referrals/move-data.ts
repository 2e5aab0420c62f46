import type { MoveReferralInput } from '../gql/graphql.js';
import type { Format } from '@konbit/contracts/format';
import { clockPattern, dateOf, requirementOf } from './move-check.js';
import type { MoveContext, MoveValues } from './move-values.js';

/** The part of the command that the form decides; the envelope adds ids and version. */
export type MoveMade = Pick<MoveReferralInput, 'move' | 'actingFor' | 'wish'>;

const orNothing = (text: string): string | undefined => text.trim() || undefined;

/** Values of a checked form as the data of its command. Texts that the reader may no longer write stay out. */
export function moveOf(values: MoveValues, context: MoveContext, format: Format): MoveMade {
  // One member and its data, which only the two together make a member of the input.
  const member: unknown = { [context.command]: dataOf(values, context, format) };
  const move = member as MoveReferralInput['move'];
  const isWish = context.command === 'cancel' && context.mine === 'origin' && values.askedBy === 'person';
  return isWish ? { move, actingFor: 'person', wish: values.wish } : { move };
}

function dataOf(values: MoveValues, context: MoveContext, format: Format): object | 'YES' {
  const text = context.withdrawn ? undefined : orNothing(values.text);
  const { reasonCode } = values;
  switch (context.command) {
    case 'claim': case 'open': case 'start': case 'resume': case 'acknowledge': return 'YES';
    case 'accept': return { responsibleOfficial: values.responsibleOfficial.trim(), destinationRef: orNothing(values.destinationRef) };
    case 'reject': case 'decline': return { reasonCode, text, requirement: requirementOf(values, context) };
    case 'ask_info': return { missing: values.missing, text };
    case 'supply_info': return { text, unavailable: orNothing(values.unavailable) };
    case 'cancel': case 'mark_error': case 'confirm_cancel': return context.command === 'confirm_cancel' ? { text } : { reasonCode, text };
    case 'schedule': return { ...booking(values, format), interpreter: values.interpreter };
    case 'reschedule': return booking(values, format);
    case 'no_show': return { appointmentId: context.appointmentId };
    case 'cancel_appointment': return { appointmentId: context.appointmentId, cancelledBy: values.cancelledBy, reasonCode, text };
    case 'note': return { text, arrivedAt: context.requires.includes('arrivedAt') ? instantOf(values, format) : undefined };
    case 'hold': return { reasonCode, text, reviewOn: dayOf(values) };
    case 'record_outcome': return outcome(values, context);
    case 'fail': return { reasonCode, text, tried: context.withdrawn ? undefined : orNothing(values.tried) };
    case 'set_priority': return { priority: values.priority };
    case 'set_review_date': return { reviewOn: dayOf(values) };
    case 'extend_deadline': return { clock: 'answer', dueOn: dayOf(values), text };
    case 'forward': return forward(values, context);
    case 'send': case 'save_draft': return {};
  }
}

function dayOf(values: MoveValues): string | undefined {
  const read = dateOf(values);
  return read.ok ? read.value : undefined;
}

function instantOf(values: MoveValues, format: Format): string | undefined {
  const [, hour, minute] = clockPattern.exec(values.time.trim()) ?? [];
  return format.instantOf(dayOf(values) ?? '', `${hour ?? ''}:${minute ?? ''}`) ?? undefined;
}

function booking(values: MoveValues, format: Format): object {
  return { startsAt: instantOf(values, format), minutes: values.minutes.trim() ? Number(values.minutes) : undefined, place: orNothing(values.place), modality: values.modality };
}

function outcome(values: MoveValues, context: MoveContext): object {
  const { outcomeCode, withdrawn } = { ...values, ...context };
  const outputs = values.outputs.map((kind) => ({ kind, reference: withdrawn ? undefined : orNothing(values.references[kind] ?? '') }));
  const written = withdrawn ? {} : {
    note: orNothing(values.note), missing: outcomeCode === 'provided_partially' ? orNothing(values.missingText) : undefined, lateReason: orNothing(values.lateReason),
    requirement: outcomeCode === 'not_provided' ? requirementOf(values, context) : undefined,
  };
  return { outcomeCode, servedOn: dayOf(values), outputs, ...written };
}

function forward(values: MoveValues, { places, childId, needCode, sharedGroups }: MoveContext): object {
  const place = places.find((one) => one.value === values.destination);
  if (!place) return { childId };
  const request = {
    serviceId: place.serviceId, destinationBranchId: place.branchId, needCode: needCode ?? undefined, needText: values.text.trim(),
    fieldGroups: place.fieldGroups.filter((group) => sharedGroups.includes(group)), basis: { kind: 'legal_function', normCode: place.normCode ?? undefined },
  };
  return { childId, request };
}

const paths: Readonly<Record<string, string>> = {
  startsAt: 'date', servedOn: 'date', reviewOn: 'date', dueOn: 'date', arrivedAt: 'date', 'requirement.type': 'requirementType', 'requirement.documentType': 'words',
  'requirement.words': 'words', basis: 'destination', 'request.basis': 'destination', needText: 'text', 'request.needText': 'text', clock: 'date', appointmentId: '',
};

/** Where a path of the command's data is typed; null when nowhere on this form. */
export function fieldOfPath(command: string, path: string): string | null {
  if (path === 'missing' && command === 'record_outcome') return 'missingText';
  return (paths[path] ?? path) || null;
}
