import { Controller } from '@nestjs/common';
import { referralsRpc } from '@konbit/contracts';
import { type Ctx, Handles, type RpcAnswer, type RpcInput } from '@konbit/platform';
import { ReferralQueries } from './referral.queries.js';
import { ReferralService } from './referral.service.js';

type Rpc = typeof referralsRpc;

/** The calls of `referralsRpc`: parsed and verified by the platform's edge, one call each. */
@Controller()
export class ReferralRpc {
  constructor(private readonly service: ReferralService, private readonly queries: ReferralQueries) {}

  @Handles(referralsRpc, 'referrals.move')
  move(ctx: Ctx, input: RpcInput<Rpc, 'referrals.move'>): Promise<RpcAnswer<Rpc, 'referrals.move'>> {
    return this.service.move(ctx, input);
  }

  @Handles(referralsRpc, 'referrals.byIds')
  async byIds(ctx: Ctx, input: RpcInput<Rpc, 'referrals.byIds'>): Promise<RpcAnswer<Rpc, 'referrals.byIds'>> {
    return { referrals: await this.queries.byIds(ctx, input.ids) };
  }

  @Handles(referralsRpc, 'referrals.get')
  get(ctx: Ctx, input: RpcInput<Rpc, 'referrals.get'>): Promise<RpcAnswer<Rpc, 'referrals.get'>> {
    return this.queries.get(ctx, input.id);
  }

  @Handles(referralsRpc, 'referrals.list')
  list(ctx: Ctx, input: RpcInput<Rpc, 'referrals.list'>): Promise<RpcAnswer<Rpc, 'referrals.list'>> {
    return this.queries.list(ctx, input);
  }

  @Handles(referralsRpc, 'referrals.ofPerson')
  ofPerson(ctx: Ctx, input: RpcInput<Rpc, 'referrals.ofPerson'>): Promise<RpcAnswer<Rpc, 'referrals.ofPerson'>> {
    return this.queries.ofPerson(ctx, input);
  }

  @Handles(referralsRpc, 'referrals.counts')
  counts(ctx: Ctx): Promise<RpcAnswer<Rpc, 'referrals.counts'>> {
    return this.queries.counts(ctx);
  }

  @Handles(referralsRpc, 'referrals.openAt')
  openAt(ctx: Ctx, input: RpcInput<Rpc, 'referrals.openAt'>): Promise<RpcAnswer<Rpc, 'referrals.openAt'>> {
    return this.queries.openAt(ctx, input);
  }
}
