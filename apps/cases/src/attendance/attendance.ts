import type { attendanceResults, attendanceStates } from '@konbit/contracts';

export type AttendanceState = (typeof attendanceStates)[number];
export type AttendanceResult = (typeof attendanceResults)[number];
export type AttendanceCommand = 'take' | 'close' | 'leave';

export interface AttendanceStep {
  to: AttendanceState;
  event: 'taken' | 'closed' | 'left';
  resultCode: AttendanceResult | null;
}

export type AttendanceRefusal = 'INVALID_TRANSITION' | 'DATA_REQUIRED';

const rows: Readonly<Record<AttendanceCommand, { from: readonly AttendanceState[]; to: AttendanceState; event: AttendanceStep['event'] }>> = {
  take: { from: ['waiting'], to: 'in_service', event: 'taken' },
  close: { from: ['in_service'], to: 'closed', event: 'closed' },
  leave: { from: ['waiting', 'in_service'], to: 'left', event: 'left' },
};

/** Decides one move of an attendance (DOMAIN §9.1); one that a referral opened is moved by its referral alone. */
export function decideAttendance(
  attendance: { state: AttendanceState; channel: string }, command: AttendanceCommand, resultCode: AttendanceResult | undefined,
): AttendanceStep | AttendanceRefusal {
  const row = rows[command];
  if (attendance.channel === 'referral' || !row.from.includes(attendance.state)) return 'INVALID_TRANSITION';
  if (command === 'close' && resultCode === undefined) return 'DATA_REQUIRED';
  return { to: row.to, event: row.event, resultCode: command === 'leave' ? 'left_without_attention' : resultCode ?? null };
}

/** True for an attendance of an earlier day that nobody closed: it heads the next day's list. */
export function isLeftOpen(attendance: { state: AttendanceState; arrivedOn: string }, today: string): boolean {
  return (attendance.state === 'waiting' || attendance.state === 'in_service') && attendance.arrivedOn < today;
}
