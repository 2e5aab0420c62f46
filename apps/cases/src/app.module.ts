import { Module } from '@nestjs/common';
import { MessagingModule } from '@konbit/messaging';
import type { ServiceDefinition } from '@konbit/platform';
import { AccessModule } from './access/access.module.js';
import { AttendanceModule } from './attendance/attendance.module.js';
import { CaseFileModule } from './case-file/case-file.module.js';
import { ConsentModule } from './consent/consent.module.js';
import { DuplicateModule } from './duplicate/duplicate.module.js';
import { IndicatorModule } from './indicator/indicator.module.js';
import { cases0001 } from './migrations/0001-cases.js';
import { cases0002 } from './migrations/0002-notice-and-indicator.js';
import { NoticeModule } from './notice/notice.module.js';
import { OversightModule } from './oversight/oversight.module.js';
import { PersonModule } from './person/person.module.js';
import { ReferenceModule } from './reference/reference.module.js';
import { TimelineModule } from './timeline/timeline.module.js';

/** The consumer group of this service: one name, so that a referral's effects are one transaction. */
export const casesGroup = 'cases';

@Module({
  imports: [
    MessagingModule.forService({ service: 'cases', consumes: [{ group: casesGroup, topics: ['referrals.events', 'directory.events'] }] }),
    AccessModule, AttendanceModule, CaseFileModule, ConsentModule, DuplicateModule, IndicatorModule, NoticeModule, OversightModule, PersonModule, ReferenceModule, TimelineModule,
  ],
})
export class AppModule {}

/** The persons, everything known about them, and who may see it. */
export const casesService: ServiceDefinition = { name: 'cases', migrations: [cases0001, cases0002], module: AppModule };
