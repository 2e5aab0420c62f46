import { useSyncExternalStore, type ReactNode } from 'react';

let spoken = '';
const listeners = new Set<() => void>();

/** Says something to a screen reader without moving the focus: results counted, a referral arrived. */
export function announce(text: string): void {
  // The same words twice in a row would not be read: a no-break space makes them new.
  spoken = text === spoken ? `${text}\u00a0` : text;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The one polite live region of the app; the shell draws it. */
export function LiveRegion(): ReactNode {
  const text = useSyncExternalStore(subscribe, () => spoken);
  return <div className="vh" role="status" aria-live="polite">{text}</div>;
}
