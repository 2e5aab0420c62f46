import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CaseFileModule } from '../case-file/case-file.module.js';
import { PersonModule } from '../person/person.module.js';
import { RecordModule } from '../person/record.module.js';
import { TimelineModule } from '../timeline/timeline.module.js';
import { AttendanceConsumer } from './attendance.consumer.js';
import { Attendance } from './attendance.entity.js';
import { AttendanceQueries } from './attendance.queries.js';
import { AttendanceRpc } from './attendance.rpc.js';
import { AttendanceService } from './attendance.service.js';
import { IntakeService } from './intake.service.js';
import { ReferralAttendanceService } from './referral-attendance.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([Attendance]), CaseFileModule, PersonModule, RecordModule, TimelineModule],
  controllers: [AttendanceRpc],
  providers: [AttendanceService, AttendanceQueries, IntakeService, ReferralAttendanceService, AttendanceConsumer],
})
export class AttendanceModule {}
