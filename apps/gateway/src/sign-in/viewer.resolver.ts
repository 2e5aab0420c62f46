import { Context, Query, Resolver } from '@nestjs/graphql';
import { permissionsOf } from '@konbit/contracts';
import { Allow } from '../api/allow.js';
import type { ApiContext } from '../api/api-context.js';
import { ReferenceCache } from '../directory/reference-cache.js';

/** Who is signed in, and where they act. */
@Resolver()
export class ViewerResolver {
  constructor(private readonly reference: ReferenceCache) {}

  @Query()
  @Allow('anybody')
  async viewer(@Context() { session, ctx }: ApiContext): Promise<object> {
    const { actor, sub, name } = session;
    const names = await this.reference.names(ctx, actor.branches.map(({ id }) => id));
    return {
      sub, name, roles: actor.roles, permissions: [...permissionsOf(actor.roles)],
      branches: () => actor.branches.flatMap(({ id }) => names.branch(id) ?? []), actingBranch: () => names.branch(ctx.actingBranch?.id ?? null),
    };
  }
}
