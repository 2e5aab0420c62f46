import { Module } from '@nestjs/common';
import { SignInModule } from '../sign-in/sign-in.module.js';
import { DirectoryCommandsResolver } from './directory-commands.resolver.js';
import { DirectoryModule } from './directory.module.js';
import { PlacesResolver } from './places.resolver.js';
import { ServiceResolver } from './service.resolver.js';

/** Places, edits and suggestions; apart from the reference data, which the sign-in itself uses. */
@Module({ imports: [DirectoryModule, SignInModule], providers: [PlacesResolver, DirectoryCommandsResolver, ServiceResolver] })
export class PlacesModule {}
