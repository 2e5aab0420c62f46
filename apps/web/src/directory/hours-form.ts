import type { FieldError } from '@konbit/contracts/forms';
import type { Hours } from './hours-words.js';

/** Hours as they are typed: days as ticks, times as text. Nothing ticked and nothing typed means that nobody stated them. */
export interface HoursValues {
  days: string[];
  slots: { from: string; to: string }[];
}
export const maxSlots = 4;

export function hoursValues(hours: Hours | null): HoursValues {
  const slots = hours?.slots.map(({ from, to }) => ({ from, to })) ?? [];
  return { days: hours?.days?.map(String) ?? [], slots: slots.length > 0 ? slots : [{ from: '', to: '' }] };
}

/** `8`, `8.30`, `830` and `08:30` are the same time; anything else stays as typed and is refused. */
export function readTime(text: string): string {
  const found = /^(\d{1,2})(?:[:.h ]?(\d{2}))?$/.exec(text.trim());
  if (!found) return text.trim();
  const [hour, minute] = [Number(found[1]), Number(found[2] ?? '0')];
  return hour > 23 || minute > 59 ? text.trim() : `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

const typed = ({ slots }: HoursValues): { from: string; to: string; at: number }[] =>
  slots.map(({ from, to }, at) => ({ from: readTime(from), to: readTime(to), at })).filter(({ from, to }) => from !== '' || to !== '');

/** What the directory keeps; null while nobody stated anything. */
export function toHours(values: HoursValues): { days: number[] | null; slots: { from: string; to: string }[] } | null {
  const slots = typed(values).map(({ from, to }) => ({ from, to }));
  const days = values.days.map(Number).sort((a, b) => a - b);
  return days.length === 0 && slots.length === 0 ? null : { days: days.length > 0 ? days : null, slots };
}

const isTime = (text: string): boolean => /^\d\d:\d\d$/.test(text);

/** Faults of each pair of times, at the box where they are typed; `path` is the name of the field. */
export function checkHours(values: HoursValues, path: string): FieldError[] {
  return typed(values).flatMap(({ from, to, at }): FieldError[] => {
    if (!isTime(from)) return [{ path: `${path}.slots.${at}.from`, code: 'TIME_INVALID' }];
    if (!isTime(to)) return [{ path: `${path}.slots.${at}.to`, code: 'TIME_INVALID' }];
    return from < to ? [] : [{ path: `${path}.slots.${at}.to`, code: 'HOURS_INVALID' }];
  });
}
