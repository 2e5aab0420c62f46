import { Controller } from '@nestjs/common';
import { directoryRpc, type Effect, type RpcIn, type RpcOut } from '@konbit/contracts';
import { type Ctx, Handles } from '@konbit/platform';
import { CriterionQueries } from './criterion.queries.js';
import { CriterionService } from './criterion.service.js';

type Calls = typeof directoryRpc;

@Controller()
export class CriterionRpc {
  constructor(private readonly criteria: CriterionService, private readonly queries: CriterionQueries) {}

  @Handles(directoryRpc, 'directory.declareCriterion')
  declare(ctx: Ctx, input: RpcIn<Calls, 'directory.declareCriterion'>): Promise<Effect> {
    return this.criteria.declare(ctx, input);
  }

  @Handles(directoryRpc, 'directory.withdrawCriterion')
  withdraw(ctx: Ctx, input: RpcIn<Calls, 'directory.withdrawCriterion'>): Promise<Effect> {
    return this.criteria.withdraw(ctx, input);
  }

  @Handles(directoryRpc, 'directory.criteria')
  list(ctx: Ctx, input: RpcIn<Calls, 'directory.criteria'>): Promise<RpcOut<Calls, 'directory.criteria'>> {
    return this.queries.list(ctx, input);
  }

  @Handles(directoryRpc, 'directory.criterionVersions')
  versions(ctx: Ctx, input: RpcIn<Calls, 'directory.criterionVersions'>): Promise<RpcOut<Calls, 'directory.criterionVersions'>> {
    return this.queries.versions(ctx, input);
  }

  @Handles(directoryRpc, 'directory.explore')
  explore(ctx: Ctx, input: RpcIn<Calls, 'directory.explore'>): Promise<RpcOut<Calls, 'directory.explore'>> {
    return this.queries.explore(ctx, input);
  }

  @Handles(directoryRpc, 'directory.compareCriteria')
  compare(ctx: Ctx, input: RpcIn<Calls, 'directory.compareCriteria'>): Promise<RpcOut<Calls, 'directory.compareCriteria'>> {
    return this.queries.compare(ctx, input);
  }
}
