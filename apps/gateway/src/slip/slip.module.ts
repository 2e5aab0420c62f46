import { Module } from '@nestjs/common';
import { CasesModule } from '../cases/cases.module.js';
import { DirectoryModule } from '../directory/directory.module.js';
import { ReferralsModule } from '../referrals/referrals.module.js';
import { TextsModule } from '../texts/texts.module.js';
import { SlipResolver } from './slip.resolver.js';

@Module({ imports: [CasesModule, DirectoryModule, ReferralsModule, TextsModule], providers: [SlipResolver] })
export class SlipModule {}
