import type { directoryRpc } from '@konbit/contracts';
import { type Ctx, DomainError, type RpcCaller } from '@konbit/platform';
import { type Branch, type Organisation, ReferenceIndex, type Service } from './reference-index.js';

interface Known { index: ReferenceIndex | null; checkedAt: number; changed: boolean; asking: Promise<ReferenceIndex> | null }

const lookAgainMs = 5000;
const missAgainMs = 1000;
const askForMs = 2000;

/** The directory's reference data of each municipality, kept by version: names cost a list no call (BACKBONE §7). */
export class ReferenceCache {
  private readonly byTenant = new Map<string, Known>();

  constructor(private readonly directory: RpcCaller<typeof directoryRpc>, private readonly nowMs: () => number = () => performance.now()) {}

  /** The newest index: asked for anew after a change was heard, in the background when it is some seconds old. Throws UNAVAILABLE. */
  async current(ctx: Ctx): Promise<ReferenceIndex> {
    const known = this.knownOf(ctx.tenant);
    if (known.index === null) return await this.ask(ctx, known);
    if (known.changed) return await this.ask(ctx, known).catch(() => known.index!);
    if (this.nowMs() - known.checkedAt > lookAgainMs) this.ask(ctx, known).catch(() => undefined);
    return known.index;
  }

  /** Names for a list; never throws, so that a directory that is down costs the fields it would fill and nothing else. */
  async names(ctx: Ctx, branchIds: readonly (string | null)[] = []): Promise<Names> {
    try {
      const index = await this.current(ctx);
      const missing = branchIds.some((id) => id !== null && !index.findBranch(id));
      const known = this.knownOf(ctx.tenant);
      return new Names(missing && this.nowMs() - known.checkedAt > missAgainMs ? await this.ask(ctx, known) : index);
    } catch (error) {
      return new Names(null, error);
    }
  }

  /** A directory event was heard: the next reader waits for the new version. */
  markChanged(tenant: string): void {
    this.knownOf(tenant).changed = true;
  }

  private knownOf(tenant: string): Known {
    const known = this.byTenant.get(tenant) ?? { index: null, checkedAt: -Infinity, changed: false, asking: null };
    this.byTenant.set(tenant, known);
    return known;
  }

  private ask(ctx: Ctx, known: Known): Promise<ReferenceIndex> {
    known.asking ??= this.fetch(ctx, known).finally(() => { known.asking = null; });
    return known.asking;
  }

  private async fetch(ctx: Ctx, known: Known): Promise<ReferenceIndex> {
    known.changed = false;
    try {
      const input = known.index === null ? {} : { knownVersion: known.index.version };
      const answer = await this.directory.call({ ...ctx, deadlineAt: this.nowMs() + askForMs }, 'directory.reference', input);
      if (answer.reference !== null) known.index = new ReferenceIndex(answer.reference);
      if (known.index === null) throw new DomainError('UNAVAILABLE', { cause: 'REFERENCE_MISSING' });
      return known.index;
    } catch (error) {
      known.changed = true;
      throw error;
    } finally {
      known.checkedAt = this.nowMs();
    }
  }
}

/** Names by id. While the directory cannot be had, each look-up throws what the directory threw. */
export class Names {
  constructor(private readonly index: ReferenceIndex | null, private readonly error?: unknown) {}

  organisation(id: string | null): Organisation | null {
    return id === null ? null : this.known().findOrganisation(id);
  }

  branch(id: string | null): Branch | null {
    return id === null ? null : this.known().findBranch(id);
  }

  service(id: string | null): Service | null {
    return id === null ? null : this.known().findService(id);
  }

  private known(): ReferenceIndex {
    if (this.index) return this.index;
    throw this.error instanceof Error ? this.error : new DomainError('UNAVAILABLE');
  }
}
