import { Args, Context, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { directoryRpc } from '@konbit/contracts';
import { DomainError, type RpcRequest } from '@konbit/platform';
import { Allow } from '../api/allow.js';
import type { ApiContext } from '../api/api-context.js';
import { mapNodes } from '../api/connection.js';
import { asInput } from '../api/inputs.js';
import { pageOf, type SliceArgs } from '../api/page-args.js';
import { DirectoryClient } from '../api/services.js';
import { comparisonNode, criterionNode, exploredNode, type FactInput, knownOf, rulesOf } from './criteria-nodes.js';
import { ReferenceCache } from './reference-cache.js';

type Calls = typeof directoryRpc;
interface ListArgs extends SliceArgs { serviceId?: string | null; branchId?: string | null; on?: string | null }
interface ExploreArgs { serviceId: string; known: FactInput[]; on?: string | null }
interface Declare { rules: { when: FactInput[] }[] }

/** Criteria as officers read them, ask them about a person, and compare them; and the two commands that keep them. */
@Resolver()
export class CriteriaResolver {
  constructor(private readonly directory: DirectoryClient, private readonly reference: ReferenceCache) {}

  @Query()
  @Allow('anybody')
  async criteria(@Context() { ctx }: ApiContext, @Args() { serviceId, branchId, on, ...slice }: ListArgs): Promise<object> {
    const input = asInput<RpcRequest<Calls, 'directory.criteria'>>({ serviceId, branchId, on, page: pageOf(slice) });
    const [found, index] = await Promise.all([this.directory.call(ctx, 'directory.criteria', input), this.reference.current(ctx)]);
    return mapNodes(found, (view) => criterionNode(view, index));
  }

  @Query()
  @Allow('anybody')
  async criterionVersions(@Context() { ctx }: ApiContext, @Args() { lineId, ...slice }: SliceArgs & { lineId: string }): Promise<object> {
    const input = asInput<RpcRequest<Calls, 'directory.criterionVersions'>>({ lineId, page: pageOf(slice) });
    const [found, index] = await Promise.all([this.directory.call(ctx, 'directory.criterionVersions', input), this.reference.current(ctx)]);
    return mapNodes(found, (view) => criterionNode(view, index));
  }

  @Query()
  @Allow('anybody')
  async exploreCriteria(@Context() { ctx }: ApiContext, @Args() { serviceId, known, on }: ExploreArgs): Promise<object> {
    const input = asInput<RpcRequest<Calls, 'directory.explore'>>({ serviceId, known: knownOf(known), on });
    const [found, index] = await Promise.all([this.directory.call(ctx, 'directory.explore', input), this.reference.current(ctx)]);
    return { ...found, parties: found.parties.map((view) => exploredNode(view, index)) };
  }

  @Query()
  @Allow('anybody')
  async compareCriteria(@Context() { ctx }: ApiContext, @Args() args: { lineA: string; lineB: string; on?: string | null }): Promise<object> {
    return comparisonNode(await this.directory.call(ctx, 'directory.compareCriteria', asInput(args)));
  }

  @Mutation()
  @Allow('criteria.triage', 'directory.edit')
  async declareCriterion(@Context() api: ApiContext, @Args('input') { rules, ...input }: Declare): Promise<object> {
    const { id } = await this.directory.call(api.ctx, 'directory.declareCriterion', asInput({ ...input, rules: rulesOf(rules) }));
    return this.newest(api, id);
  }

  @Mutation()
  @Allow('criteria.triage', 'directory.edit')
  async withdrawCriterion(@Context() api: ApiContext, @Args('input') input: object): Promise<object> {
    const { id } = await this.directory.call(api.ctx, 'directory.withdrawCriterion', asInput(input));
    return this.newest(api, id);
  }

  private async newest({ ctx }: ApiContext, lineId: string): Promise<object> {
    const [found, index] = await Promise.all([this.directory.call(ctx, 'directory.criterionVersions', { lineId, page: { first: 1 } }), this.reference.current(ctx)]);
    const [edge] = found.edges;
    if (!edge) throw new DomainError('NOT_FOUND');
    return criterionNode(edge.node, index);
  }
}
