import type { DataSource, EntityManager, ObjectLiteral, QueryRunner } from 'typeorm';
import { type Ctx, remainingMs } from '../actor/actor.js';
import { DomainError } from '../errors/domain-error.js';
import { outageOf } from './outage.js';
import { prepareOften, StatementNames } from './prepared.js';

export type CommittedHook = (tx: EntityManager) => void;

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** The one way to the service's data: a transaction inside one municipality. */
export class Database {
  private readonly hooks = new Set<CommittedHook>();
  private readonly statements = new StatementNames();

  constructor(private readonly dataSource: DataSource, readonly name: string) {}

  /**
   * Runs `work` in one transaction that sees and writes the ctx's tenant alone, and commits it.
   * Throws what `work` throws, UNAVAILABLE when the database cannot be reached, DEADLINE_EXCEEDED when the request's time is over.
   */
  async inTenant<T>(ctx: Ctx, work: (tx: EntityManager) => Promise<T>): Promise<T> {
    const begin = beginSql(ctx);
    const runner = this.dataSource.createQueryRunner();
    try {
      prepareOften(await runner.connect(), this.statements);
      beginWith(runner, begin);
      const answer = await runTransaction(runner, work);
      for (const hook of this.hooks) hook(runner.manager);
      return answer;
    } catch (error) {
      throw outageOf(error) ?? error;
    } finally {
      await runner.release();
    }
  }

  /** Calls `hook` after every commit, with the manager of that transaction; gives back how to stop it. */
  onCommitted(hook: CommittedHook): () => void {
    this.hooks.add(hook);
    return () => void this.hooks.delete(hook);
  }

  /** Whether the database answers; never throws. */
  async isUp(): Promise<boolean> {
    return this.dataSource.query('select 1').then(() => true, () => false);
  }

  async close(): Promise<void> {
    if (this.dataSource.isInitialized) await this.dataSource.destroy();
  }
}

/** Runs a statement under a name, so that Postgres parses and plans it once for each connection. */
export async function namedQuery<R extends ObjectLiteral>(tx: EntityManager, name: string, sql: string, values: unknown[] = []): Promise<R[]> {
  if (!tx.queryRunner) throw new Error('namedQuery needs the manager of a transaction');
  const connection = await tx.queryRunner.connect() as { query(statement: object): Promise<{ rows: R[] }> };
  return (await connection.query({ name, text: sql, values })).rows;
}

function beginSql(ctx: Ctx): string {
  if (!uuid.test(ctx.tenant)) throw new Error('the tenant of a ctx is a uuid');
  const left = Math.ceil(remainingMs(ctx));
  if (left === 0) throw new DomainError('DEADLINE_EXCEEDED', { cause: 'BEFORE_TRANSACTION' });
  const limit = Number.isFinite(left) ? `, set_config('statement_timeout', '${Math.max(left, 10)}', true)` : '';
  return `start transaction; select set_config('konbit.tenant', '${ctx.tenant}', true)${limit}`;
}

/** Begin and tenant travel in one message: one round trip less for every request (BACKBONE §7). */
function beginWith(runner: QueryRunner, begin: string): void {
  const query = runner.query.bind(runner) as (sql: string, ...rest: unknown[]) => Promise<unknown>;
  const first = (sql: string, ...rest: unknown[]): Promise<unknown> => query(sql === 'START TRANSACTION' ? begin : sql, ...rest);
  runner.query = first as typeof runner.query;
}

async function runTransaction<T>(runner: QueryRunner, work: (tx: EntityManager) => Promise<T>): Promise<T> {
  try {
    await runner.startTransaction();
    const answer = await work(runner.manager);
    await runner.commitTransaction();
    return answer;
  } catch (error) {
    // A connection that is gone cannot roll back, and has rolled back by itself.
    await runner.rollbackTransaction().catch(() => undefined);
    throw error;
  }
}
