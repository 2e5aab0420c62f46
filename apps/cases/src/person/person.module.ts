import { Module } from '@nestjs/common';
import { AccessModule } from '../access/access.module.js';
import { DuplicateModule } from '../duplicate/duplicate.module.js';
import { TimelineModule } from '../timeline/timeline.module.js';
import { AdmissionService } from './admission.service.js';
import { PersonQueries } from './person.queries.js';
import { PersonRpc } from './person.rpc.js';
import { PersonService } from './person.service.js';
import { RecordModule } from './record.module.js';
import { SearchQueries } from './search.queries.js';

@Module({
  imports: [AccessModule, DuplicateModule, RecordModule, TimelineModule],
  controllers: [PersonRpc],
  providers: [PersonQueries, SearchQueries, PersonService, AdmissionService],
  exports: [AdmissionService],
})
export class PersonModule {}
