import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '@konbit/platform';

const hour = 3_600_000;

/** The day the demonstration was first loaded, kept in the home, so that a later run tells the same story. */
export function firstLoad(home: string, now: Date): Date {
  const file = join(home, 'demo.json');
  if (existsSync(file)) return new Date((JSON.parse(readFileSync(file, 'utf8')) as { firstLoad: string }).firstLoad);
  writeFileSync(file, JSON.stringify({ firstLoad: now.toISOString() }), { mode: 0o600 });
  return now;
}

/** The clock of the story: it says what the loader sets, and nothing moves it else. */
export class StoryClock implements Clock {
  private at = new Date();

  now(): Date {
    return new Date(this.at);
  }

  set(at: Date): Date {
    this.at = new Date(at);
    return this.now();
  }
}

/** Hours after an instant, moved to the next office hour (09:00 to 17:00, Monday to Friday, by UTC-3). */
export function officeHour(from: Date, hours: number): Date {
  let at = from.getTime() + hours * hour;
  for (let local = new Date(at - 3 * hour); !isOpen(local); local = new Date(at - 3 * hour)) at += hour;
  return new Date(at);
}

function isOpen(local: Date): boolean {
  const weekday = local.getUTCDay();
  return weekday >= 1 && weekday <= 5 && local.getUTCHours() >= 9 && local.getUTCHours() < 17;
}

/** A moment some days before the first load, in office hours; further back when a weekend would move it too near. */
export function daysBefore(first: Date, days: number, minutes = 0): Date {
  const at = officeHour(new Date(first.getTime() - days * 24 * hour + minutes * 60_000), 0);
  return officeHour(at, 1) < first ? at : daysBefore(first, days + 1, minutes);
}
