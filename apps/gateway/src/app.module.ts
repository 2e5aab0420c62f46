import { type DynamicModule, Module } from '@nestjs/common';
import { ApiModule } from './api/api.module.js';
import { CasesModule } from './cases/cases.module.js';
import { CoreModule, type GatewayParts } from './core.module.js';
import { DirectoryModule } from './directory/directory.module.js';
import { PlacesModule } from './directory/places.module.js';
import { ExplorerController } from './explorer/explorer.controller.js';
import { HintsModule } from './hints/hints.module.js';
import { OperationsModule } from './operations/operations.module.js';
import { OversightModule } from './oversight/oversight.module.js';
import { PublicModule } from './public/public.module.js';
import { ReferralsModule } from './referrals/referrals.module.js';
import { SignInModule } from './sign-in/sign-in.module.js';
import { SlipModule } from './slip/slip.module.js';
import { TextsModule } from './texts/texts.module.js';

/** The gateway: one module for each domain, and the API in front of them. */
@Module({})
export class AppModule {
  static with(parts: GatewayParts): DynamicModule {
    return {
      module: AppModule,
      imports: [CoreModule.with(parts), SignInModule, DirectoryModule, PlacesModule, CasesModule, ReferralsModule, SlipModule, OversightModule, PublicModule, TextsModule, HintsModule, OperationsModule, ApiModule],
      controllers: parts.config.isDev ? [ExplorerController] : [],
    };
  }
}
