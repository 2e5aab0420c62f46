import { Args, Context, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { referralsRpc, ReferralView } from '@konbit/contracts';
import { DomainError, type RpcRequest, type StaffActor } from '@konbit/platform';
import { Allow } from '../api/allow.js';
import type { ApiContext } from '../api/api-context.js';
import { heldBranch } from '../api/api-contexts.js';
import { mapNodes } from '../api/connection.js';
import { asInput } from '../api/inputs.js';
import { pageOf, type SliceArgs } from '../api/page-args.js';
import { ReferralsClient } from '../api/services.js';
import { ReferenceCache } from '../directory/reference-cache.js';
import { moveEnvelope, type MoveReferralInput } from './move-input.js';
import { branchesOf, referralNode, type ReferralNode } from './referral-node.js';
import { ReferralsLoaders } from './referrals.loaders.js';

interface ListArgs extends SliceArgs { box: string; filter?: object | null }

/** Referrals: one of them, the worklists, and the one door through which they move. */
@Resolver()
export class ReferralsResolver {
  constructor(private readonly referrals: ReferralsClient, private readonly loaders: ReferralsLoaders, private readonly reference: ReferenceCache) {}

  @Query()
  @Allow('referral.request', 'referral.answer')
  async referral(@Context() api: ApiContext, @Args('id') id: string): Promise<ReferralNode> {
    return await this.node(api, await this.loaders.referral(api, id));
  }

  @Query('referrals')
  @Allow('referral.request', 'referral.answer')
  async list(@Context() { ctx }: ApiContext, @Args() { box, filter, ...slice }: ListArgs): Promise<object> {
    const input = asInput<RpcRequest<typeof referralsRpc, 'referrals.list'>>({ box, filter: filter ?? {}, page: pageOf(slice) });
    const answer = await this.referrals.call(ctx, 'referrals.list', input);
    const names = await this.reference.names(ctx, branchesOf(answer.edges.map(({ node }) => node)));
    return mapNodes(answer, (view) => referralNode(view, names, 'list'));
  }

  @Query()
  @Allow('referral.request', 'referral.answer')
  async referralCounts(@Context() { ctx }: ApiContext): Promise<object> {
    const { boxes, overdue, branchClosed } = await this.referrals.call(ctx, 'referrals.counts', {});
    return { boxes: Object.entries(boxes).map(([box, count]) => ({ box, count })), overdue, branchClosed };
  }

  @Query()
  @Allow('directory.edit')
  async openReferralsAt(@Context() { ctx }: ApiContext, @Args('branchId') branchId: string): Promise<number> {
    return (await this.referrals.call(ctx, 'referrals.openAt', { branchId })).open;
  }

  @Mutation()
  @Allow('referral.request', 'referral.answer')
  async moveReferral(@Context() api: ApiContext, @Args('input') input: MoveReferralInput): Promise<ReferralNode> {
    api.ctx = { ...api.ctx, actingBranch: heldBranch(staff(api), input.actingBranch) };
    const { id } = await this.referrals.call(api.ctx, 'referrals.move', moveEnvelope(input));
    return await this.node(api, await this.loaders.referral(api, id));
  }

  private async node({ ctx }: ApiContext, view: ReferralView): Promise<ReferralNode> {
    return referralNode(view, await this.reference.names(ctx, branchesOf([view])), 'referral');
  }
}

function staff({ ctx: { actor } }: ApiContext): StaffActor {
  if (actor.kind !== 'staff') throw new DomainError('UNAUTHENTICATED');
  return actor;
}
