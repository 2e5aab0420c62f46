import { Module } from '@nestjs/common';
import { SignInModule } from '../sign-in/sign-in.module.js';
import { CriteriaResolver } from './criteria.resolver.js';
import { DirectoryCommandsResolver } from './directory-commands.resolver.js';
import { DirectoryModule } from './directory.module.js';
import { PlacesResolver } from './places.resolver.js';
import { ServiceResolver } from './service.resolver.js';

/** Places, criteria, edits and suggestions; apart from the reference data, which the sign-in itself uses. */
@Module({ imports: [DirectoryModule, SignInModule], providers: [PlacesResolver, DirectoryCommandsResolver, CriteriaResolver, ServiceResolver] })
export class PlacesModule {}
