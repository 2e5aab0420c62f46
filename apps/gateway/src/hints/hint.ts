import type { StoredEvent } from '@konbit/messaging';

/** Says that something changed, never what: the reader asks again and is checked again (WEB §8). */
export interface Hint {
  type: string;
  id: string;
  version: number;
}

/** Who listens: a session of one municipality, acting for some branches. */
export interface Listener {
  tenant: string;
  branches: ReadonlySet<string>;
}

export function hintOf(event: StoredEvent): Hint {
  return { type: event.type, id: event.subject, version: event.version };
}

/** Whether the event's audience holds a branch of the listener, inside one municipality. */
export function mayHear(listener: Listener, event: Pick<StoredEvent, 'tenant' | 'audience'>): boolean {
  return event.tenant === listener.tenant && event.audience.some((branch) => listener.branches.has(branch));
}
