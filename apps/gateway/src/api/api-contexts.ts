import { DomainError, staffCtx, type StaffActor, type BranchRef } from '@konbit/platform';
import type { FastifyRequest } from 'fastify';
import { traceOf } from '../operations/request-spans.js';
import { sessionCookieOf } from '../sign-in/cookies.js';
import type { SessionService } from '../sign-in/session.service.js';
import { type ApiContext, branchHeader, operationDeadlineMs } from './api-context.js';
import { requestError } from './api-errors.js';
import type { RateLimit } from './rate-limit.js';

export interface Rates { person: RateLimit; branch: RateLimit }

/** Makes the context of a GraphQL request: who asks, for which branch, until when. A request without a session gets no further. */
export class ApiContexts {
  constructor(private readonly sessions: SessionService, private readonly rates: Rates) {}

  async of(req: FastifyRequest): Promise<ApiContext> {
    try {
      const session = await this.sessions.resolve(sessionCookieOf(req));
      if (!session) throw new DomainError('UNAUTHENTICATED');
      const { actor, token } = session;
      const actingBranch = heldBranch(actor, req.headers[branchHeader]);
      this.takeRate(actor.sub, actingBranch);
      return { req, session, ctx: staffCtx(actor, { token, actingBranch, trace: traceOf(req), forMs: operationDeadlineMs }) };
    } catch (error) {
      if (error instanceof DomainError) throw requestError(error, error.code === 'RATE_LIMITED' ? { 'retry-after': String(this.rates.person.retryAfterS) } : {});
      throw error;
    }
  }

  private takeRate(sub: string, branch: BranchRef | null): void {
    const within = this.rates.person.take(sub) && (branch === null || this.rates.branch.take(branch.id));
    if (!within) throw new DomainError('RATE_LIMITED');
  }
}

/** The branch a request acts for: the one it names, else the person's first. Throws FORBIDDEN_ACTION for a branch of others. */
export function heldBranch(actor: StaffActor, named: unknown): BranchRef | null {
  if (named === undefined || named === '') return actor.branches[0] ?? null;
  const held = actor.branches.find(({ id }) => id === named);
  if (!held) throw new DomainError('FORBIDDEN_ACTION', { cause: 'BRANCH_NOT_YOURS' });
  return held;
}
