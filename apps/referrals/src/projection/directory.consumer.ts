import { Injectable } from '@nestjs/common';
import { BranchPublished, type EventData, OfferingPublished, OrganisationPublished, ServicePublished } from '@konbit/contracts';
import { OnDomainEvent, type StoredEvent } from '@konbit/messaging';
import type { Ctx } from '@konbit/platform';
import type { EntityManager } from 'typeorm';
import { NoticeService } from '../notice/notice.service.js';
import { DirectoryProjection } from './directory.projection.js';

/** Consumer group of what the directory publishes. */
export const directoryGroup = 'referrals.directory';

@Injectable()
export class DirectoryConsumer {
  constructor(private readonly directory: DirectoryProjection, private readonly notices: NoticeService) {}

  @OnDomainEvent(OrganisationPublished, { group: directoryGroup })
  async organisation(tx: EntityManager, event: StoredEvent<EventData<typeof OrganisationPublished>>): Promise<void> {
    await this.directory.organisation(tx, event.tenant, event.subject, event.data);
  }

  @OnDomainEvent(BranchPublished, { group: directoryGroup })
  async branch(tx: EntityManager, event: StoredEvent<EventData<typeof BranchPublished>>, ctx: Ctx): Promise<void> {
    const change = await this.directory.branch(tx, event.tenant, event.subject, event.data);
    if (change === 'closed') await this.notices.branchClosed(tx, ctx, event.subject);
    if (change === 'opened') await this.notices.branchOpened(tx, ctx, event.subject);
  }

  @OnDomainEvent(ServicePublished, { group: directoryGroup })
  async service(tx: EntityManager, event: StoredEvent<EventData<typeof ServicePublished>>): Promise<void> {
    await this.directory.service(tx, event.tenant, event.subject, event.data);
  }

  @OnDomainEvent(OfferingPublished, { group: directoryGroup })
  async offering(tx: EntityManager, event: StoredEvent<EventData<typeof OfferingPublished>>): Promise<void> {
    await this.directory.offering(tx, event.tenant, event.subject, event.data);
  }
}
