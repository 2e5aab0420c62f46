import { useSyncExternalStore } from 'react';
import { AppError } from './app-error.js';

export interface Branch {
  id: string;
  code: string;
  name: string;
  orgId: string;
  orgCode: string;
  orgName: string;
}

/** What the gateway tells the browser of the session: never a token. */
export interface Session {
  user: { sub: string; name: string };
  roles: string[];
  permissions: string[];
  branches: Branch[];
  actingBranch: Branch | null;
  /** Key of the drafts on this computer, base64; lives in memory only. */
  draftKey?: string;
  /** Demo data: drafts of texts may be printed, marked as such. */
  demo: boolean;
}

export type SessionState =
  | { status: 'unknown' | 'anonymous' | 'unreachable'; session: null }
  | { status: 'open' | 'ended'; session: Session };

const branchKey = 'konbit.branch';
let state: SessionState = { status: 'unknown', session: null };
let waiting: (() => void)[] = [];
const listeners = new Set<() => void>();

function set(next: SessionState): void {
  state = next;
  for (const listener of listeners) listener();
  if (next.status !== 'open') return;
  for (const resume of waiting) resume();
  waiting = [];
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

async function fetchSession(): Promise<Session | null> {
  const response = await fetch('/auth/session', { credentials: 'same-origin', headers: { accept: 'application/json' } }).catch(() => null);
  if (response?.status === 401) return null;
  if (!response?.ok) throw new AppError('UNAVAILABLE');
  return (await response.json()) as Session | null;
}

function withChosenBranch(session: Session): Session {
  const chosen = session.branches.find((branch) => branch.id === sessionStorage.getItem(branchKey));
  return { ...session, actingBranch: chosen ?? session.actingBranch ?? session.branches[0] ?? null };
}

/** Asks who is signed in. Another person than before gets a clean screen; the same one goes on where they were. */
export async function refreshSession(): Promise<void> {
  try {
    const found = await fetchSession();
    if (!found) {
      if (state.session) endSession();
      else set({ status: 'anonymous', session: null });
      return;
    }
    if (state.session && state.session.user.sub !== found.user.sub) {
      sessionStorage.removeItem(branchKey);
      location.replace('/');
      return;
    }
    set({ status: 'open', session: withChosenBranch(found) });
  } catch {
    if (!state.session) set({ status: 'unreachable', session: null });
  }
}

/** The server said that the session is over; the page stays as it is and asks to sign in again. */
export function endSession(): void {
  if (state.status === 'open') set({ status: 'ended', session: state.session });
}

/** Resolves when the same person has signed in again. */
export function sessionRenewed(): Promise<void> {
  return state.status === 'open' ? Promise.resolve() : new Promise((resume) => waiting.push(resume));
}

/** Acts for another of the person's branches: everything on screen is asked for again. */
export function chooseBranch(id: string): void {
  sessionStorage.setItem(branchKey, id);
  location.assign('/');
}

export const readSession = (): SessionState => state;
export const actingBranchId = (): string | null => state.session?.actingBranch?.id ?? null;

export function useSessionState(): SessionState {
  return useSyncExternalStore(subscribe, readSession);
}

/** The session inside the shell, where there always is one. */
export function useSession(): Session {
  const { session } = useSessionState();
  if (!session) throw new AppError('UNAUTHENTICATED');
  return session;
}

/** Where the sign-in link leads; afterwards the person is back at this address. */
export function signInAddress(): string {
  return `/auth/login?returnTo=${encodeURIComponent(location.pathname + location.search)}`;
}
