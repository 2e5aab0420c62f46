import { Module } from '@nestjs/common';
import { DirectoryModule } from '../directory/directory.module.js';
import { SignInModule } from '../sign-in/sign-in.module.js';
import { OversightResolver } from './oversight.resolver.js';

@Module({ imports: [DirectoryModule, SignInModule], providers: [OversightResolver] })
export class OversightModule {}
