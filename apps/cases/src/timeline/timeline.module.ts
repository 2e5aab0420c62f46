import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccessModule } from '../access/access.module.js';
import { TimelineEntry } from './timeline-entry.entity.js';
import { TimelineConsumer } from './timeline.consumer.js';
import { TimelineQueries } from './timeline.queries.js';
import { TimelineRpc } from './timeline.rpc.js';
import { TimelineService } from './timeline.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([TimelineEntry]), AccessModule],
  controllers: [TimelineRpc],
  providers: [TimelineService, TimelineQueries, TimelineConsumer],
  exports: [TimelineService],
})
export class TimelineModule {}
