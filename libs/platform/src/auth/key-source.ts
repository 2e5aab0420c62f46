import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose';
import type { Clock } from '../clock/clock.js';
import { discoverJwksUri } from './discovery.js';

export interface KeySourceOptions {
  issuer: string;
  jwksUri?: string | undefined;
  clock: Clock;
}

const freshForMs = 300_000;
const staleForMs = 900_000;
const refillMs = 5000;
const burst = 3;
const fetchWithinMs = 1500;

interface Held {
  find: JWTVerifyGetKey;
  readAt: number;
}

/**
 * The issuer's keys: read again after 300 s, and at once for an unknown `kid`, three times and then once in 5 s at most.
 * When the issuer is down the keys in hand serve 15 minutes more, so that running sessions live on (STANDARDS §5).
 */
export class KeySource {
  private held: Held | null = null;
  private reading: Promise<Held> | null = null;
  private uri: string | null;
  private failedAt = -Infinity;
  private failure: unknown = null;
  private reads = burst;
  private countedAt: number;
  private lastRead = -Infinity;
  private stoodStillMs = 0;

  constructor(private readonly options: KeySourceOptions) {
    this.uri = options.jwksUri ?? null;
    this.countedAt = this.now();
  }

  /** Finds the key of a token; throws JWKSNoMatchingKey, or what the reading threw. */
  readonly find: JWTVerifyGetKey = async (header, token) => {
    const held = await this.current();
    try {
      return await held.find(header, token);
    } catch (error) {
      const newer = error instanceof errors.JWKSNoMatchingKey ? await this.newerThan(held) : null;
      if (!newer) throw error;
      return newer.find(header, token);
    }
  };

  /** Whether there are keys to use; without them they are read, for so long at most. Never throws. */
  async isUsable(withinMs = 500): Promise<boolean> {
    if (!this.held && this.now() - this.failedAt < refillMs) return false;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<boolean>((resolve) => { timer = setTimeout(() => resolve(this.held !== null), withinMs); });
    const usable = await Promise.race([this.current().then(() => true, () => false), late]);
    clearTimeout(timer);
    return usable;
  }

  private async current(): Promise<Held> {
    const { held } = this;
    const age = held ? this.now() - held.readAt : Infinity;
    if (held && (age < freshForMs || (age < staleForMs && this.now() - this.failedAt < refillMs))) return held;
    if (this.now() - this.failedAt < refillMs) throw this.failure;
    try {
      return await this.read();
    } catch (error) {
      if (held && age < staleForMs) return held;
      throw error;
    }
  }

  private async newerThan(held: Held): Promise<Held | null> {
    if (this.held && this.held !== held) return this.held;
    if (!this.reading && !this.takeRead()) return null;
    return this.read().catch(() => null);
  }

  private read(): Promise<Held> {
    this.reading ??= this.fetchKeys().finally(() => {
      this.reading = null;
    });
    return this.reading;
  }

  private async fetchKeys(): Promise<Held> {
    try {
      this.uri ??= await discoverJwksUri(this.options.issuer);
      const answer = await fetch(this.uri, { signal: AbortSignal.timeout(fetchWithinMs), redirect: 'error', headers: { accept: 'application/json' } });
      if (!answer.ok) throw new Error(`the issuer answered ${answer.status}`);
      this.held = { find: createLocalJWKSet(await answer.json() as JSONWebKeySet), readAt: this.now() };
      return this.held;
    } catch (error) {
      this.failedAt = this.now();
      this.failure = error;
      throw error;
    }
  }

  private takeRead(): boolean {
    const refilled = Math.floor((this.now() - this.countedAt) / refillMs);
    if (refilled > 0) {
      this.reads = Math.min(burst, this.reads + refilled);
      this.countedAt += refilled * refillMs;
    }
    if (this.reads === 0) return false;
    this.reads -= 1;
    return true;
  }

  /** A clock that is set back must not make old keys fresh nor stop the reading of new ones: time stands still for that step. */
  private now(): number {
    const read = this.options.clock.now().getTime();
    this.stoodStillMs += Math.max(0, this.lastRead - read);
    this.lastRead = read;
    return read + this.stoodStillMs;
  }
}
