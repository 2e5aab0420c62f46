import { Module } from '@nestjs/common';
import { casesRpc } from '@konbit/contracts';
import { rpcClientProvider } from '@konbit/platform';
import { ProjectionModule } from '../projection/projection.module.js';
import { BasisCheck, CASES_RPC } from './basis-check.service.js';
import { FactsService } from './facts.service.js';
import { ReferralStore } from './referral-store.service.js';
import { ReferralTrace } from './referral-trace.service.js';
import { ReferralQueries } from './referral.queries.js';
import { ReferralRpc } from './referral.rpc.js';
import { ReferralService } from './referral.service.js';
import { WhoService } from './who.service.js';

@Module({
  imports: [ProjectionModule],
  controllers: [ReferralRpc],
  providers: [rpcClientProvider(CASES_RPC, casesRpc), BasisCheck, FactsService, WhoService, ReferralStore, ReferralTrace, ReferralService, ReferralQueries],
  exports: [ReferralService, ReferralQueries],
})
export class ReferralModule {}
