import { type ErrorCode, type RefusalDetails, unstoredCodes } from '@konbit/contracts';
import { actorId, type Ctx, type Database, DomainError, namedQuery, together } from '@konbit/platform';
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

export interface CommandSteps<A extends CommandAnswer, P, S = void> {
  envelope: CommandEnvelope;
  /** Throws NOT_FOUND, ACCESS_WITHDRAWN or FORBIDDEN_ACTION; answers what it read, for `decide`. Runs twice when `prepare` is given. */
  visible: (tx: EntityManager) => Promise<S>;
  /** Reads what is to be asked of another service; the answered function asks it, outside every transaction and only for an unknown commandId. */
  prepare?: (tx: EntityManager, seen: S) => Promise<() => Promise<P>>;
  /** Locks, decides, commits; a DomainError undoes it, and is kept as the answer unless its code is of the kind that may change. */
  decide: (tx: EntityManager, prepared: P, seen: S) => Promise<A>;
  /** Writes what a kept refusal leaves behind (its audit row), with the refusal. */
  onRefused?: (tx: EntityManager, refusal: DomainError) => Promise<void>;
}

type Kept<A> = { ok: A } | { refused: { code: ErrorCode; details: RefusalDetails } };

/**
 * Runs a command once, however often it is sent: same id and body give the stored answer (BACKBONE §3.2).
 * Throws COMMAND_ID_REUSED for another body, the refusal of a rule, or what `visible` and `prepare` throw.
 */
export async function runCommand<A extends CommandAnswer, P = undefined, S = void>(db: Database, ctx: Ctx, steps: CommandSteps<A, P, S>): Promise<A> {
  const row = commandRow(ctx, steps.envelope);
  const { known, ask } = steps.prepare ? await db.inTenant(ctx, (tx) => firstLook(tx, row, steps)) : { known: null, ask: nothingAsked<P> };
  if (known) return answerOf(known);
  const prepared = await ask();
  const kept = await db.inTenant(ctx, (tx) => decideOnce(tx, row, steps, prepared)).catch((error: unknown): Promise<Kept<A>> => {
    if (!(error instanceof Refused)) throw error;
    return db.inTenant(ctx, (tx) => keepRefusal<A>(tx, row, error.refusal, steps.onRefused));
  });
  return answerOf(kept);
}

/** A refusal of the decision itself, which is kept once its effect has been undone. */
class Refused extends Error {
  constructor(readonly refusal: DomainError) {
    super(refusal.code, { cause: refusal });
  }
}

interface CommandRow { caller: string; key: string; hash: Buffer }

function commandRow(ctx: Ctx, envelope: CommandEnvelope): CommandRow {
  const { command, subjectId, data, expectedVersion } = envelope;
  return { caller: actorId(ctx), key: envelope.commandId, hash: canonicalHash({ command, subjectId, data, expectedVersion }) };
}

/** Waits for a command of the same id that is running; false when that one has committed. Its answer may be known already. */
async function insertCommand(tx: EntityManager, row: CommandRow, kept: Kept<never> | null = null): Promise<boolean> {
  const inserted = await namedQuery(tx, 'command_new',
    'insert into command (caller, key, body_hash, result) values ($1, $2, $3, $4) on conflict do nothing returning 1', [row.caller, row.key, row.hash, kept && JSON.stringify(kept)]);
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

async function firstLook<A extends CommandAnswer, P, S>(tx: EntityManager, row: CommandRow, { visible, prepare }: CommandSteps<A, P, S>): Promise<{ known: Kept<A> | null; ask: () => Promise<P> }> {
  const [seen, known] = await together(visible(tx), findKept<A>(tx, row));
  return { known, ask: known || !prepare ? nothingAsked<P> : await prepare(tx, seen) };
}

const nothingAsked = <P>(): Promise<P> => Promise.resolve(undefined as P);

async function decideOnce<A extends CommandAnswer, P, S>(tx: EntityManager, row: CommandRow, { visible, decide }: CommandSteps<A, P, S>, prepared: P): Promise<Kept<A>> {
  const [isNew, seen] = await together(insertCommand(tx, row), visible(tx));
  if (!isNew) return requireKept<A>(tx, row);
  const kept: Kept<A> = { ok: await decide(tx, prepared, seen).catch(asRefused) };
  await namedQuery(tx, 'command_kept', 'update command set result = $3, done_at = now() where caller = $1 and key = $2', [row.caller, row.key, JSON.stringify(kept)]);
  return kept;
}

function asRefused(error: unknown): never {
  throw error instanceof DomainError && !unstoredCodes.includes(error.code) ? new Refused(error) : error;
}

/** In a transaction of its own, after the effect was undone; a twin that came in between has the word. */
async function keepRefusal<A>(tx: EntityManager, row: CommandRow, refusal: DomainError, onRefused: CommandSteps<CommandAnswer, unknown>['onRefused']): Promise<Kept<A>> {
  const kept: Kept<never> = { refused: { code: refusal.code, details: refusal.details } };
  if (!(await insertCommand(tx, row, kept))) return requireKept<A>(tx, row);
  await onRefused?.(tx, refusal);
  return kept;
}

function answerOf<A>(kept: Kept<A>): A {
  if ('refused' in kept) throw new DomainError(kept.refused.code, kept.refused.details);
  return kept.ok;
}
