import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { IdentifierService } from '../person/identifier.service.js';
import { AccessGrant } from './access-grant.entity.js';
import { AccessConsumer } from './access.consumer.js';
import { AccessQueries } from './access.queries.js';
import { AccessRpc } from './access.rpc.js';
import { AccessService } from './access.service.js';
import { BasisQueries } from './basis.queries.js';
import { FollowedReferralService } from './followed-referral.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([AccessGrant])],
  controllers: [AccessRpc],
  providers: [AccessQueries, AccessService, FollowedReferralService, AccessConsumer, BasisQueries, IdentifierService],
  exports: [AccessQueries, AccessService],
})
export class AccessModule {}
