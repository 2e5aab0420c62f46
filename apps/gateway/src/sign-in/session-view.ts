import { type Permission, permissionsOf } from '@konbit/contracts';
import { staffCtx, type Vault } from '@konbit/platform';
import type { ReferenceCache } from '../directory/reference-cache.js';
import type { LiveSession } from './session.js';

export interface SessionBranch { id: string; code: string; name: string; orgId: string; orgCode: string; orgName: string }

/** What `GET /auth/session` answers: who works here, where, and what they may press. */
export interface SessionView {
  user: { sub: string; name: string };
  roles: string[];
  permissions: Permission[];
  branches: SessionBranch[];
  actingBranch: SessionBranch | null;
  /** 32 bytes, base64. */
  draftKey: string;
  demo: boolean;
  expiresAt: string;
}

/** Makes the session's view; branches carry their names when the directory answers, else their codes. */
export class SessionViews {
  constructor(private readonly reference: ReferenceCache, private readonly vault: Vault, private readonly demo: boolean) {}

  async of(session: LiveSession): Promise<SessionView> {
    const { sub, name, actor } = session;
    const branches = await this.branchesOf(session);
    return {
      user: { sub, name }, roles: [...actor.roles], permissions: [...permissionsOf(actor.roles)], branches, actingBranch: branches[0] ?? null,
      draftKey: this.draftKeyOf(session), demo: this.demo, expiresAt: session.expiresAt.toISOString(),
    };
  }

  private async branchesOf({ actor, token }: LiveSession): Promise<SessionBranch[]> {
    const index = await this.reference.current(staffCtx(actor, { token, actingBranch: actor.branches[0] ?? null, forMs: 2000 })).catch(() => null);
    return actor.branches.map(({ id, code, orgId, orgCode }) => {
      const named = index?.findBranch(id);
      return { id, code, name: named?.name ?? code, orgId, orgCode, orgName: named?.organisation.name ?? orgCode };
    });
  }

  /** Seals drafts on this person's computer: the same at every sign-in, another one for every person, written nowhere (WEB §6). */
  private draftKeyOf({ tenant, sub }: LiveSession): string {
    return this.vault.blindIndex('draft-key', `${tenant}/${sub}`).toString('base64');
  }
}
