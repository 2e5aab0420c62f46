import { Module } from '@nestjs/common';
import { openEventLog } from '@konbit/messaging';
import { LOG, type Log } from '@konbit/platform';
import type { GatewayConfig } from '../config.js';
import { GATEWAY_CONFIG } from '../core.module.js';
import { DirectoryModule } from '../directory/directory.module.js';
import { ReferenceCache } from '../directory/reference-cache.js';
import { SessionService } from '../sign-in/session.service.js';
import { SignInModule } from '../sign-in/sign-in.module.js';
import { HintHub } from './hint-hub.js';
import { HintsController } from './hints.controller.js';

@Module({
  imports: [SignInModule, DirectoryModule],
  controllers: [HintsController],
  providers: [{
    provide: HintHub, inject: [GATEWAY_CONFIG, LOG, SessionService, ReferenceCache],
    useFactory: ({ events }: GatewayConfig, errors: Log, sessions: SessionService, reference: ReferenceCache) => (
      new HintHub({ log: openEventLog({ address: events, log: errors }), sessions, reference, errors })),
  }],
  exports: [HintHub],
})
export class HintsModule {}
