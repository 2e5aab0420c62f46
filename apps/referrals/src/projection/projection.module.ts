import { Module } from '@nestjs/common';
import { AccessConsumer } from './access.consumer.js';
import { AccessProjection } from './access.projection.js';
import { DirectoryConsumer } from './directory.consumer.js';
import { DirectoryProjection } from './directory.projection.js';

@Module({ providers: [DirectoryProjection, DirectoryConsumer, AccessProjection, AccessConsumer], exports: [DirectoryProjection, AccessProjection] })
export class ProjectionModule {}
