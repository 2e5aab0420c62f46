import { Module } from '@nestjs/common';
import { MessagingModule } from '@konbit/messaging';
import type { ServiceDefinition } from '@konbit/platform';
import { migrations } from './migrations/migrations.js';
import { OversightModule } from './oversight/oversight.module.js';
import { accessGroup } from './projection/access.consumer.js';
import { directoryGroup } from './projection/directory.consumer.js';
import { ReferralModule } from './referral/referral.module.js';
import { SlipModule } from './slip/slip.module.js';

@Module({
  imports: [
    MessagingModule.forService({
      service: 'referrals',
      consumes: [{ group: directoryGroup, topics: ['directory.events'] }, { group: accessGroup, topics: ['cases.events'] }],
    }),
    OversightModule,
    ReferralModule,
    SlipModule,
  ],
})
export class AppModule {}

/** What was asked of another office and how it ended. */
export const referralsService: ServiceDefinition = { name: 'referrals', migrations, module: AppModule };
