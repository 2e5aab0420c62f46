import { Injectable } from '@nestjs/common';
import { type ReferralEventData, referralEvents } from '@konbit/contracts';
import { OnDomainEvent, type StoredEvent } from '@konbit/messaging';
import type { Ctx } from '@konbit/platform';
import type { EntityManager } from 'typeorm';
import { needEffectOf } from '../access/referral-course.js';
import { CaseFileService } from './case-file.service.js';

@Injectable()
export class CaseFileConsumer {
  constructor(private readonly caseFiles: CaseFileService) {}

  @OnDomainEvent(Object.values(referralEvents))
  async follow(tx: EntityManager, event: StoredEvent<ReferralEventData>, ctx: Ctx): Promise<void> {
    const effect = needEffectOf(event.type.split('.')[3] ?? '', event.data);
    if (effect === null || (effect === 'refer' && event.data.needId === undefined)) return;
    await this.caseFiles.followReferral(tx, ctx, { referralId: event.subject, needId: event.data.needId, effect, at: event.time });
  }
}
