import type { BranchView, OfferingView } from '@konbit/contracts';
import { isOpenAt, unconfirmedOf } from './place.js';

const weekdays = { days: [1, 2, 3, 4, 5], slots: [{ from: '08:30', to: '13:00' }, { from: '15:00', to: '17:00' }] };
const tuesday = (time: string): Parameters<typeof isOpenAt>[1] => ({ weekday: 2, time, holiday: false });

describe('whether a place is open now', () => {
  it.each([['08:29', false], ['08:30', true], ['12:59', true], ['13:00', false], ['15:00', true], ['17:00', false]])('Tuesday %s: %s', (time, open) => {
    expect(isOpenAt(weekdays, tuesday(time))).toBe(open);
  });

  it('is no on a Sunday and on a holiday', () => {
    expect(isOpenAt(weekdays, { weekday: 7, time: '10:00', holiday: false })).toBe(false);
    expect(isOpenAt(weekdays, { weekday: 2, time: '10:00', holiday: true })).toBe(false);
  });

  it('is unknown while nobody stated hours or days', () => {
    expect(isOpenAt(null, tuesday('10:00'))).toBeNull();
    expect(isOpenAt({ ...weekdays, days: null }, tuesday('10:00'))).toBeNull();
    expect(isOpenAt({ ...weekdays, slots: [] }, tuesday('10:00'))).toBeNull();
  });
});

describe('what nobody confirmed', () => {
  const branch = { status: 'active', address: 'Av. Argentina 864', hours: weekdays, languages: ['spa'] } as BranchView;
  it('is nothing for a place that was asked about everything', () => {
    expect(unconfirmedOf(branch, [{ status: 'confirmed' } as OfferingView])).toEqual([]);
  });

  it('is named part by part', () => {
    const unknown = { status: 'unconfirmed', address: null, hours: null, languages: null } as BranchView;
    expect(unconfirmedOf(unknown, [{ status: 'expected' } as OfferingView])).toEqual(['branch', 'address', 'hours', 'languages', 'offering']);
  });
});
