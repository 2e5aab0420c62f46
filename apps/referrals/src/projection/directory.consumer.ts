import { Injectable } from '@nestjs/common';
import { BranchPublished, type EventData, OfferingPublished, OrganisationPublished, ServicePublished } from '@konbit/contracts';
import { OnDomainEvent, type StoredEvent } from '@konbit/messaging';
import type { EntityManager } from 'typeorm';
import { DirectoryProjection } from './directory.projection.js';

/** Consumer group of what the directory publishes. */
export const directoryGroup = 'referrals.directory';

@Injectable()
export class DirectoryConsumer {
  constructor(private readonly directory: DirectoryProjection) {}

  @OnDomainEvent(OrganisationPublished, { group: directoryGroup })
  async organisation(tx: EntityManager, event: StoredEvent<EventData<typeof OrganisationPublished>>): Promise<void> {
    await this.directory.organisation(tx, event.tenant, event.subject, event.data);
  }

  @OnDomainEvent(BranchPublished, { group: directoryGroup })
  async branch(tx: EntityManager, event: StoredEvent<EventData<typeof BranchPublished>>): Promise<void> {
    await this.directory.branch(tx, event.tenant, event.subject, event.data);
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
