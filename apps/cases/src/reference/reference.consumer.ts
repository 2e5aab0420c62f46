import { Injectable } from '@nestjs/common';
import { BranchPublished, type EventData, OrganisationPublished, ServicePublished } from '@konbit/contracts';
import { OnDomainEvent, type StoredEvent } from '@konbit/messaging';
import type { EntityManager } from 'typeorm';
import { KnownBranch, KnownOrganisation, KnownService } from './reference.entity.js';

/** Keeps what the directory publishes and `cases` decides by. */
@Injectable()
export class ReferenceConsumer {
  @OnDomainEvent(OrganisationPublished)
  async organisation(tx: EntityManager, event: StoredEvent<EventData<typeof OrganisationPublished>>): Promise<void> {
    const { code, name, parentId, outside, insideMunicipality } = event.data;
    await tx.upsert(KnownOrganisation, { id: event.subject, tenantId: event.tenant, code, name, parentId: parentId ?? null, outside, insideMunicipality }, ['tenantId', 'id']);
  }

  @OnDomainEvent(BranchPublished)
  async branch(tx: EntityManager, event: StoredEvent<EventData<typeof BranchPublished>>): Promise<void> {
    const { code, name, organisationId, comuna, status } = event.data;
    await tx.upsert(KnownBranch, { id: event.subject, tenantId: event.tenant, code, name, organisationId, comuna, status }, ['tenantId', 'id']);
  }

  @OnDomainEvent(ServicePublished)
  async service(tx: EntityManager, event: StoredEvent<EventData<typeof ServicePublished>>): Promise<void> {
    const { code, name, sensitive, factKeys, normCodes } = event.data;
    await tx.upsert(KnownService, { id: event.subject, tenantId: event.tenant, code, name, sensitive, factKeys, normCodes }, ['tenantId', 'id']);
  }
}
