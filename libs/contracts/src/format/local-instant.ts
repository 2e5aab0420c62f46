import { localMoment, type PlainDate } from './plain-date.js';

const minuteMs = 60_000;

/**
 * The instant at which a wall clock of the zone shows this day and time. An hour that the change to summer time skips gives
 * the one after it; an hour that comes twice gives the first.
 */
export function instantAt(date: PlainDate, time: { hour: number; minute: number }, timeZone: string): string {
  const wall = Date.UTC(date.year, date.month - 1, date.day, time.hour, time.minute);
  const candidates = [wall - minuteMs * 1440, wall + minuteMs * 1440].map((near) => wall - offsetMs(near, timeZone));
  const fitting = candidates.filter((at) => at + offsetMs(at, timeZone) === wall);
  return new Date(fitting.length > 0 ? Math.min(...fitting) : Math.max(...candidates)).toISOString();
}

/** How far the wall clock of the zone is ahead of UTC at an instant. */
function offsetMs(at: number, timeZone: string): number {
  const { date, hour, minute } = localMoment(new Date(at), timeZone);
  return Date.UTC(date.year, date.month - 1, date.day, hour, minute) - Math.floor(at / minuteMs) * minuteMs;
}
