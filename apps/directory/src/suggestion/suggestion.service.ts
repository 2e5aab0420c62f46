import { Inject, Injectable } from '@nestjs/common';
import { ChangeSuggested, type directoryRpc, type Effect, type RpcIn, SuggestionDecided } from '@konbit/contracts';
import { commit, runCommand } from '@konbit/messaging';
import { actorId, CLOCK, type Clock, type Ctx, Database, DomainError, requirePermission, writeAudit } from '@konbit/platform';
import type { EntityManager } from 'typeorm';
import type { Edit } from '../editing/entry.js';
import { readEntry, writeEntry } from '../editing/entry.store.js';
import { Suggestion } from './suggestion.entity.js';

type Calls = typeof directoryRpc;
type Suggested = RpcIn<Calls, 'directory.suggest'>;
type Decided = RpcIn<Calls, 'directory.decideSuggestion'>;

/** Whoever meets an entry that is wrong may say so; an editor makes it true, or says why not. */
@Injectable()
export class SuggestionService {
  constructor(private readonly db: Database, @Inject(CLOCK) private readonly clock: Clock) {}

  /** Throws NOT_FOUND for an entry that is none, DATA_REQUIRED without words or values, FORBIDDEN_ACTION for who is no staff. */
  async suggest(ctx: Ctx, input: Suggested): Promise<Effect> {
    const { commandId, suggestionId, subjectType, subjectId, text } = input;
    const edit = editOf(input);
    return runCommand(this.db, ctx, {
      envelope: { commandId, command: 'suggest_change', subjectId: suggestionId, data: { subjectType, subjectId, text, edit } },
      visible: async (tx) => {
        if (ctx.actor.kind === 'link') throw new DomainError('FORBIDDEN_ACTION');
        if (!await readEntry(tx, subjectType, subjectId)) throw new DomainError('NOT_FOUND');
      },
      decide: async (tx) => {
        if (!text && Object.keys(edit).length === 0) throw new DomainError('DATA_REQUIRED', { fields: [{ path: 'text', code: 'REQUIRED' }] });
        const at = this.clock.now();
        await tx.insert(Suggestion, {
          id: suggestionId, tenantId: ctx.tenant, version: 0, subjectType, subjectId, state: 'open', text: text ?? null, edit, suggestedAt: at, suggestedBy: actorId(ctx),
          suggestedByBranchId: ctx.actingBranch?.id ?? null, decidedAt: null, decidedBy: null, reason: null,
        });
        const version = await commit(tx, ctx, { table: 'suggestion', id: suggestionId, version: 0, tenant_id: ctx.tenant },
          [{ type: ChangeSuggested.type, subject: suggestionId, data: { subjectType, subjectId }, audience: [] }], at);
        await writeAudit(tx, ctx, { action: 'directory.suggest', subjectType, subjectId, outcome: 'ok' });
        return { id: suggestionId, version, state: 'open' };
      },
    });
  }

  /** Approving writes the values as an edit on the entry as it is now. Throws what an edit throws, INVALID_TRANSITION, REASON_REQUIRED, FORBIDDEN_ACTION. */
  async decide(ctx: Ctx, input: Decided): Promise<Effect> {
    const { commandId, suggestionId, expectedVersion, decision, reason } = input;
    return runCommand(this.db, ctx, {
      envelope: { commandId, command: 'decide_suggestion', subjectId: suggestionId, expectedVersion, data: { decision, reason } },
      visible: async (tx) => {
        requirePermission(ctx, 'directory.edit');
        if (!await tx.findOneBy(Suggestion, { id: suggestionId })) throw new DomainError('NOT_FOUND');
      },
      decide: (tx) => this.settle(tx, ctx, input),
      onRefused: (tx, { code }) => writeAudit(tx, ctx, { action: 'directory.decide_suggestion', subjectType: 'suggestion', subjectId: suggestionId, outcome: 'refused', code }),
    });
  }

  private async settle(tx: EntityManager, ctx: Ctx, { suggestionId: id, expectedVersion, decision, reason }: Decided): Promise<Effect> {
    const row = await tx.findOneOrFail(Suggestion, { where: { id }, lock: { mode: 'pessimistic_write' } });
    if (expectedVersion !== undefined && expectedVersion !== row.version) throw new DomainError('VERSION_CONFLICT', { version: row.version, state: row.state });
    if (row.state !== 'open') throw new DomainError('INVALID_TRANSITION', { version: row.version, state: row.state });
    if (decision === 'reject' && !reason) throw new DomainError('REASON_REQUIRED', { fields: [{ path: 'reason', code: 'REQUIRED' }] });
    const at = this.clock.now();
    if (decision === 'approve' && Object.keys(row.edit).length > 0) await this.apply(tx, ctx, row, at);
    const state = decision === 'approve' ? 'approved' as const : 'rejected' as const;
    await tx.update(Suggestion, { id }, { state, decidedAt: at, decidedBy: actorId(ctx), reason: reason ?? null });
    const version = await commit(tx, ctx, { table: 'suggestion', id, version: row.version, tenant_id: ctx.tenant },
      [{ type: SuggestionDecided.type, subject: id, data: { subjectType: row.subjectType, subjectId: row.subjectId, decision }, audience: [] }], at);
    await writeAudit(tx, ctx, { action: 'directory.decide_suggestion', subjectType: 'suggestion', subjectId: id, outcome: 'ok', details: { decision } });
    return { id, version, state };
  }

  private async apply(tx: EntityManager, ctx: Ctx, { subjectType: kind, subjectId: id, edit, suggestedBy }: Suggestion, at: Date): Promise<void> {
    await writeEntry(tx, ctx, { kind, id, fields: edit, expectedVersion: 'newest' }, { source: 'suggestion', official: suggestedBy, at });
  }
}

/** The values proposed, for the kind of entry that is meant. */
function editOf({ subjectType, branch, offering, organisation }: Suggested): Edit {
  const given = { branch, offering, organisation }[subjectType] ?? {};
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}
