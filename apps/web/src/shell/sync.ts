import { useSyncExternalStore } from 'react';

/** What became of the things this person sent. Never "all sent" while one is not. */
export interface SyncState {
  sending: number;
  unsent: number;
  online: boolean;
}

let state: SyncState = { sending: 0, unsent: 0, online: true };
const listeners = new Set<() => void>();

function change(part: Partial<SyncState>): void {
  state = { ...state, ...part };
  for (const listener of listeners) listener();
}

/** Counts one command from the moment it is sent; `settle` says whether it arrived, `drop` that it was given up. */
export function trackCommand(): { sending(): void; arrived(): void; unsent(): void } {
  let now: 'none' | 'sending' | 'unsent' = 'none';
  const move = (next: typeof now): void => {
    if (next === now) return;
    change({
      sending: state.sending + Number(next === 'sending') - Number(now === 'sending'),
      unsent: state.unsent + Number(next === 'unsent') - Number(now === 'unsent'),
    });
    now = next;
  };
  return { sending: () => move('sending'), arrived: () => move('none'), unsent: () => move('unsent') };
}

/** Follows the browser's own idea of being connected. */
export function followConnection(): () => void {
  const update = (): void => change({ online: navigator.onLine });
  update();
  window.addEventListener('online', update);
  window.addEventListener('offline', update);
  return () => {
    window.removeEventListener('online', update);
    window.removeEventListener('offline', update);
  };
}

export function useSync(): SyncState {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, () => state);
}
