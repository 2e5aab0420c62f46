import { Module } from '@nestjs/common';
import { DirectoryModule } from '../directory/directory.module.js';
import { SignInModule } from '../sign-in/sign-in.module.js';
import { CasesCommandsResolver } from './cases-commands.resolver.js';
import { CasesLoaders } from './cases.loaders.js';
import { CasesResolver } from './cases.resolver.js';
import { AttendanceResolver, PersonResolver } from './person.resolver.js';

@Module({
  imports: [DirectoryModule, SignInModule],
  providers: [CasesResolver, CasesCommandsResolver, PersonResolver, AttendanceResolver, CasesLoaders],
  exports: [CasesLoaders],
})
export class CasesModule {}
