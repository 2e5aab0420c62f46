import { Injectable } from '@nestjs/common';
import type { ChangeView, directoryRpc, RpcIn, RpcOut } from '@konbit/contracts';
import { connectionOf, type Ctx, Database, DomainError, sliceOf } from '@konbit/platform';

type Calls = typeof directoryRpc;
interface Row extends Omit<ChangeView, 'at'> { at: Date }

/** Who changed what of an entry, newest first. */
@Injectable()
export class HistoryQueries {
  constructor(private readonly db: Database) {}

  /** Throws NOT_FOUND for an entry that is none, CURSOR_INVALID, PAGE_SIZE_INVALID. */
  async history(ctx: Ctx, { subjectType, subjectId, page }: RpcIn<Calls, 'directory.history'>): Promise<RpcOut<Calls, 'directory.history'>> {
    const slice = sliceOf(page, `history ${subjectType} ${subjectId}`);
    return this.db.inTenant(ctx, async (tx) => {
      if ((await tx.query<unknown[]>(`select 1 from ${subjectType} where id = $1`, [subjectId])).length === 0) throw new DomainError('NOT_FOUND');
      const values: unknown[] = [subjectType, subjectId];
      const bound = [slice.after && `(at, id) < ($${values.push(slice.after.key)}::timestamptz, $${values.push(slice.after.id)}::uuid)`,
        slice.before && `(at, id) > ($${values.push(slice.before.key)}::timestamptz, $${values.push(slice.before.id)}::uuid)`].filter(Boolean).map((one) => ` and ${one as string}`).join('');
      const order = slice.backward ? 'asc' : 'desc';
      const rows = await tx.query<Row[]>(`select id, subject_type as "subjectType", subject_id as "subjectId", version, at, source, official, fields from directory_change
        where subject_type = $1 and subject_id = $2${bound} order by at ${order}, id ${order} limit ${slice.size + 1}`, values);
      return connectionOf(slice, rows, ({ at, id }) => ({ key: at.toISOString(), id }), (row): ChangeView => ({ ...row, at: row.at.toISOString() }));
    });
  }
}
