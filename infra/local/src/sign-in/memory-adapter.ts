import type { Adapter, AdapterPayload } from 'oidc-provider';

interface Stored { payload: AdapterPayload; expiresAt: number }

/** Grants in memory, without the limit of 1,000 entries of the library's own adapter. */
export class MemoryStore {
  private readonly entries = new Map<string, Stored>();

  /** The adapter of one kind of entry; all share this store. */
  adapter(kind: string): Adapter {
    const keyOf = (id: string): string => `${kind}:${id}`;
    return {
      upsert: (id, payload, expiresIn) => done(() => { this.put(keyOf(id), payload, expiresIn); }),
      find: (id) => Promise.resolve(this.get(keyOf(id))),
      findByUid: (uid) => Promise.resolve(this.search(kind, (payload) => payload.uid === uid)),
      findByUserCode: (code) => Promise.resolve(this.search(kind, (payload) => payload.userCode === code)),
      consume: (id) => done(() => { this.consume(keyOf(id)); }),
      destroy: (id) => done(() => { this.entries.delete(keyOf(id)); }),
      revokeByGrantId: (grantId) => done(() => { this.revoke(grantId); }),
    };
  }

  private put(key: string, payload: AdapterPayload, expiresIn: number | undefined): void {
    this.forgetExpired();
    this.entries.set(key, { payload, expiresAt: expiresIn ? Date.now() + expiresIn * 1000 : Infinity });
  }

  private get(key: string): AdapterPayload | undefined {
    const stored = this.entries.get(key);
    return stored && stored.expiresAt > Date.now() ? stored.payload : undefined;
  }

  private search(kind: string, matches: (payload: AdapterPayload) => boolean): AdapterPayload | undefined {
    for (const [key, stored] of this.entries) {
      if (key.startsWith(`${kind}:`) && stored.expiresAt > Date.now() && matches(stored.payload)) return stored.payload;
    }
    return undefined;
  }

  private consume(key: string): void {
    const payload = this.get(key);
    if (payload) payload.consumed = Math.floor(Date.now() / 1000);
  }

  private revoke(grantId: string): void {
    for (const [key, stored] of this.entries) if (stored.payload.grantId === grantId) this.entries.delete(key);
  }

  private forgetExpired(): void {
    if (this.entries.size % 100 !== 0) return;
    const now = Date.now();
    for (const [key, stored] of this.entries) if (stored.expiresAt <= now) this.entries.delete(key);
  }
}

function done(work: () => void): Promise<void> {
  work();
  return Promise.resolve();
}
