import { Injectable } from '@nestjs/common';
import type { PageArgs, TimelineEntry } from '@konbit/contracts';
import { type Connection, connectionOf, type Ctx, Database, type Slice, sliceOf, writeAudit } from '@konbit/platform';
import type { EntityManager } from 'typeorm';
import { AccessQueries } from '../access/access.queries.js';
import { kindsShownReserved, showEntry, type StoredEntry } from './timeline.js';

interface Row {
  event_id: string; occurred_at: Date; kind: string; aggregate_type: string; aggregate_id: string; agg_version: number; branch_id: string | null;
  codes: Record<string, string>; is_party: boolean;
}

/** Newest first. A referral entered by error keeps its trail in the audit and leaves the page (REFERRALS §3 row 26). */
const lines = (order: 'asc' | 'desc'): string => `select * from (
    select t.event_id, t.occurred_at, t.kind, t.aggregate_type, t.aggregate_id, t.agg_version, t.branch_id, t.codes,
      coalesce(f.origin_branch = $2 or f.owner_branch = $2, false) as is_party
    from timeline_entry t left join followed_referral f on t.aggregate_type = 'referral' and f.id = t.aggregate_id
    where t.person_id = $1 and coalesce(f.state, '') <> 'entered_in_error') line
  where (line.is_party or line.branch_id = $2 or line.kind = any($3::text[]))
    and ($4::timestamptz is null or (line.occurred_at, line.event_id) < ($4, $5::uuid)) and ($6::timestamptz is null or (line.occurred_at, line.event_id) > ($6, $7::uuid))
  order by line.occurred_at ${order}, line.event_id ${order} limit $8`;

/** *Historia* of one person for one branch (DESIGN §5 row Timeline). */
@Injectable()
export class TimelineQueries {
  constructor(private readonly db: Database, private readonly access: AccessQueries) {}

  /** Throws NOT_FOUND without access, PAGE_SIZE_INVALID, CURSOR_INVALID. */
  async timeline(ctx: Ctx, personId: string, page: PageArgs): Promise<Connection<TimelineEntry>> {
    const slice = sliceOf(page, `timeline:${personId}`);
    return this.db.inTenant(ctx, async (tx) => {
      await this.access.requireReadable(tx, ctx, personId);
      const branchId = ctx.actingBranch?.id ?? '';
      const rows = await this.read(tx, { personId, branchId }, slice);
      await writeAudit(tx, ctx, { action: 'timeline.read', subjectType: 'person', subjectId: personId, outcome: 'ok', persons: [personId] });
      return connectionOf(slice, rows, (row) => ({ key: row.occurred_at.toISOString(), id: row.event_id }), (row) => showEntry(storedEntry(row), { branchId, isParty: row.is_party }));
    });
  }

  private async read(tx: EntityManager, { personId, branchId }: { personId: string; branchId: string }, slice: Slice): Promise<Row[]> {
    return tx.query<Row[]>(lines(slice.backward ? 'asc' : 'desc'), [
      personId, branchId === '' ? null : branchId, kindsShownReserved, slice.after?.key ?? null, slice.after?.id ?? null, slice.before?.key ?? null, slice.before?.id ?? null, slice.size + 1,
    ]);
  }
}

function storedEntry(row: Row): StoredEntry {
  return {
    eventId: row.event_id, occurredAt: row.occurred_at, kind: row.kind, aggregateType: row.aggregate_type, aggregateId: row.aggregate_id, aggVersion: row.agg_version,
    branchId: row.branch_id, codes: row.codes,
  };
}
