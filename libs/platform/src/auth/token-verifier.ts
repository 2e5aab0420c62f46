import { roles as knownRoles, type Role } from '@konbit/contracts';
import { createLocalJWKSet, type JSONWebKeySet, type JWTPayload, jwtVerify, type JWTVerifyGetKey } from 'jose';
import { branchOf, type BranchRef, type StaffActor } from '../actor/actor.js';
import { type Clock, SystemClock } from '../clock/clock.js';
import { KeySource } from './key-source.js';
import { TokenCache } from './token-cache.js';
import { tokenRefusal, unauthenticated } from './token-refusal.js';

export interface VerifierOptions {
  issuer: string;
  audience: string;
  /** Where the issuer's keys are; without it they are found by discovery. */
  jwksUri?: string | undefined;
  /** Keys in hand, for a test or a tool. */
  jwks?: JSONWebKeySet | undefined;
  clock?: Clock;
}

const algorithms = ['RS256', 'PS256', 'ES256'];
const skewSeconds = 30;
const cacheForMs = 60_000;
const cacheSize = 5000;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Verifies access tokens by the rules of STANDARDS §5 and makes actors of them. */
export class TokenVerifier {
  private readonly cache = new TokenCache(cacheSize, cacheForMs);
  private readonly clock: Clock;
  private readonly source: KeySource | null;
  private readonly findKey: JWTVerifyGetKey;

  constructor(private readonly options: VerifierOptions) {
    this.clock = options.clock ?? new SystemClock();
    this.source = options.jwks ? null : new KeySource({ ...options, clock: this.clock });
    this.findKey = this.source?.find ?? createLocalJWKSet(options.jwks ?? { keys: [] });
  }

  /** Whether a token could be checked now; asks the issuer when it has to, and does not wait long. */
  async hasKeys(): Promise<boolean> {
    return this.source === null || await this.source.isUsable();
  }

  /** The actor a token speaks for. Throws UNAUTHENTICATED with its cause, UNAVAILABLE when the issuer's keys cannot be had. */
  async verify(token: string | null | undefined): Promise<StaffActor> {
    if (!token) throw unauthenticated('TOKEN_MISSING');
    const nowMs = this.clock.now().getTime();
    const known = this.cache.get(token, nowMs);
    if (known) return known;
    const payload = await this.payloadOf(token);
    const actor = actorOf(payload);
    this.cache.put(token, actor, Math.min((payload.exp ?? 0) * 1000, nowMs + cacheForMs));
    return actor;
  }

  private async payloadOf(token: string): Promise<JWTPayload> {
    try {
      const { issuer, audience } = this.options;
      const verified = await jwtVerify(token, this.findKey, {
        issuer, audience, typ: 'at+jwt', algorithms, clockTolerance: skewSeconds, requiredClaims: ['exp', 'iat', 'sub', 'tenant', 'roles'], currentDate: this.clock.now(),
      });
      return verified.payload;
    } catch (error) {
      throw tokenRefusal(error);
    }
  }
}

function actorOf(payload: JWTPayload): StaffActor {
  const { sub, tenant, roles, branches = [] } = payload as JWTPayload & { tenant?: unknown; roles?: unknown; branches?: unknown };
  if (!sub || typeof tenant !== 'string' || !uuid.test(tenant) || !isTexts(roles) || !isTexts(branches)) throw unauthenticated('TOKEN_CLAIMS');
  const refs = branches.map(branchOf);
  if (refs.includes(null)) throw unauthenticated('TOKEN_CLAIMS');
  const held = roles.filter((role): role is Role => (knownRoles as readonly string[]).includes(role));
  return { kind: 'staff', sub, tenant, roles: held, branches: refs as BranchRef[] };
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.length <= 200 && value.every((item) => typeof item === 'string');
}
