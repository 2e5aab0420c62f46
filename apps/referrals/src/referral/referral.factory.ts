import type { BasisAnswer, MoveCommand, ReferralState } from '@konbit/contracts';
import { type Appointment, endAppointment } from '../appointment/appointment.js';
import { apply } from './apply.js';
import type { Calendar, Facts, Who } from './case.js';
import { admit, decide } from './decide.js';
import { newReferral } from './new-referral.js';
import type { Move, Referral, ReferralStep } from './referral.js';

/** A readable uuid for examples. */
export const exampleId = (n: number): string => `0193a000-0000-7000-8000-${String(n).padStart(12, '0')}`;

const hour = 3_600_000;
const day = 24 * hour;
export const noon = new Date('2026-11-24T15:00:00.000Z');

/** Every day counts and days are UTC days: the true calendar has its own vectors. */
export const plainCalendar: Calendar = {
  dueAt: (from, days) => new Date(Date.parse(`${from.toISOString().slice(0, 10)}T00:00:00Z`) + (days + 1) * day),
  dayOf: (at) => at.toISOString().slice(0, 10),
  endOfDay: (date) => new Date(Date.parse(`${date}T00:00:00Z`) + day),
};

const someone = { forPerson: false, wish: null, pool: 'no' as const, withdrawn: false };
/** The desk that asks, the office that is asked, another office of the pool, and a branch that has nothing to do with it. */
export const desk: Who = { ...someone, branchId: exampleId(1), orgId: exampleId(2), official: 'meson', canRequest: true, canAnswer: false };
export const office: Who = { ...someone, branchId: exampleId(3), orgId: exampleId(4), official: 'omil', canRequest: true, canAnswer: true };
export const neighbour: Who = { ...office, branchId: exampleId(5), orgId: exampleId(6), official: 'dideco', pool: 'member' };
export const outsider: Who = { ...office, branchId: exampleId(7), orgId: exampleId(8), official: 'salud' };
export const person: Who = { ...desk, forPerson: true, wish: 'phone' };

export const covered: BasisAnswer = {
  covered: true, refusal: null, basisId: exampleId(20), fieldGroups: ['identity', 'contact'], facts: { age: 31 }, language: 'hat', interpreter: true, ageBand: '30-34', run: null,
};

/** A world around a referral in which every rule of the outside is content. */
export function goodFacts(appointments: readonly Appointment[] = []): Facts {
  return {
    calendar: plainCalendar, channel: 'app', newId: exampleId(900 + appointments.length), destination: { branchId: office.branchId, orgId: office.orgId, open: true, offers: true },
    poolBranches: [office.branchId, neighbour.branchId], ownBranchOpen: true, duplicate: false, openChildren: 0, appointments, basis: covered,
  };
}

const request = {
  personId: exampleId(10), recordId: exampleId(11), serviceId: exampleId(12), needId: exampleId(13), needCode: 'work' as const, needText: 'Busca trabajo',
  priority: 'routine' as const, basis: { kind: 'legal_function' as const, normCode: 'LEY-18695-4' },
};

/** Data that every rule accepts, for each command on this referral at this time. */
export function validData(command: MoveCommand, at: Builder): unknown {
  const soon = new Date(at.now.getTime() + 2 * day).toISOString();
  const today = plainCalendar.dayOf(at.now);
  const later = plainCalendar.dayOf(new Date(at.now.getTime() + 6 * day));
  const data: Partial<Record<MoveCommand, unknown>> = {
    send: { ...request, destinationBranchId: office.branchId }, save_draft: { personId: request.personId }, accept: { responsibleOfficial: 'Ana Soto' },
    forward: { childId: exampleId(700), request: { needText: 'Sigue', basis: request.basis, destinationBranchId: neighbour.branchId } },
    reject: { reasonCode: 'no_capacity', text: 'Sin horas hasta enero' }, decline: { reasonCode: 'document_missing', text: 'Falta el contrato', requirement: { type: 'document', documentType: 'CONTRATO' } },
    ask_info: { missing: ['contact'], text: 'Falta un teléfono' }, supply_info: { text: 'Llamar a la hermana' }, cancel: { reasonCode: 'person_withdrew', text: 'Ya no quiere' },
    schedule: { startsAt: soon, place: 'Condell 1490', modality: 'office' }, reschedule: { startsAt: soon }, no_show: { appointmentId: at.referral.appointmentId ?? undefined },
    cancel_appointment: { cancelledBy: 'person', reasonCode: 'person_asked' }, note: { text: 'Conversamos', ...(at.referral.state === 'no_show' && { arrivedAt: at.now.toISOString() }) },
    hold: { reasonCode: 'waiting_list', text: 'Hay lista', reviewOn: later }, record_outcome: { outcomeCode: 'provided', servedOn: today, outputs: [{ kind: 'counter_referral_note' }] },
    fail: { reasonCode: 'provider_ended', text: 'Cerró el programa', tried: 'Dos llamadas' }, mark_error: { reasonCode: 'test' }, set_priority: { priority: 'urgent' },
    set_review_date: { reviewOn: later }, extend_deadline: { clock: 'answer', dueOn: plainCalendar.dayOf(new Date(at.now.getTime() + 20 * day)), text: 'Feriados' },
  };
  return data[command] ?? {};
}

/** Builds a referral by the machine's own moves. */
export class Builder {
  referral: Referral = newReferral({ id: exampleId(500), folio: 'D-000000', who: desk, now: noon });
  appointments: Appointment[] = [];
  now = noon;
  steps: ReferralStep[] = [];

  /** One more move, with valid data unless others are given; throws its refusal. */
  moved(command: MoveCommand, who: Who, data: unknown = validData(command, this), facts: Partial<Facts> = {}): this {
    this.now = new Date(this.now.getTime() + hour);
    const move = { command, data } as Move;
    admit(this.referral, who, command, this.referral.version);
    const step = decide(this.referral, move, { who, now: this.now, facts: { ...goodFacts(this.appointments), ...facts } });
    if (step === null) return this;
    this.referral = { ...apply(this.referral, step), version: this.referral.version + 1 };
    for (const ending of step.ended ?? []) this.appointments = endAppointment(this.appointments, ending, step.at);
    if (step.booked) this.appointments = [...this.appointments, step.booked];
    this.steps.push(step);
    return this;
  }

  later(days: number): this {
    this.now = new Date(this.now.getTime() + days * day);
    return this;
  }

  draft(): this { return this.moved('save_draft', desk, { ...request, destinationBranchId: office.branchId }); }
  requested(): this { return this.moved('send', desk); }
  pool(): this { return this.moved('send', desk, { ...request, poolComuna: '05101' }); }
  claimed(): this { return this.pool().moved('claim', { ...office, pool: 'member' }); }
  opened(): this { return this.requested().moved('open', office); }
  infoRequested(): this { return this.opened().moved('ask_info', office); }
  accepted(): this { return this.opened().moved('accept', office); }
  scheduled(): this { return this.accepted().moved('schedule', office); }
  missed(): this { return this.scheduled().later(3).moved('no_show', office); }
  appointmentCancelled(): this { return this.scheduled().moved('cancel_appointment', office); }
  active(): this { return this.accepted().moved('start', office); }
  onHold(): this { return this.accepted().moved('hold', office); }
  cancelRequested(): this { return this.accepted().moved('cancel', desk); }
  rejected(): this { return this.opened().moved('reject', office); }
  cancelled(): this { return this.requested().moved('cancel', desk); }
  completed(): this { return this.active().moved('record_outcome', office); }
  failed(): this { return this.active().moved('fail', office); }
  error(): this { return this.requested().moved('mark_error', desk); }

  /** A referral in the state asked for. */
  in(state: ReferralState): this {
    const ways: Record<ReferralState, () => this> = {
      draft: () => this.draft(), requested: () => this.requested(), info_requested: () => this.infoRequested(), accepted: () => this.accepted(), scheduled: () => this.scheduled(),
      no_show: () => this.missed(), appt_cancelled: () => this.appointmentCancelled(), active: () => this.active(), on_hold: () => this.onHold(),
      cancel_requested: () => this.cancelRequested(), rejected: () => this.rejected(), cancelled: () => this.cancelled(), completed: () => this.completed(),
      failed: () => this.failed(), entered_in_error: () => this.error(),
    };
    return ways[state]();
  }
}

/** A referral from the desk to the office, still to be written. */
export function aReferral(): Builder {
  return new Builder();
}
