import { Module } from '@nestjs/common';
import { DirectoryClient } from '../api/services.js';
import { DirectoryResolver } from './directory.resolver.js';
import { ReferenceCache } from './reference-cache.js';

@Module({
  providers: [DirectoryResolver, { provide: ReferenceCache, inject: [DirectoryClient], useFactory: (directory: DirectoryClient) => new ReferenceCache(directory) }],
  exports: [ReferenceCache],
})
export class DirectoryModule {}
