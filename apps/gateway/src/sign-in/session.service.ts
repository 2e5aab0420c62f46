import { createHash, randomBytes } from 'node:crypto';
import { type Clock, DomainError, type TokenVerifier, type Vault } from '@konbit/platform';
import { decodeJwt } from 'jose';
import { type Issuer, SignedOutError, type Tokens } from './issuer.js';
import { endOf, isOpen, type LiveSession, needsRefresh, type SessionRow } from './session.js';
import type { OfficialNames } from './official-names.js';
import type { SessionStore, TokenUpdate } from './session.store.js';

export interface SessionParts { store: SessionStore; officials: Pick<OfficialNames, 'keep'>; issuer: Issuer; vault: Vault; tokens: TokenVerifier; clock: Clock }

const touchEveryMs = 60_000;
/** A provider that did not answer is asked again after so long; a token that is still good serves meanwhile. */
const askAgainMs = 5000;
/** Refreshes that may hold a connection of the pool at once, while others have a token that is still good. */
const sideBySide = 2;

/** Opens, reads, refreshes and ends the sessions behind the cookie (DESIGN §5, STANDARDS §5). */
export class SessionService {
  private readonly refreshing = new Map<string, Promise<SessionRow | null>>();
  private readonly ended = new Set<(key: string) => void>();
  private silence: { since: number; error: Error } | null = null;

  constructor(private readonly parts: SessionParts) {}

  /** A new session; gives the cookie's value, which is stored nowhere. */
  async start(tokens: Tokens & { idToken: string }): Promise<string> {
    const { vault, store, officials, clock, tokens: accessTokens } = this.parts;
    const actor = await accessTokens.verify(tokens.access);
    const claims = decodeJwt(tokens.idToken);
    const now = clock.now();
    const cookie = randomBytes(32).toString('base64url');
    const idHash = hashOf(cookie);
    await store.insert({
      idHash, sub: actor.sub, tenant: actor.tenant, sid: typeof claims.sid === 'string' ? claims.sid : null, createdAt: now, lastSeenAt: now, revokedAt: null,
      ...this.sealed(tokens, { idHash, refreshEnc: null, idTokenEnc: vault.seal(tokens.idToken, placeOf(idHash)) }),
    });
    await officials.keep({ tenant: actor.tenant, sub: actor.sub, name: nameIn(tokens.idToken) }, now);
    return cookie;
  }

  /** The session behind a cookie, its token good for a minute at least; null when there is none. Throws UNAVAILABLE. */
  async resolve(cookie: string | undefined, { touch = true }: { touch?: boolean } = {}): Promise<LiveSession | null> {
    const found = cookie === undefined ? null : await this.openRow(hashOf(cookie));
    if (!found) return null;
    const now = this.parts.clock.now();
    const row = needsRefresh(found, now) ? await this.refreshed(found) : found;
    if (!row) return null;
    const work = touch && now.getTime() - row.lastSeenAt.getTime() > touchEveryMs;
    if (work) await this.parts.store.touch(row.idHash, now);
    return this.live(work ? { ...row, lastSeenAt: now } : row);
  }

  /** The session with a token fetched just now: an account closed at the provider fails here at once. Throws UNAUTHENTICATED, UNAVAILABLE. */
  async fresh(session: LiveSession): Promise<LiveSession> {
    const row = await this.parts.store.locked(Buffer.from(session.key, 'hex'), (locked) => this.renew(locked));
    const live = row && isOpen(row, this.parts.clock.now()) ? await this.live(row) : null;
    if (!live) throw this.signedOut(session.key);
    return live;
  }

  /** Ends one session; gives the ID token that the provider's sign-out asks for. */
  async end(cookie: string): Promise<string | null> {
    const idHash = hashOf(cookie);
    const row = await this.openRow(idHash);
    await this.parts.store.revoke(idHash, this.parts.clock.now());
    this.tell(idHash.toString('hex'));
    return row ? this.parts.vault.open(row.idTokenEnc, placeOf(idHash)) : null;
  }

  /** Ends what a back-channel logout names; a token seen before changes nothing. */
  async endAll({ jti, whose }: { jti: string; whose: { sid: string } | { sub: string } }): Promise<void> {
    const now = this.parts.clock.now();
    if (!(await this.parts.store.firstUse(jti, now))) return;
    for (const key of await this.parts.store.revokeAll(whose, now)) this.tell(key);
  }

  /** Calls back with the key of each session that ends in this process. */
  onEnd(listener: (key: string) => void): void {
    this.ended.add(listener);
  }

  /** Of these sessions, those still open, whichever process ended the others. */
  stillOpen(keys: readonly string[]): Promise<Set<string>> {
    return this.parts.store.open(keys);
  }

  private async openRow(idHash: Buffer): Promise<SessionRow | null> {
    const row = await this.parts.store.find(idHash);
    return row && isOpen(row, this.parts.clock.now()) ? row : null;
  }

  /** One refresh at a time for a session: in this process by the map, over all replicas by the row's lock. */
  private async refreshed(row: SessionRow): Promise<SessionRow | null> {
    const key = row.idHash.toString('hex');
    const running = this.refreshing.get(key) ?? this.spared(row) ?? this.refreshOnce(row, key);
    const result = await running;
    if (result && isOpen(result, this.parts.clock.now())) return result;
    this.tell(key);
    return null;
  }

  /** A provider that is silent must not keep the connections that all requests need: each refresh holds one until it ends. */
  private spared(row: SessionRow): Promise<SessionRow> | null {
    const isGood = row.accessExpiresAt > this.parts.clock.now();
    if (this.silence && performance.now() - this.silence.since < askAgainMs) return isGood ? Promise.resolve(row) : Promise.reject(this.silence.error);
    return isGood && this.refreshing.size >= sideBySide ? Promise.resolve(row) : null;
  }

  private refreshOnce(row: SessionRow, key: string): Promise<SessionRow | null> {
    const running = this.parts.store.locked(row.idHash, async (locked) => (needsRefresh(locked, this.parts.clock.now()) ? this.renew(locked) : null))
      .catch((error: unknown) => this.stillGood(row, error))
      .finally(() => this.refreshing.delete(key));
    this.refreshing.set(key, running);
    return running;
  }

  /** The provider is down: the token we hold serves until it ends. */
  private stillGood(row: SessionRow, error: unknown): SessionRow {
    if (error instanceof DomainError && row.accessExpiresAt > this.parts.clock.now()) return row;
    throw error;
  }

  private async renew(row: SessionRow): Promise<{ update: TokenUpdate } | { revokeAt: Date } | null> {
    const now = this.parts.clock.now();
    if (!isOpen(row, now)) return null;
    if (!row.refreshEnc) return { revokeAt: now };
    try {
      const update = this.sealed(await this.parts.issuer.refresh(this.parts.vault.open(row.refreshEnc, placeOf(row.idHash))), row);
      this.silence = null;
      return { update };
    } catch (error) {
      if (error instanceof SignedOutError) return { revokeAt: now };
      if (error instanceof Error) this.silence = { since: performance.now(), error };
      throw error;
    }
  }

  /** The tokens as the row keeps them; what the provider did not send again stays as it was. */
  private sealed(tokens: Tokens, kept: Pick<SessionRow, 'idHash' | 'refreshEnc' | 'idTokenEnc'>): TokenUpdate {
    const seal = (text: string): Buffer => this.parts.vault.seal(text, placeOf(kept.idHash));
    return {
      accessEnc: seal(tokens.access), accessExpiresAt: new Date(this.parts.clock.now().getTime() + tokens.expiresInS * 1000),
      refreshEnc: tokens.refresh === null ? kept.refreshEnc : seal(tokens.refresh), idTokenEnc: tokens.idToken === null ? kept.idTokenEnc : seal(tokens.idToken),
    };
  }

  private async live(row: SessionRow): Promise<LiveSession | null> {
    const { vault, tokens } = this.parts;
    const place = placeOf(row.idHash);
    const token = vault.open(row.accessEnc, place);
    const actor = await tokens.verify(token).catch((error: unknown) => {
      if (error instanceof DomainError && error.code === 'UNAUTHENTICATED') return null;
      throw error;
    });
    if (!actor || actor.sub !== row.sub || actor.tenant !== row.tenant) return null;
    return {
      key: row.idHash.toString('hex'), sub: row.sub, tenant: row.tenant, name: nameIn(vault.open(row.idTokenEnc, place)), actor, token,
      accessExpiresAt: row.accessExpiresAt, expiresAt: endOf(row),
    };
  }

  private signedOut(key: string): DomainError {
    this.tell(key);
    return new DomainError('UNAUTHENTICATED', { cause: 'SESSION_ENDED' });
  }

  private tell(key: string): void {
    for (const listener of this.ended) listener(key);
  }
}

function hashOf(cookie: string): Buffer {
  return createHash('sha256').update(cookie).digest();
}

/** Binds a sealed token to its row: moved to another session, it does not open. */
function placeOf(idHash: Buffer): string {
  return `session ${idHash.toString('hex')}`;
}

function nameIn(idToken: string): string {
  const { name, preferred_username: username } = decodeJwt<{ name?: unknown; preferred_username?: unknown }>(idToken);
  return [name, username].find((text): text is string => typeof text === 'string' && text !== '') ?? '';
}
