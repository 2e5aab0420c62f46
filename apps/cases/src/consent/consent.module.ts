import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccessModule } from '../access/access.module.js';
import { TimelineModule } from '../timeline/timeline.module.js';
import { Consent } from './consent.entity.js';
import { ConsentRpc } from './consent.rpc.js';
import { ConsentService } from './consent.service.js';

@Module({ imports: [TypeOrmModule.forFeature([Consent]), AccessModule, TimelineModule], controllers: [ConsentRpc], providers: [ConsentService] })
export class ConsentModule {}
