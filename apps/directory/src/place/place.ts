import type { BranchView, OfferingView, OpeningHours, PlaceView } from '@konbit/contracts';

/** A moment on the wall clock of the branch: weekday 1 Monday to 7 Sunday, `HH:MM`, and whether offices are closed that day. */
export interface LocalMoment { weekday: number; time: string; holiday: boolean }

/** Whether a place is open at a moment; null while nobody stated its days or hours: unknown is not closed (DOMAIN §6). */
export function isOpenAt(hours: OpeningHours | null, { weekday, time, holiday }: LocalMoment): boolean | null {
  if (!isStated(hours)) return null;
  return !holiday && hours.days.includes(weekday) && hours.slots.some(({ from, to }) => from <= time && time < to);
}

/** Days and hours that somebody stated. */
function isStated(hours: OpeningHours | null): hours is OpeningHours & { days: number[] } {
  return hours !== null && hours.days !== null && hours.slots.length > 0;
}

/** What a place states about hours and languages: of the services asked for, each its own or its branch's; without any, of the branch. */
export interface Stated { hours: readonly (OpeningHours | null)[]; languages: readonly (readonly string[] | null)[] }

export function statedBy(branch: BranchView, asked: readonly OfferingView[]): Stated {
  if (asked.length === 0) return { hours: [branch.hours], languages: [branch.languages] };
  return { hours: asked.map((one) => one.hours ?? branch.hours), languages: asked.map((one) => one.languages ?? branch.languages) };
}

/** Open when one of the stated hours says so, closed when all of them do. */
export function isAnyOpen({ hours }: Stated, now: LocalMoment): boolean | null {
  const states = hours.map((stated) => isOpenAt(stated, now));
  if (states.includes(true)) return true;
  return states.includes(null) ? null : false;
}

/** What of a place nobody has confirmed. */
export function unconfirmedOf(branch: BranchView, offerings: readonly OfferingView[], stated: Stated = statedBy(branch, [])): PlaceView['unconfirmed'] {
  const parts: [PlaceView['unconfirmed'][number], boolean][] = [
    ['branch', branch.status === 'unconfirmed'], ['address', branch.address === null], ['hours', !stated.hours.every(isStated)],
    ['languages', stated.languages.includes(null)], ['offering', offerings.some(({ status }) => status === 'expected')],
  ];
  return parts.flatMap(([part, isUnknown]) => (isUnknown ? [part] : []));
}
