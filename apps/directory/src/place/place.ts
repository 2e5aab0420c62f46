import type { BranchView, OfferingView, OpeningHours, PlaceView } from '@konbit/contracts';

/** A moment on the wall clock of the branch: weekday 1 Monday to 7 Sunday, `HH:MM`, and whether offices are closed that day. */
export interface LocalMoment { weekday: number; time: string; holiday: boolean }

/** Whether a place is open at a moment; null while nobody stated its days or hours: unknown is not closed (DOMAIN §6). */
export function isOpenAt(hours: OpeningHours | null, { weekday, time, holiday }: LocalMoment): boolean | null {
  if (hours === null || hours.days === null || hours.slots.length === 0) return null;
  return !holiday && hours.days.includes(weekday) && hours.slots.some(({ from, to }) => from <= time && time < to);
}

/** What of a place nobody has confirmed. */
export function unconfirmedOf(branch: BranchView, offerings: readonly OfferingView[]): PlaceView['unconfirmed'] {
  const parts: [PlaceView['unconfirmed'][number], boolean][] = [
    ['branch', branch.status === 'unconfirmed'], ['address', branch.address === null], ['hours', branch.hours === null || branch.hours.days === null],
    ['languages', branch.languages === null], ['offering', offerings.some(({ status }) => status === 'expected')],
  ];
  return parts.flatMap(([part, isUnknown]) => (isUnknown ? [part] : []));
}
