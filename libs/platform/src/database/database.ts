import { type DataSource, type EntityManager, type ObjectLiteral, type QueryRunner, QueryRunnerAlreadyReleasedError } from 'typeorm';
import { type Ctx, remainingMs } from '../actor/actor.js';
import { DomainError } from '../errors/domain-error.js';
import type { PoolCounts } from '../metrics/connection-figure.js';
import { isEcho, outageOf } from './outage.js';
import { OwnConnection } from './own-connection.js';
import { prepareOften, StatementNames } from './prepared.js';

export type CommittedHook = (tx: EntityManager) => void;

/** How long after the deadline a server may stay silent: it ends a statement at the deadline by itself when it can. */
const silenceMs = 500;
/** Below the second that whoever asks for health waits. */
const healthMs = 800;
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** The one way to the service's data: a transaction inside one municipality. */
export class Database {
  private readonly hooks = new Set<CommittedHook>();
  private readonly statements = new StatementNames();
  private readonly own: OwnConnection;

  constructor(private readonly dataSource: DataSource, readonly name: string) {
    const { url = '' } = dataSource.options as { url?: string };
    this.own = new OwnConnection({ url, name: `konbit-${name} health`, limitMs: healthMs });
  }

  /**
   * Runs `work` in one transaction that sees and writes the ctx's tenant alone, and commits it.
   * Throws what `work` throws, UNAVAILABLE when the database cannot be reached, DEADLINE_EXCEEDED when the request's time is over.
   */
  async inTenant<T>(ctx: Ctx, work: (tx: EntityManager) => Promise<T>): Promise<T> {
    const begin = beginSql(ctx);
    const runner = this.dataSource.createQueryRunner();
    let watch: NodeJS.Timeout | undefined;
    try {
      const connection = await runner.connect() as Connection;
      prepareOften(connection, this.statements);
      watch = cutAfter(connection, remainingMs(ctx) + silenceMs);
      const answer = await runTransaction(runner, begin, work);
      for (const hook of this.hooks) hook(runner.manager);
      return answer;
    } catch (error) {
      throw outageOf(error) ?? error;
    } finally {
      clearTimeout(watch);
      await runner.release();
    }
  }

  /** Calls `hook` after every commit, with the manager of that transaction; gives back how to stop it. */
  onCommitted(hook: CommittedHook): () => void {
    this.hooks.add(hook);
    return () => void this.hooks.delete(hook);
  }

  /** Whether the database answers, also while every connection of the pool is at work; never throws. */
  isUp(): Promise<boolean> {
    return this.own.answers();
  }

  /** The pool ends with the application by itself. */
  onApplicationShutdown(): Promise<void> {
    return this.own.close();
  }

  /** Connections of the pool, and how many requests wait for one. */
  connections(): PoolCounts {
    const { totalCount = 0, idleCount = 0, waitingCount = 0 } = (this.dataSource.driver as { master?: Partial<PoolCounts> }).master ?? {};
    return { totalCount, idleCount, waitingCount };
  }

  async close(): Promise<void> {
    await this.own.close();
    if (this.dataSource.isInitialized) await this.dataSource.destroy();
  }
}

/** Runs a statement under a name, so that Postgres parses and plans it once for each connection. */
export async function namedQuery<R extends ObjectLiteral>(tx: EntityManager, name: string, sql: string, values: unknown[] = []): Promise<R[]> {
  if (!tx.queryRunner) throw new Error('namedQuery needs the manager of a transaction');
  // A connection that is lost releases its runner while the transaction still means to go on.
  if (tx.queryRunner.isReleased) throw new QueryRunnerAlreadyReleasedError();
  const connection = await tx.queryRunner.connect() as { query(statement: object): Promise<{ rows: R[] }> };
  return (await connection.query({ name, text: sql, values })).rows;
}

/**
 * Statements of one transaction that do not wait for each other: they leave together. Answers when all have ended, also when one fails, so that
 * the transaction never ends under a statement still to come; throws the first failure in the order given that is not the echo of another one.
 * Of one kind (`namedQuery`, `tx.query`) they leave in the order given; what TypeORM builds itself leaves later: nothing may stand in one flight with what it needs.
 */
export async function together<T extends readonly unknown[]>(...work: { readonly [K in keyof T]: Promise<T[K]> }): Promise<T> {
  const settled = await Promise.allSettled(work);
  const failures = settled.filter((one) => one.status === 'rejected').map((one): unknown => one.reason);
  if (failures.length > 0) throw failures.find((failure) => !isEcho(failure)) ?? failures[0];
  // Every one is fulfilled here, in the order of the tuple.
  return settled.map((one) => (one as PromiseFulfilledResult<unknown>).value) as unknown as T;
}

interface Connection { connection: { stream: { destroy(): void } } }

/** A server that stands still would keep the connection of each caller, and so the pool, long after they gave up. */
function cutAfter({ connection }: Connection, ms: number): NodeJS.Timeout | undefined {
  return Number.isFinite(ms) ? setTimeout(() => connection.stream.destroy(), ms) : undefined;
}

function beginSql(ctx: Ctx): string {
  if (!uuid.test(ctx.tenant)) throw new Error('the tenant of a ctx is a uuid');
  const left = Math.ceil(remainingMs(ctx));
  if (left === 0) throw new DomainError('DEADLINE_EXCEEDED', { cause: 'BEFORE_TRANSACTION' });
  const limit = Number.isFinite(left) ? `, set_config('statement_timeout', '${Math.max(left, 10)}', true)` : '';
  return `start transaction; select set_config('konbit.tenant', '${ctx.tenant}', true)${limit}`;
}

/** Begin and tenant leave in one message, with the first statement of the work behind them: no round trip of their own (BACKBONE §7). */
function beginWith(runner: QueryRunner, begin: string): { begun: Promise<unknown> } {
  const query = runner.query.bind(runner) as (sql: string, ...rest: unknown[]) => Promise<unknown>;
  const opening: { begun: Promise<unknown> } = { begun: Promise.resolve() };
  const sent = async (sql: string, ...rest: unknown[]): Promise<unknown> => {
    if (sql !== 'START TRANSACTION') return query(sql, ...rest);
    opening.begun = query(begin);
    // Told where the transaction ends; what follows a begin that failed is refused by Postgres.
    opening.begun.catch(() => undefined);
    return undefined;
  };
  runner.query = sent as typeof runner.query;
  return opening;
}

async function runTransaction<T>(runner: QueryRunner, begin: string, work: (tx: EntityManager) => Promise<T>): Promise<T> {
  const opening = beginWith(runner, begin);
  try {
    await runner.startTransaction();
    const answer = await work(runner.manager);
    await opening.begun;
    await runner.commitTransaction();
    return answer;
  } catch (error) {
    const cause = await opening.begun.then(() => error, (failed: unknown) => failed);
    // A connection that is gone cannot roll back, and has rolled back by itself.
    await runner.rollbackTransaction().catch(() => undefined);
    throw cause;
  }
}
