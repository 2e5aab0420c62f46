import { Module } from '@nestjs/common';
import { NoticeModule } from '../notice/notice.module.js';
import { AccessConsumer } from './access.consumer.js';
import { AccessProjection } from './access.projection.js';
import { DirectoryConsumer } from './directory.consumer.js';
import { DirectoryProjection } from './directory.projection.js';

@Module({ imports: [NoticeModule], providers: [DirectoryProjection, DirectoryConsumer, AccessProjection, AccessConsumer], exports: [DirectoryProjection, AccessProjection] })
export class ProjectionModule {}
