import { Injectable } from '@nestjs/common';
import { AccessGrantEnded, AccessGrantOpened, type EventData } from '@konbit/contracts';
import { OnDomainEvent, type StoredEvent } from '@konbit/messaging';
import type { EntityManager } from 'typeorm';
import { AccessProjection, type GrantOfReferral } from './access.projection.js';

/** Consumer group of the grants that `cases` opens and ends. */
export const accessGroup = 'referrals.access';

type Granted = StoredEvent<EventData<typeof AccessGrantOpened>>;

@Injectable()
export class AccessConsumer {
  constructor(private readonly access: AccessProjection) {}

  @OnDomainEvent(AccessGrantOpened, { group: accessGroup })
  async opened(tx: EntityManager, event: Granted): Promise<void> {
    const grant = grantOf(event);
    if (grant) await this.access.opened(tx, event.tenant, grant);
  }

  @OnDomainEvent(AccessGrantEnded, { group: accessGroup })
  async ended(tx: EntityManager, event: Granted): Promise<void> {
    const grant = grantOf(event);
    if (grant) await this.access.ended(tx, event.tenant, { ...grant, at: event.time, reasonCode: event.data.reasonCode ?? null });
  }
}

/** Grants without a referral (own records, a broken glass) say nothing here. */
function grantOf({ subject, data }: Granted): GrantOfReferral | null {
  return data.referralId === undefined ? null : { grantId: subject, referralId: data.referralId, branchId: data.branch };
}
