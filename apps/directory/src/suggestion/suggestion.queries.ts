import { Injectable } from '@nestjs/common';
import { type directoryRpc, type RpcIn, type RpcOut, subjectTypes, type SuggestionView } from '@konbit/contracts';
import { actorId, can, connectionOf, type Ctx, Database, DomainError, sliceOf } from '@konbit/platform';
import { type EntityManager, In } from 'typeorm';
import type { Fields } from '../editing/entry.js';
import { type Known, readEntries } from '../editing/entry.store.js';
import { Suggestion } from './suggestion.entity.js';

type Calls = typeof directoryRpc;

/** Suggestions with what they would change: everybody's for an editor, their own for an officer. */
@Injectable()
export class SuggestionQueries {
  constructor(private readonly db: Database) {}

  /** In the order of the ids; null for one that the caller may not see. */
  async byIds(ctx: Ctx, ids: readonly string[]): Promise<{ suggestions: (SuggestionView | null)[] }> {
    return this.db.inTenant(ctx, async (tx) => {
      const rows = (await tx.findBy(Suggestion, { id: In([...ids]) })).filter((row) => can(ctx, 'directory.edit') || row.suggestedBy === actorId(ctx));
      const views = await viewsOf(tx, rows);
      return { suggestions: ids.map((id) => views.get(id) ?? null) };
    });
  }

  /** Newest first. Throws CURSOR_INVALID, PAGE_SIZE_INVALID. */
  async list(ctx: Ctx, { state, mine, page }: RpcIn<Calls, 'directory.suggestions'>): Promise<RpcOut<Calls, 'directory.suggestions'>> {
    if (ctx.actor.kind === 'link') throw new DomainError('FORBIDDEN_ACTION');
    const own = mine === true || !can(ctx, 'directory.edit');
    const slice = sliceOf(page, `suggestions ${state ?? ''} ${own}`);
    return this.db.inTenant(ctx, async (tx) => {
      const query = tx.createQueryBuilder(Suggestion, 's').where('true');
      if (own) query.andWhere('s.suggested_by = :by', { by: actorId(ctx) });
      const open = await query.clone().andWhere(`s.state = 'open'`).getCount();
      if (state) query.andWhere('s.state = :state', { state });
      if (slice.after) query.andWhere('(s.suggested_at, s.id) < (:afterKey::timestamptz, :afterId::uuid)', { afterKey: slice.after.key, afterId: slice.after.id });
      if (slice.before) query.andWhere('(s.suggested_at, s.id) > (:beforeKey::timestamptz, :beforeId::uuid)', { beforeKey: slice.before.key, beforeId: slice.before.id });
      const order = slice.backward ? 'ASC' : 'DESC';
      const rows = await query.orderBy('s.suggested_at', order).addOrderBy('s.id', order).limit(slice.size + 1).getMany();
      const views = await viewsOf(tx, rows);
      return { ...connectionOf(slice, rows, (row) => ({ key: row.suggestedAt.toISOString(), id: row.id }), (row) => views.get(row.id)!), open };
    });
  }
}

/** Views by id; their entries are read once for each kind. */
async function viewsOf(tx: EntityManager, rows: readonly Suggestion[]): Promise<ReadonlyMap<string, SuggestionView>> {
  const views = new Map<string, SuggestionView>();
  for (const kind of subjectTypes) {
    const own = rows.filter((row) => row.subjectType === kind);
    const entries = await readEntries(tx, kind, [...new Set(own.map((row) => row.subjectId))]);
    for (const row of own) views.set(row.id, viewOf(row, entries.get(row.subjectId)));
  }
  return views;
}

/** `before` is what the entry says now, so that a proposal overtaken by another edit shows it. */
function viewOf(row: Suggestion, entry: Known | undefined): SuggestionView {
  const { id, version, subjectType, subjectId, state, text, suggestedBy, suggestedByBranchId, decidedBy, reason } = row;
  const now: Fields = entry?.fields ?? {};
  return {
    id, version, subjectType, subjectId, state, text, suggestedBy, suggestedByBranchId, decidedBy, reason,
    branchId: subjectType === 'branch' ? subjectId : subjectType === 'offering' ? (now['branchId'] as string | undefined) ?? null : null,
    fields: Object.entries(row.edit).map(([field, after]) => ({ field, before: (now[field] ?? null) as never, after: (after ?? null) as never })),
    suggestedAt: row.suggestedAt.toISOString(), decidedAt: row.decidedAt?.toISOString() ?? null,
  };
}
