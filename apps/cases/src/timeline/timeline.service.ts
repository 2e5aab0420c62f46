import { Injectable } from '@nestjs/common';
import { newId } from '@konbit/contracts';
import type { Ctx } from '@konbit/platform';
import type { EntityManager } from 'typeorm';
import { TimelineEntry } from './timeline-entry.entity.js';

/** A fact of `cases` itself: written in the transaction that makes it true. */
export interface OwnFact {
  kind: string;
  personId: string;
  recordId: string | null;
  aggregateType: string;
  aggregateId: string;
  aggVersion: number;
  branchId: string | null;
  at: Date;
  codes?: Record<string, string | null | undefined>;
}

/** Writes the lines of *historia* (DESIGN §5 row Timeline). */
@Injectable()
export class TimelineService {
  async addOwn(tx: EntityManager, ctx: Ctx, fact: OwnFact): Promise<void> {
    await this.add(tx, ctx, newId(fact.at.getTime()), fact);
  }

  /** A fact that came as an event: its id is the line's. */
  async add(tx: EntityManager, ctx: Ctx, eventId: string, fact: OwnFact): Promise<void> {
    const { kind, personId, recordId, aggregateType, aggregateId, aggVersion, branchId, at } = fact;
    const codes = Object.fromEntries(Object.entries(fact.codes ?? {}).filter(([, code]) => code !== null && code !== undefined)) as Record<string, string>;
    await tx.insert(TimelineEntry, { eventId, tenantId: ctx.tenant, personId, recordId, occurredAt: at, kind, aggregateType, aggregateId, aggVersion, branchId, codes });
  }
}
