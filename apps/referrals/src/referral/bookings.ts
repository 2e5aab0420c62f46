import { appointmentCancelReasons } from '@konbit/contracts';
import { type Appointment, lastMissed, liveAppointment } from '../appointment/appointment.js';
import type { Case, Rule } from './case.js';
import { knownReason } from './reasons.js';
import { refuse, textOf } from './refusal.js';

const usualMinutes = 30;
const longestMinutes = 480;

/** `schedule`: a time to come, a place and a modality; another one still booked is kept as moved. */
export const schedule: Rule<'schedule'> = (c) => {
  const booked = newAppointment(c, { place: textOf(c.data.place), modality: c.data.modality, interpreter: c.data.interpreter ?? c.referral.interpreter });
  return { fact: 'scheduled', booked, ...moved(c) };
};

/** `reschedule`: a new time; place and modality stay unless given. */
export const reschedule: Rule<'reschedule'> = (c) => {
  const before = liveAppointment(c.facts.appointments);
  const booked = newAppointment(c, {
    place: textOf(c.data.place) ?? before?.place ?? null, modality: c.data.modality ?? before?.modality, interpreter: before?.interpreter ?? c.referral.interpreter,
  });
  return { fact: 'rescheduled', booked, ...moved(c) };
};

/** `no_show` names the current appointment, after its time. */
export const noShow: Rule<'no_show'> = (c) => {
  const named = c.data.appointmentId ?? refuse('DATA_REQUIRED', 'appointmentId');
  const live = liveAppointment(c.facts.appointments);
  if (live?.id !== named) refuse('APPOINTMENT_MISMATCH', 'appointmentId', 'NOT_CURRENT');
  if (live.startsAt.getTime() > c.now.getTime()) refuse('APPOINTMENT_NOT_DUE', 'appointmentId', 'NOT_DUE');
  return { fact: 'missed', ended: [{ id: live.id, end: 'missed', by: null, reason: null }] };
};

/** `cancel_appointment` ends the booked one, or gives a missed one its true name. */
export const cancelAppointment: Rule<'cancel_appointment'> = (c) => {
  const by = c.data.cancelledBy ?? refuse('DATA_REQUIRED', 'cancelledBy');
  const reasonCode = knownReason(c.data.reasonCode, appointmentCancelReasons);
  const current = c.referral.state === 'no_show' ? lastMissed(c.facts.appointments) : liveAppointment(c.facts.appointments);
  if (current === null || (c.data.appointmentId !== undefined && c.data.appointmentId !== current.id)) refuse('APPOINTMENT_MISMATCH', 'appointmentId', 'NOT_CURRENT');
  return { fact: 'appointment-cancelled', reasonCode, text: textOf(c.data.text), ended: [{ id: current.id, end: 'cancelled', by, reason: reasonCode }] };
};

type Booking = Case<'schedule'> | Case<'reschedule'>;
interface Place { place: string | null; modality: Appointment['modality'] | undefined; interpreter: boolean }

function newAppointment(c: Booking, at: Place): Appointment {
  const startsAt = new Date(c.data.startsAt ?? refuse('DATA_REQUIRED', 'startsAt'));
  const place = at.place ?? refuse('DATA_REQUIRED', 'place');
  const modality = at.modality ?? refuse('DATA_REQUIRED', 'modality');
  const minutes = c.data.minutes ?? usualMinutes;
  if (startsAt.getTime() <= c.now.getTime()) refuse('APPOINTMENT_INVALID', 'startsAt', 'IN_PAST');
  if (minutes < 1 || minutes > longestMinutes) refuse('APPOINTMENT_INVALID', 'minutes', 'OUT_OF_RANGE');
  if (!c.facts.ownBranchOpen) refuse('APPOINTMENT_INVALID', 'startsAt', 'BRANCH_CLOSED');
  return {
    id: freshId(c), referralId: c.referral.id, branchId: c.who.branchId, startsAt, minutes, place, modality, interpreter: at.interpreter,
    bookedBy: c.who.official, bookedAt: c.now, end: null, endedAt: null, endedBy: null, endReason: null,
  };
}

/** The id names the new appointment, or on `reschedule` the current one, which then gets a successor. */
function freshId(c: Booking): string {
  const named = c.data.appointmentId;
  const known = c.facts.appointments.find((one) => one.id === named);
  if (named === undefined) return c.facts.newId;
  if (known === undefined) return named;
  if (c.command !== 'reschedule' || known.end !== null) refuse('APPOINTMENT_MISMATCH', 'appointmentId', 'NOT_CURRENT');
  return c.facts.newId;
}

function moved(c: Case): Pick<ReturnType<Rule<'no_show'>>, 'ended'> {
  const live = liveAppointment(c.facts.appointments);
  return live === null ? {} : { ended: [{ id: live.id, end: 'moved', by: null, reason: null }] };
}
