import { type ErrorCode, type RefusalDetails, unstoredCodes } from '@konbit/contracts';
import { actorId, type Ctx, type Database, DomainError, namedQuery } from '@konbit/platform';
import type { EntityManager } from 'typeorm';
import { canonicalHash } from './canonical-json.js';

/** The one envelope of every command (DESIGN §3). */
export interface CommandEnvelope {
  commandId: string;
  command: string;
  subjectId: string;
  expectedVersion?: number | undefined;
  baseValues?: unknown;
  data: unknown;
  at?: string | undefined;
  channel?: string | undefined;
  device?: string | undefined;
  actingFor?: string | undefined;
}

/** What a command answers and keeps: ids, codes and numbers. */
export interface CommandAnswer {
  id: string;
  version: number;
  state?: string | undefined;
}

export interface CommandSteps<A extends CommandAnswer, P> {
  envelope: CommandEnvelope;
  /** Throws NOT_FOUND, ACCESS_WITHDRAWN or FORBIDDEN_ACTION; runs before anything is looked up, and twice when `prepare` is given. */
  visible: (tx: EntityManager) => Promise<void>;
  /** Asks another service, outside every transaction and only for an unknown commandId. */
  prepare?: () => Promise<P>;
  /** Locks, decides, commits; a DomainError undoes it, and is kept as the answer unless its code is of the kind that may change. */
  decide: (tx: EntityManager, prepared: P) => Promise<A>;
  /** Writes what a kept refusal leaves behind (its audit row), in the same transaction. */
  onRefused?: (tx: EntityManager, refusal: DomainError) => Promise<void>;
}

type Kept<A> = { ok: A } | { refused: { code: ErrorCode; details: RefusalDetails } };

/**
 * Runs a command once, however often it is sent: same id and body give the stored answer (BACKBONE §3.2).
 * Throws COMMAND_ID_REUSED for another body, the refusal of a rule, or what `visible` and `prepare` throw.
 */
export async function runCommand<A extends CommandAnswer, P = undefined>(db: Database, ctx: Ctx, steps: CommandSteps<A, P>): Promise<A> {
  const row = commandRow(ctx, steps.envelope);
  if (steps.prepare) {
    const known = await db.inTenant(ctx, async (tx) => {
      await steps.visible(tx);
      return findKept<A>(tx, row);
    });
    if (known) return answerOf(known);
  }
  const prepared = steps.prepare ? await steps.prepare() : (undefined as P);
  const kept = await db.inTenant(ctx, async (tx) => {
    await steps.visible(tx);
    if (!(await insertCommand(tx, row))) return requireKept<A>(tx, row);
    return decideOnce(tx, row, steps, prepared);
  });
  return answerOf(kept);
}

interface CommandRow { caller: string; key: string; hash: Buffer }

function commandRow(ctx: Ctx, envelope: CommandEnvelope): CommandRow {
  const { command, subjectId, data, expectedVersion } = envelope;
  return { caller: actorId(ctx), key: envelope.commandId, hash: canonicalHash({ command, subjectId, data, expectedVersion }) };
}

/** Waits for a command of the same id that is running; false when that one has committed. */
async function insertCommand(tx: EntityManager, row: CommandRow): Promise<boolean> {
  const inserted = await namedQuery(tx, 'command_new',
    'insert into command (caller, key, body_hash) values ($1, $2, $3) on conflict do nothing returning 1', [row.caller, row.key, row.hash]);
  return inserted.length === 1;
}

async function findKept<A>(tx: EntityManager, row: CommandRow): Promise<Kept<A> | null> {
  const found = await namedQuery<{ body_hash: Buffer; result: Kept<A> }>(tx, 'command_known',
    'select body_hash, result from command where caller = $1 and key = $2', [row.caller, row.key]);
  const known = found[0];
  if (!known) return null;
  if (!known.body_hash.equals(row.hash)) throw new DomainError('COMMAND_ID_REUSED', {});
  return known.result;
}

async function requireKept<A>(tx: EntityManager, row: CommandRow): Promise<Kept<A>> {
  const kept = await findKept<A>(tx, row);
  if (!kept) throw new DomainError('UNAVAILABLE', {});
  return kept;
}

async function decideOnce<A extends CommandAnswer, P>(
  tx: EntityManager, row: CommandRow, steps: CommandSteps<A, P>, prepared: P,
): Promise<Kept<A>> {
  await tx.query('savepoint decision');
  const kept = await steps.decide(tx, prepared).then(
    (answer): Kept<A> => ({ ok: answer }),
    (error: unknown) => keepRefusal<A>(tx, error, steps.onRefused),
  );
  await tx.query('update command set result = $3, done_at = now() where caller = $1 and key = $2', [row.caller, row.key, JSON.stringify(kept)]);
  return kept;
}

async function keepRefusal<A>(
  tx: EntityManager, error: unknown, onRefused?: (tx: EntityManager, refusal: DomainError) => Promise<void>,
): Promise<Kept<A>> {
  if (!(error instanceof DomainError) || unstoredCodes.includes(error.code)) throw error;
  await tx.query('rollback to savepoint decision');
  await onRefused?.(tx, error);
  return { refused: { code: error.code, details: error.details } };
}

function answerOf<A>(kept: Kept<A>): A {
  if ('refused' in kept) throw new DomainError(kept.refused.code, kept.refused.details);
  return kept.ok;
}
