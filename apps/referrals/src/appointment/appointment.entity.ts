import type { Appointment } from './appointment.js';

/** A row of `appointment`; the place is sealed, it may be somebody's home. */
export interface AppointmentRow {
  id: string; referral_id: string; branch_id: string; starts_at: Date; minutes: number; place: Buffer; modality: Appointment['modality']; interpreter: boolean;
  booked_by: string; booked_at: Date; ending: Appointment['end']; ended_at: Date | null; ended_by: string | null; end_reason: string | null;
}

interface Sealer { seal(text: string, place: string): Buffer; open(sealed: Buffer, place: string): string }

export const insertAppointmentSql = `insert into appointment (id, tenant_id, referral_id, branch_id, starts_at, minutes, place, modality, interpreter, booked_by, booked_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`;
export const endAppointmentSql = 'update appointment set ending = $2, ended_at = $3, ended_by = $4, end_reason = $5 where id = $1';
const selectAppointments = `select id, referral_id, branch_id, starts_at, minutes, place, modality, interpreter, booked_by, booked_at, ending, ended_at, ended_by, end_reason from appointment`;
const inOrder = 'order by starts_at, booked_at, id';
/** `$1` is a list of referrals. */
export const appointmentsSql = `${selectAppointments} where referral_id = any($1::uuid[]) ${inOrder}`;
/** `$1` is one referral: a plan that Postgres makes once. */
export const appointmentsOfSql = `${selectAppointments} where referral_id = $1 ${inOrder}`;

export function appointmentValues(one: Appointment, tenant: string, sealer: Sealer): unknown[] {
  return [one.id, tenant, one.referralId, one.branchId, one.startsAt, one.minutes, sealer.seal(one.place, placeOf(one.id)), one.modality, one.interpreter, one.bookedBy, one.bookedAt];
}

export function appointmentOf(row: AppointmentRow, sealer: Sealer): Appointment {
  return {
    id: row.id, referralId: row.referral_id, branchId: row.branch_id, startsAt: row.starts_at, minutes: row.minutes, place: sealer.open(row.place, placeOf(row.id)),
    modality: row.modality, interpreter: row.interpreter, bookedBy: row.booked_by, bookedAt: row.booked_at, end: row.ending, endedAt: row.ended_at,
    endedBy: row.ended_by, endReason: row.end_reason,
  };
}

const placeOf = (id: string): string => `appointment.place.${id}`;
