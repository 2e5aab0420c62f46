import { Module } from '@nestjs/common';
import { AccessModule } from '../access/access.module.js';
import { RecordModule } from '../person/record.module.js';
import { DuplicateQueries } from './duplicate.queries.js';
import { DuplicateRpc } from './duplicate.rpc.js';
import { NotSameService } from './not-same.service.js';

@Module({ imports: [AccessModule, RecordModule], controllers: [DuplicateRpc], providers: [DuplicateQueries, NotSameService], exports: [NotSameService] })
export class DuplicateModule {}
