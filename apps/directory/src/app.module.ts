import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { MessagingModule } from '@konbit/messaging';
import type { ServiceDefinition } from '@konbit/platform';
import { Branch } from './branch/branch.entity.js';
import { ReferenceQueries } from './catalogue/reference.queries.js';
import { Comuna, Norm, Service } from './catalogue/service.entity.js';
import { DirectoryRpc } from './directory.rpc.js';
import { directory0001 } from './migrations/0001-directory.js';
import { DestinationQueries } from './offering/destination.queries.js';
import { Offering } from './offering/offering.entity.js';
import { Organisation } from './organisation/organisation.entity.js';
import { SeedingService } from './seeding/seeding.service.js';
import { SeedingStart } from './seeding/seeding.start.js';

@Module({
  imports: [TypeOrmModule.forFeature([Organisation, Branch, Service, Offering, Norm, Comuna]), MessagingModule.forService({ service: 'directory' })],
  controllers: [DirectoryRpc],
  providers: [ReferenceQueries, DestinationQueries, SeedingService, SeedingStart],
})
export class AppModule {}

/** The directory: who offers what, where, in which language. */
export const directoryService: ServiceDefinition = { name: 'directory', migrations: [directory0001], module: AppModule };
