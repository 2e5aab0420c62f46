import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccessModule } from '../access/access.module.js';
import { TimelineModule } from '../timeline/timeline.module.js';
import { CaseFile, Need } from './case-file.entity.js';
import { CaseFileConsumer } from './case-file.consumer.js';
import { CaseFileQueries } from './case-file.queries.js';
import { CaseFileRpc } from './case-file.rpc.js';
import { CaseFileService } from './case-file.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([CaseFile, Need]), AccessModule, TimelineModule],
  controllers: [CaseFileRpc],
  providers: [CaseFileService, CaseFileQueries, CaseFileConsumer],
  exports: [CaseFileService],
})
export class CaseFileModule {}
