import { Module } from '@nestjs/common';
import { ProjectionModule } from '../projection/projection.module.js';
import { ReferralModule } from '../referral/referral.module.js';
import { SlipQueries } from './slip.queries.js';
import { SlipRpc } from './slip.rpc.js';
import { SlipService } from './slip.service.js';
import { SlipStore } from './slip.store.js';

@Module({ imports: [ProjectionModule, ReferralModule], controllers: [SlipRpc], providers: [SlipStore, SlipService, SlipQueries] })
export class SlipModule {}
