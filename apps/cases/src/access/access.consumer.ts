import { Injectable } from '@nestjs/common';
import { type ReferralEventData, referralEvents } from '@konbit/contracts';
import { OnDomainEvent, type StoredEvent } from '@konbit/messaging';
import type { Ctx } from '@konbit/platform';
import type { EntityManager } from 'typeorm';
import { factOf, FollowedReferralService } from './followed-referral.service.js';

@Injectable()
export class AccessConsumer {
  constructor(private readonly followed: FollowedReferralService) {}

  @OnDomainEvent(Object.values(referralEvents))
  async follow(tx: EntityManager, event: StoredEvent<ReferralEventData>, ctx: Ctx): Promise<void> {
    await this.followed.follow(tx, ctx, { referralId: event.subject, fact: factOf(event.type), data: event.data, at: event.time });
  }
}
