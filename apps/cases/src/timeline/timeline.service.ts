import { Injectable } from '@nestjs/common';
import { newId } from '@konbit/contracts';
import { type Ctx, namedQuery } from '@konbit/platform';
import type { EntityManager } from 'typeorm';

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

/** Every event of every referral writes one: without an entity, at half the cost. */
const insertEntry = `insert into timeline_entry (event_id, tenant_id, person_id, record_id, occurred_at, kind, aggregate_type, aggregate_id, agg_version, branch_id, codes)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`;

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
    await namedQuery(tx, 'timeline_entry', insertEntry, [eventId, ctx.tenant, personId, recordId, at, kind, aggregateType, aggregateId, aggVersion, branchId, JSON.stringify(codes)]);
  }
}
