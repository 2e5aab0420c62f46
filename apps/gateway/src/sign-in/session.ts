import type { StaffActor } from '@konbit/platform';

export const idleMs = 30 * 60_000;
export const absoluteMs = 10 * 3_600_000;
/** A token with less life than this is refreshed before it is used. */
export const refreshBeforeMs = 60_000;

/** A row of `session`; the cookie's value is never stored, only its hash. */
export interface SessionRow {
  idHash: Buffer;
  sub: string;
  tenant: string;
  /** The provider's own session, named in its logout tokens. */
  sid: string | null;
  refreshEnc: Buffer | null;
  accessEnc: Buffer;
  idTokenEnc: Buffer;
  accessExpiresAt: Date;
  createdAt: Date;
  lastSeenAt: Date;
  revokedAt: Date | null;
}

/** A session as one request uses it. */
export interface LiveSession {
  /** Hash of the cookie in hex: names the session inside the process, opens nothing. */
  key: string;
  sub: string;
  tenant: string;
  name: string;
  actor: StaffActor;
  token: string;
  accessExpiresAt: Date;
  /** When it ends if nobody works in it any more. */
  expiresAt: Date;
}

/** When the session ends by itself: 30 minutes without work, or 10 hours after sign-in (DESIGN §5). */
export function endOf(session: Pick<SessionRow, 'createdAt' | 'lastSeenAt'>): Date {
  return new Date(Math.min(session.lastSeenAt.getTime() + idleMs, session.createdAt.getTime() + absoluteMs));
}

/** Whether the session is still open at this instant. */
export function isOpen(session: Pick<SessionRow, 'createdAt' | 'lastSeenAt' | 'revokedAt'>, now: Date): boolean {
  return session.revokedAt === null && now < endOf(session);
}

/** Whether its token must be refreshed before it is used. */
export function needsRefresh(session: Pick<SessionRow, 'accessExpiresAt'>, now: Date): boolean {
  return session.accessExpiresAt.getTime() - now.getTime() < refreshBeforeMs;
}
