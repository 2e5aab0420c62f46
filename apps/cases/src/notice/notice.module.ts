import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccessModule } from '../access/access.module.js';
import { TimelineModule } from '../timeline/timeline.module.js';
import { PrivacyNotice } from './notice.entity.js';
import { NoticeRpc } from './notice.rpc.js';
import { NoticeService } from './notice.service.js';

@Module({ imports: [TypeOrmModule.forFeature([PrivacyNotice]), AccessModule, TimelineModule], controllers: [NoticeRpc], providers: [NoticeService] })
export class NoticeModule {}
