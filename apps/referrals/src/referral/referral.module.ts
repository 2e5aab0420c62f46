import { Module } from '@nestjs/common';
import { casesRpc } from '@konbit/contracts';
import { rpcClientProvider } from '@konbit/platform';
import { NoticeModule } from '../notice/notice.module.js';
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
  imports: [ProjectionModule, NoticeModule],
  controllers: [ReferralRpc],
  providers: [rpcClientProvider(CASES_RPC, casesRpc), BasisCheck, FactsService, WhoService, ReferralStore, ReferralTrace, ReferralService, ReferralQueries],
  exports: [ReferralService, ReferralQueries, ReferralStore, WhoService],
})
export class ReferralModule {}
