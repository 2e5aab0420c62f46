import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ReferenceConsumer } from './reference.consumer.js';
import { KnownBranch, KnownOrganisation, KnownService } from './reference.entity.js';

@Module({ imports: [TypeOrmModule.forFeature([KnownOrganisation, KnownBranch, KnownService])], providers: [ReferenceConsumer] })
export class ReferenceModule {}
