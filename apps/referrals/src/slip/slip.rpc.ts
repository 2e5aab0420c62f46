import { Controller } from '@nestjs/common';
import { referralsRpc } from '@konbit/contracts';
import { type Ctx, Handles, type RpcAnswer, type RpcInput } from '@konbit/platform';
import { SlipQueries } from './slip.queries.js';
import { SlipService } from './slip.service.js';

type Rpc = typeof referralsRpc;

/** The paper in the person's hand and the page behind its QR. */
@Controller()
export class SlipRpc {
  constructor(private readonly service: SlipService, private readonly queries: SlipQueries) {}

  @Handles(referralsRpc, 'referrals.issueSlip')
  issue(ctx: Ctx, input: RpcInput<Rpc, 'referrals.issueSlip'>): Promise<RpcAnswer<Rpc, 'referrals.issueSlip'>> {
    return this.service.issue(ctx, input);
  }

  @Handles(referralsRpc, 'referrals.slipPage')
  page(ctx: Ctx, input: RpcInput<Rpc, 'referrals.slipPage'>): Promise<RpcAnswer<Rpc, 'referrals.slipPage'>> {
    return this.queries.page(ctx, input);
  }
}
