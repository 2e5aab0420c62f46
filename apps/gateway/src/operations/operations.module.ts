import { Module } from '@nestjs/common';
import { TokenVerifier } from '@konbit/platform';
import { CasesClient, DirectoryClient, ReferralsClient } from '../api/services.js';
import { HintsModule } from '../hints/hints.module.js';
import { SessionStore } from '../sign-in/session.store.js';
import { SignInModule } from '../sign-in/sign-in.module.js';
import { HealthController } from './health.controller.js';
import { MetricsController } from './metrics.controller.js';
import { Readiness } from './readiness.js';
import { ReadinessController } from './readiness.controller.js';

/** What an operator asks: does it work, may people be sent here, what do its figures say. */
@Module({
  imports: [SignInModule, HintsModule],
  controllers: [HealthController, MetricsController, ReadinessController],
  providers: [{
    provide: Readiness, inject: [CasesClient, ReferralsClient, DirectoryClient, SessionStore, TokenVerifier],
    useFactory: (cases: CasesClient, referrals: ReferralsClient, directory: DirectoryClient, store: SessionStore, tokens: TokenVerifier) => (
      new Readiness({ services: [cases, referrals, directory], store, tokens })),
  }],
})
export class OperationsModule {}
