import { Injectable } from '@nestjs/common';
import { type ReferralEventData, referralEvents } from '@konbit/contracts';
import { OnDomainEvent, type StoredEvent } from '@konbit/messaging';
import type { Ctx } from '@konbit/platform';
import type { EntityManager } from 'typeorm';
import { TimelineService } from './timeline.service.js';

/** Facts that leave no line: a draft is its author's alone. */
const silent: readonly string[] = ['drafted', 'draft-edited'];

@Injectable()
export class TimelineConsumer {
  constructor(private readonly timeline: TimelineService) {}

  @OnDomainEvent(Object.values(referralEvents))
  async referralFact(tx: EntityManager, event: StoredEvent<ReferralEventData>, ctx: Ctx): Promise<void> {
    const { data } = event;
    const fact = event.type.split('.')[3] ?? '';
    if (data.personId === undefined || data.from === 'draft' && data.to === 'entered_in_error' || silent.includes(fact)) return;
    await this.timeline.add(tx, ctx, event.id, {
      kind: `referral.${fact}`, personId: data.personId, recordId: data.recordId ?? null, aggregateType: 'referral', aggregateId: event.subject, aggVersion: event.version,
      branchId: data.actorKind === 'D' ? data.ownerBranch ?? null : data.originBranch, at: event.time,
      codes: {
        originBranch: data.originBranch, ownerBranch: data.ownerBranch, serviceId: data.serviceId, needCode: data.needCode, from: data.from, to: data.to, actorKind: data.actorKind,
        reasonCode: data.reasonCode, outcomeCode: data.outcomeCode, appointmentAt: data.appointmentAt, requirementType: data.requirementType,
      },
    });
  }
}
