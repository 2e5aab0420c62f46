import { createHash } from 'node:crypto';
import type { StaffActor } from '../actor/actor.js';

interface Entry {
  actor: StaffActor;
  untilMs: number;
}

/** Verified tokens by their hash, oldest use dropped first; a token is not kept itself. */
export class TokenCache {
  private readonly entries = new Map<string, Entry>();

  constructor(private readonly size: number, private readonly keepMs: number) {}

  get(token: string, nowMs: number): StaffActor | null {
    const key = hashOf(token);
    const entry = this.entries.get(key);
    if (!entry) return null;
    this.entries.delete(key);
    // An end further away than any token is kept: the clock was set back, and the token is checked again.
    if (entry.untilMs <= nowMs || entry.untilMs > nowMs + this.keepMs) return null;
    this.entries.set(key, entry);
    return entry.actor;
  }

  put(token: string, actor: StaffActor, untilMs: number): void {
    this.entries.set(hashOf(token), { actor, untilMs });
    if (this.entries.size > this.size) this.entries.delete(this.entries.keys().next().value!);
  }
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('base64');
}
