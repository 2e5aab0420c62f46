import { Inject, Injectable } from '@nestjs/common';
import { type directoryRpc, type Effect, type RpcIn, TextChanged, textLanguages, TranslationRequested } from '@konbit/contracts';
import { commit, runCommand } from '@konbit/messaging';
import { actorId, type BranchRef, can, CLOCK, type Clock, type Ctx, Database, DomainError, requirePermission, writeAudit } from '@konbit/platform';
import type { EntityManager } from 'typeorm';
import { PersonText, wordingColumns } from './text.entity.js';
import { actionsOn, decideMove, usesOf, type TextRefusal, type Wording } from './text.js';

type Calls = typeof directoryRpc;
type Move = RpcIn<Calls, 'directory.moveText'>;
type Request = RpcIn<Calls, 'directory.requestTranslation'>;

/** Texts for persons: proposed, read over by somebody else, approved for the source they say (WEB §9). */
@Injectable()
export class TextService {
  constructor(private readonly db: Database, @Inject(CLOCK) private readonly clock: Clock) {}

  /** Throws NOT_FOUND, FORBIDDEN_ACTION, VERSION_CONFLICT, INVALID_TRANSITION, DATA_REQUIRED, OWN_WORK. */
  async move(ctx: Ctx, input: Move): Promise<Effect> {
    const { commandId, textId, expectedVersion, command, body, note } = input;
    return runCommand(this.db, ctx, {
      envelope: { commandId, command: `${command}_text`, subjectId: textId, expectedVersion, data: { body, note } },
      visible: async (tx) => {
        requirePermission(ctx, 'text.review');
        if (!(await tx.findOneBy(PersonText, { id: textId })) ) throw new DomainError('NOT_FOUND');
      },
      decide: (tx) => this.decide(tx, ctx, input),
      onRefused: (tx, { code }) => writeAudit(tx, ctx, { action: `text.${command}`, subjectType: 'text', subjectId: textId, outcome: 'refused', code }),
    });
  }

  /** Puts the texts of a use and language at the head of the mediators' list; once asked for they stay there until approved. Throws FORBIDDEN_ACTION. */
  async request(ctx: Ctx, input: Request): Promise<Effect> {
    const { commandId, requestId, usedIn, language } = input;
    return runCommand(this.db, ctx, {
      envelope: { commandId, command: 'request_translation', subjectId: requestId, data: { usedIn, language } },
      visible: () => Promise.resolve(void requesterOf(ctx)),
      decide: (tx) => this.ask(tx, ctx, input),
    });
  }

  private async decide(tx: EntityManager, ctx: Ctx, { textId, expectedVersion, ...move }: Move): Promise<Effect> {
    const row = await tx.findOneOrFail(PersonText, { where: { id: textId }, lock: { mode: 'pessimistic_write' } });
    const source = await tx.findOneBy(PersonText, { key: row.key, language: 'es' });
    if (!isTranslated(row) || source?.body == null) throw new DomainError('NOT_FOUND');
    const by = actorId(ctx);
    const { version, state } = row;
    if (expectedVersion !== undefined && expectedVersion !== version) throw new DomainError('VERSION_CONFLICT', { version, state });
    const at = this.clock.now();
    const decided = decideMove(row, move, { by, at, source: { text: source.body, hash: source.sourceHash } });
    if (isRefusal(decided)) throw refusalOf(decided, row, by);
    await tx.update(PersonText, { id: textId }, wordingColumns(decided));
    const next = await publishText(tx, ctx, { ...row, ...decided }, at);
    await writeAudit(tx, ctx, { action: `text.${move.command}`, subjectType: 'text', subjectId: textId, outcome: 'ok', details: { key: row.key, language: row.language } });
    return { id: textId, version: next, state: decided.state };
  }

  private async ask(tx: EntityManager, ctx: Ctx, { requestId, usedIn, language }: Request): Promise<Effect> {
    const branch = requesterOf(ctx);
    const at = this.clock.now();
    const inserted = await tx.query<{ id: string }[]>(`
      insert into translation_request (id, tenant_id, used_in, language, branch_id, requested_by, requested_at) values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing returning id`,
    [requestId, ctx.tenant, usedIn, language, branch.id, actorId(ctx), at]);
    if (inserted.length === 0) return { id: requestId, version: 1, state: 'requested' };
    await tx.query(`update person_text set requested_at = coalesce(requested_at, $1)
      where language = $2 and used_in = any($3::text[]) and state <> 'approved' and position is not null`, [at, language, usesOf(usedIn)]);
    const version = await commit(tx, ctx, { table: 'translation_request', id: requestId, version: 0, tenant_id: ctx.tenant }, [
      { type: TranslationRequested.type, subject: requestId, audience: [], data: { language, usedIn, branchId: branch.id } },
    ], at);
    await writeAudit(tx, ctx, { action: 'text.request', subjectType: 'text', outcome: 'ok', details: { usedIn, language } });
    return { id: requestId, version, state: 'requested' };
  }
}

/** Tells that a text changed; the row is locked or new, with the version it was read with. */
export function publishText(tx: EntityManager, ctx: Ctx, { id, version, key, language, usedIn, state }: PersonText, at: Date): Promise<number> {
  return commit(tx, ctx, { table: 'person_text', id, version, tenant_id: ctx.tenant }, [
    { type: TextChanged.type, subject: id, audience: [], data: { key, language, usedIn, state } },
  ], at);
}

/** Whoever writes to persons may miss a language, in the name of a branch. */
function requesterOf(ctx: Ctx): BranchRef {
  if (!can(ctx, 'referral.request')) requirePermission(ctx, 'person.write');
  if (!ctx.actingBranch) throw new DomainError('FORBIDDEN_ACTION', { cause: 'BRANCH_REQUIRED' });
  return ctx.actingBranch;
}

const isTranslated = (row: PersonText): boolean => row.position !== null && textLanguages.some((language) => language === row.language);
const isRefusal = (decided: Wording | TextRefusal): decided is TextRefusal => 'refused' in decided;

function refusalOf({ refused, fields }: TextRefusal, row: PersonText, by: string): DomainError {
  const availableActions = actionsOn(row, by).map((command) => ({ command, requires: [], confirm: false, dueAt: null }));
  return new DomainError(refused, { state: row.state, version: row.version, availableActions, ...(fields ? { fields } : {}) });
}
