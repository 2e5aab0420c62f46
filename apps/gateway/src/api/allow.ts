import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { GqlExecutionContext, type GqlContextType } from '@nestjs/graphql';
import type { Permission } from '@konbit/contracts';
import { can, DomainError } from '@konbit/platform';
import { SessionService } from '../sign-in/session.service.js';
import type { ApiContext } from './api-context.js';

const rule = Reflector.createDecorator<readonly (Permission | 'anybody')[]>();
const fresh = Reflector.createDecorator<true>();

/** Who may ask: holders of one of these permissions, or anybody signed in. The owning service decides exactly. */
export const Allow = (...anyOf: readonly (Permission | 'anybody')[]): MethodDecorator => rule(anyOf);

/** The token is fetched anew before this command: an account closed a moment ago fails (STANDARDS §5). */
export const Fresh = (): MethodDecorator => fresh(true);

/** Holds every query and mutation to its `@Allow`; one without is refused to all. */
@Injectable()
export class AllowGuard implements CanActivate {
  constructor(private readonly reflector: Reflector, private readonly sessions: SessionService) {}

  async canActivate(execution: ExecutionContext): Promise<boolean> {
    if (execution.getType<GqlContextType>() !== 'graphql') return true;
    const api = GqlExecutionContext.create(execution).getContext<ApiContext>();
    const handler = execution.getHandler();
    const anyOf = this.reflector.get(rule, handler) as readonly (Permission | 'anybody')[] | undefined;
    if (!anyOf?.some((permission) => permission === 'anybody' || can(api.ctx, permission))) {
      throw new DomainError('FORBIDDEN_ACTION', { cause: 'PERMISSION_MISSING' });
    }
    if (this.reflector.get(fresh, handler) as true | undefined) await this.refresh(api);
    return true;
  }

  private async refresh(api: ApiContext): Promise<void> {
    api.session = await this.sessions.fresh(api.session);
    const { actor, token } = api.session;
    const actingBranch = actor.branches.find(({ id }) => id === api.ctx.actingBranch?.id) ?? null;
    if (api.ctx.actingBranch && !actingBranch) throw new DomainError('FORBIDDEN_ACTION', { cause: 'BRANCH_NOT_YOURS' });
    api.ctx = { ...api.ctx, actor, token, actingBranch };
  }
}
