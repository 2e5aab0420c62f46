import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { MessagingModule } from '@konbit/messaging';
import type { ServiceDefinition } from '@konbit/platform';
import { Branch } from './branch/branch.entity.js';
import { ReferenceQueries } from './catalogue/reference.queries.js';
import { Comuna, Norm, Service } from './catalogue/service.entity.js';
import { CriterionModule } from './criterion/criterion.module.js';
import { DirectoryRpc } from './directory.rpc.js';
import { EditingRpc } from './editing/editing.rpc.js';
import { EditingService } from './editing/editing.service.js';
import { HistoryQueries } from './editing/history.queries.js';
import { ImportService } from './import/import.service.js';
import { directoryMigrations } from './migrations/migrations.js';
import { DestinationQueries } from './offering/destination.queries.js';
import { Offering } from './offering/offering.entity.js';
import { Organisation } from './organisation/organisation.entity.js';
import { PlaceQueries } from './place/place.queries.js';
import { PlaceRpc } from './place/place.rpc.js';
import { SeedingService } from './seeding/seeding.service.js';
import { SeedingStart } from './seeding/seeding.start.js';
import { Suggestion } from './suggestion/suggestion.entity.js';
import { SuggestionQueries } from './suggestion/suggestion.queries.js';
import { SuggestionRpc } from './suggestion/suggestion.rpc.js';
import { SuggestionService } from './suggestion/suggestion.service.js';
import { TextModule } from './text/text.module.js';

@Module({
  imports: [TypeOrmModule.forFeature([Organisation, Branch, Service, Offering, Norm, Comuna, Suggestion]), MessagingModule.forService({ service: 'directory' }), TextModule, CriterionModule],
  controllers: [DirectoryRpc, EditingRpc, PlaceRpc, SuggestionRpc],
  providers: [
    ReferenceQueries, DestinationQueries, PlaceQueries, EditingService, HistoryQueries, SuggestionService, SuggestionQueries, ImportService, SeedingService, SeedingStart,
  ],
})
export class AppModule {}

/** The directory: who offers what, where, in which language. */
export const directoryService: ServiceDefinition = { name: 'directory', migrations: directoryMigrations, module: AppModule };
