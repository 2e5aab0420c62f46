import { Module } from '@nestjs/common';
import { CasesModule } from '../cases/cases.module.js';
import { DirectoryModule } from '../directory/directory.module.js';
import { PersonReferralsResolver, ReferralResolver } from './referral.resolver.js';
import { ReferralsLoaders } from './referrals.loaders.js';
import { ReferralsResolver } from './referrals.resolver.js';

@Module({ imports: [CasesModule, DirectoryModule], providers: [ReferralsResolver, ReferralResolver, PersonReferralsResolver, ReferralsLoaders], exports: [ReferralsLoaders] })
export class ReferralsModule {}
