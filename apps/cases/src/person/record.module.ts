import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AttachService } from './attach.service.js';
import { HitQueries } from './hit.queries.js';
import { Identifier } from './identifier.entity.js';
import { IdentifierService } from './identifier.service.js';
import { Person } from './person.entity.js';
import { PersonRecord } from './person-record.entity.js';
import { RecordService } from './record.service.js';

/** The rows behind a person, for every folder that writes or compares them. */
@Module({
  imports: [TypeOrmModule.forFeature([Person, PersonRecord, Identifier])],
  providers: [RecordService, IdentifierService, AttachService, HitQueries],
  exports: [RecordService, IdentifierService, AttachService, HitQueries],
})
export class RecordModule {}
