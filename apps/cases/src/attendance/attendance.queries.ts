import { Inject, Injectable } from '@nestjs/common';
import type { AttendanceView, PageArgs } from '@konbit/contracts';
import { type Clock, CLOCK, type Connection, connectionOf, type Ctx, Database, localDate, requirePermission, type Slice, sliceOf, writeAudit } from '@konbit/platform';
import { type EntityManager, In } from 'typeorm';
import { requireBranch } from '../desk/desk.service.js';
import { isLeftOpen } from './attendance.js';
import { Attendance } from './attendance.entity.js';

export type Queue = Connection<AttendanceView> & { waiting: number; closedToday: number; longestWaitMinutes: number };

const inQueue = `branch_id = $1 and state in ('waiting', 'in_service') and channel <> 'referral'`;
const queueIds = (order: 'asc' | 'desc'): string => `select id, arrived_at from attendance where ${inQueue}
  and ($2::timestamptz is null or (arrived_at, id) > ($2, $3::uuid)) and ($4::timestamptz is null or (arrived_at, id) < ($4, $5::uuid))
  order by arrived_at ${order}, id ${order} limit $6`;
const queueCounts = `select
  (select count(*)::int from attendance where ${inQueue} and state = 'waiting') as waiting,
  (select min(arrived_at) from attendance where ${inQueue} and state = 'waiting' and arrived_on = $2) as waiting_since,
  (select count(*)::int from attendance where branch_id = $1 and arrived_on = $2 and state = 'closed' and channel <> 'referral') as closed_today`;

/** *Fila de hoy* and attendances by id. */
@Injectable()
export class AttendanceQueries {
  constructor(private readonly db: Database, @Inject(CLOCK) private readonly clock: Clock) {}

  /** Who waits or is attended at the acting branch, oldest first: those left open on an earlier day head it. */
  async queue(ctx: Ctx, page: PageArgs): Promise<Queue> {
    requirePermission(ctx, 'attendance.work');
    const branch = requireBranch(ctx);
    const slice = sliceOf(page, `queue:${branch.id}`);
    return this.db.inTenant(ctx, async (tx) => {
      const today = localDate(this.clock.now());
      const rows = await this.page(tx, branch.id, slice);
      const counts = await this.counts(tx, branch.id, today);
      await writeAudit(tx, ctx, { action: 'queue.read', subjectType: 'branch', subjectId: branch.id, outcome: 'ok', persons: rows.slice(0, slice.size).map((row) => row.personId) });
      return { ...connectionOf(slice, rows, (row) => ({ key: row.arrivedAt.toISOString(), id: row.id }), (row) => viewOf(row, today)), ...counts };
    });
  }

  /** Attendances of the caller's own organisation in input order; null for what is unknown or another's. */
  async byIds(ctx: Ctx, ids: readonly string[]): Promise<{ attendances: (AttendanceView | null)[] }> {
    const { orgId } = requireBranch(ctx);
    return this.db.inTenant(ctx, async (tx) => {
      const rows = await tx.findBy(Attendance, { id: In([...ids]), orgId });
      if (rows.length > 0) await writeAudit(tx, ctx, { action: 'attendance.read', subjectType: 'attendance', outcome: 'ok', persons: rows.map((row) => row.personId) });
      const today = localDate(this.clock.now());
      const byId = new Map(rows.map((row) => [row.id, viewOf(row, today)]));
      return { attendances: ids.map((id) => byId.get(id) ?? null) };
    });
  }

  private async page(tx: EntityManager, branchId: string, slice: Slice): Promise<Attendance[]> {
    const found = await tx.query<{ id: string }[]>(queueIds(slice.backward ? 'desc' : 'asc'), [
      branchId, slice.after?.key ?? null, slice.after?.id ?? null, slice.before?.key ?? null, slice.before?.id ?? null, slice.size + 1,
    ]);
    const rows = new Map((await tx.findBy(Attendance, { id: In(found.map((row) => row.id)) })).map((row) => [row.id, row]));
    return found.flatMap(({ id }) => rows.get(id) ?? []);
  }

  private async counts(tx: EntityManager, branchId: string, today: string): Promise<{ waiting: number; closedToday: number; longestWaitMinutes: number }> {
    const [row] = await tx.query<{ waiting: number; waiting_since: Date | null; closed_today: number }[]>(queueCounts, [branchId, today]);
    const since = row?.waiting_since?.getTime();
    const waitedMs = since === undefined ? 0 : Math.max(0, this.clock.now().getTime() - since);
    return { waiting: row?.waiting ?? 0, closedToday: row?.closed_today ?? 0, longestWaitMinutes: Math.floor(waitedMs / 60_000) };
  }
}

function viewOf(row: Attendance, today: string): AttendanceView {
  const { id, version, personId, recordId, branchId, channel, state, queueNumber, language, interpreter, needCodes, resultCode } = row;
  return {
    id, version, personId, recordId, branchId, channel, state, queueNumber, language, interpreter, needCodes, resultCode,
    arrivedAt: row.arrivedAt.toISOString(), takenAt: row.takenAt?.toISOString() ?? null, unclosedFromEarlierDay: isLeftOpen(row, today),
  };
}
