import { attendanceStates } from '@konbit/contracts';
import { type AttendanceCommand, type AttendanceState, decideAttendance, isLeftOpen } from './attendance.js';

const moved = (state: AttendanceState, command: AttendanceCommand, channel = 'office') => decideAttendance({ state, channel }, command, 'oriented');

describe('an attendance', () => {
  it.each<[AttendanceState, AttendanceCommand, AttendanceState]>([
    ['waiting', 'take', 'in_service'], ['in_service', 'close', 'closed'], ['waiting', 'leave', 'left'], ['in_service', 'leave', 'left'],
  ])('in %s takes %s to %s', (from, command, to) => expect(moved(from, command)).toMatchObject({ to }));

  it('refuses every other move', () => {
    const refused = attendanceStates.flatMap((state) => (['take', 'close', 'leave'] as const).filter((command) => moved(state, command) === 'INVALID_TRANSITION').map((command) => `${state} ${command}`));
    expect(refused).toEqual(['waiting close', 'in_service take', 'closed take', 'closed close', 'closed leave', 'left take', 'left close', 'left leave']);
  });

  it('is not closed without a result', () => expect(decideAttendance({ state: 'in_service', channel: 'office' }, 'close', undefined)).toBe('DATA_REQUIRED'));

  it('says by itself how it ended when the person left', () => {
    expect(decideAttendance({ state: 'waiting', channel: 'office' }, 'leave', undefined)).toMatchObject({ resultCode: 'left_without_attention' });
  });

  it('of a referral is moved by its referral alone', () => expect(moved('in_service', 'close', 'referral')).toBe('INVALID_TRANSITION'));

  it.each<[AttendanceState, string, boolean]>([['waiting', '2026-11-24', true], ['in_service', '2026-11-24', true], ['waiting', '2026-11-25', false], ['closed', '2026-11-24', false]])(
    'in %s since %s was left open: %s', (state, arrivedOn, expected) => expect(isLeftOpen({ state, arrivedOn }, '2026-11-25')).toBe(expected));
});
