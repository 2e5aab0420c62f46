import type { modalities } from '@konbit/contracts';

export type Modality = (typeof modalities)[number];
export type AppointmentEnd = 'attended' | 'missed' | 'moved' | 'cancelled';

/** An agreed time at the owner branch. Its ends are added, its time is never overwritten (REFERRALS §8). */
export interface Appointment {
  id: string;
  referralId: string;
  branchId: string;
  startsAt: Date;
  minutes: number;
  place: string;
  modality: Modality;
  interpreter: boolean;
  bookedBy: string;
  bookedAt: Date;
  end: AppointmentEnd | null;
  endedAt: Date | null;
  endedBy: string | null;
  endReason: string | null;
}

/** How one appointment ends; `by` is person, branch or origin, and null where nobody chose it. */
export interface AppointmentEnding {
  id: string;
  end: AppointmentEnd;
  by: string | null;
  reason: string | null;
}

/** The appointment that is booked and has not ended: at most one. */
export function liveAppointment(appointments: readonly Appointment[]): Appointment | null {
  return appointments.find((one) => one.end === null) ?? null;
}

/** What a screen or a paper shows: the booked appointment, else the last one that was. */
export function shownAppointment(appointments: readonly Appointment[]): Appointment | null {
  const last = appointments.reduce<Appointment | null>((latest, one) => (latest === null || one.bookedAt >= latest.bookedAt ? one : latest), null);
  return liveAppointment(appointments) ?? last;
}

/** The missed appointment that a `no_show` referral stands on. */
export function lastMissed(appointments: readonly Appointment[]): Appointment | null {
  return appointments.filter((one) => one.end === 'missed').reduce<Appointment | null>(
    (last, one) => (last === null || one.startsAt >= last.startsAt ? one : last), null);
}

/** The appointments after an ending; the others stay as they are. */
export function endAppointment(appointments: readonly Appointment[], ending: AppointmentEnding, at: Date): Appointment[] {
  return appointments.map((one) => (one.id === ending.id
    ? { ...one, end: ending.end, endedAt: at, endedBy: ending.by, endReason: ending.reason } : one));
}
