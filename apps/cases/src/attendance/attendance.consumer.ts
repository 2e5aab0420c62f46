import { Injectable } from '@nestjs/common';
import { type ReferralEventData, referralEvents } from '@konbit/contracts';
import { OnDomainEvent, type StoredEvent } from '@konbit/messaging';
import type { Ctx } from '@konbit/platform';
import type { EntityManager } from 'typeorm';
import { ReferralAttendanceService } from './referral-attendance.service.js';

@Injectable()
export class AttendanceConsumer {
  constructor(private readonly ofReferrals: ReferralAttendanceService) {}

  @OnDomainEvent(Object.values(referralEvents))
  async follow(tx: EntityManager, event: StoredEvent<ReferralEventData>, ctx: Ctx): Promise<void> {
    await this.ofReferrals.follow(tx, ctx, { referralId: event.subject, fact: event.type.split('.')[3] ?? '', data: event.data, at: event.time });
  }
}
