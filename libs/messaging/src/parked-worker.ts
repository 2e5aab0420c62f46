import { type Database, errorFields, type Log, silentLog, systemCtx } from '@konbit/platform';
import type { EntityManager } from 'typeorm';
import { Bell } from './bell.js';
import { enterTenant, noTenant } from './dispatcher.js';
import type { Cause, LogRecord } from './envelope.js';
import { causeOf, type EventHandlers, HandlerFailure, isConnectionFailure } from './event-handlers.js';

/** A database that has vanished in the middle would hold the transaction, and so the group, for ever. */
const endsWithinMs = 60_000;

export interface ParkedWorkerOptions {
  group: string;
  db: Database;
  handlers: EventHandlers;
  /** Tries before a row is dead: the dead-letter list. */
  maxAttempts?: number;
  backOffMs?: number;
  longestBackOffMs?: number;
  pollMs?: number;
  log?: Log;
}

interface Head { agg_version: number; event: LogRecord; attempts: number; state: 'waiting' | 'dead'; cause: Cause | null }
type Step = 'applied' | 'waiting' | 'freed';

/** Keys whose oldest row is due; a time far ahead means the clock has jumped back. A dead gap lives again when it is filled. */
const dueSql = `select head.key from (
    select distinct on (key) key, agg_version, state, next_at, cause from parked where consumer = $1 order by key, agg_version) as head
  join consumer_key k on k.consumer = $1 and k.key = head.key
  where (head.state = 'waiting' and (head.next_at <= now() or head.next_at > now() + 2 * $2::int * interval '1 millisecond'))
     or (head.state = 'dead' and head.cause ->> 'code' = 'GAP' and head.agg_version <= k.last_version + 1)
  order by head.next_at limit 100`;

/** Takes the oldest event of each parked key with back-off; frees the key when its last row is applied (BACKBONE §3.6). */
export class ParkedWorker {
  private readonly bell = new Bell();
  private readonly log: Log;
  private running: Promise<void> | null = null;
  private stopping = false;

  constructor(private readonly options: ParkedWorkerOptions) {
    this.log = options.log ?? silentLog;
  }

  start(): void {
    if (this.running) return;
    this.stopping = false;
    this.running = this.run();
  }

  wake(): void {
    this.bell.ring();
  }

  async stop(): Promise<void> {
    this.stopping = true;
    this.bell.ring();
    await this.running;
    this.running = null;
  }

  private async run(): Promise<void> {
    while (!this.stopping) {
      try {
        for (const key of await this.dueKeys()) await this.drain(key);
      } catch (error) {
        this.log.error('parked worker failed', { group: this.options.group, ...errorFields(error) });
      }
      if (!this.stopping) await this.bell.wait(this.options.pollMs ?? 500);
    }
  }

  private async dueKeys(): Promise<string[]> {
    const rows = await this.inTransaction((tx): Promise<{ key: string }[]> =>
      tx.query(dueSql, [this.options.group, this.options.longestBackOffMs ?? 300_000]));
    return rows.map((row) => row.key);
  }

  private async drain(key: string): Promise<void> {
    let step: Step = 'applied';
    while (step === 'applied' && !this.stopping) step = await this.stepOrFail(key);
  }

  private async stepOrFail(key: string): Promise<Step> {
    let head: Head | undefined;
    try {
      return await this.inTransaction(async (tx) => {
        const last = await lockKey(tx, this.options.group, key);
        head = await oldest(tx, this.options.group, key);
        return this.step(tx, key, last, head);
      });
    } catch (error) {
      if (!(error instanceof HandlerFailure) || !head || isConnectionFailure(error.inner)) throw error;
      this.log.warn('parked event failed again', { group: this.options.group, type: head.event.type, key, version: head.agg_version, ...errorFields(error.inner) });
      await this.postponeLater(key, head, causeOf(error.inner));
      return 'waiting';
    }
  }

  private async step(tx: EntityManager, key: string, last: number, head: Head | undefined): Promise<Step> {
    const { group, handlers } = this.options;
    if (!head) return 'freed';
    if (head.agg_version > last + 1) return this.postpone(tx, key, head, { code: 'GAP', expected: last + 1 });
    if (head.state === 'dead' && head.cause?.code !== 'GAP') return 'waiting';
    if (head.agg_version === last + 1) {
      const item = handlers.read(head.event);
      if (item.kind === 'unreadable') return this.postpone(tx, key, head, item.cause);
      if (item.park) return this.postpone(tx, key, head, item.park);
      await enterTenant(tx, item.event.tenant);
      await handlers.run(tx, item);
      await tx.query('update consumer_key set last_version = $3 where consumer = $1 and key = $2', [group, key, head.agg_version]);
    }
    await tx.query('delete from parked where consumer = $1 and key = $2 and agg_version = $3', [group, key, head.agg_version]);
    return (await freeWhenEmpty(tx, group, key)) ? 'freed' : 'applied';
  }

  private async postponeLater(key: string, head: Head, cause: Cause): Promise<void> {
    await this.inTransaction((tx) => this.postpone(tx, key, head, cause));
  }

  private async postpone(tx: EntityManager, key: string, head: Head, cause: Cause): Promise<Step> {
    const { group, maxAttempts = 10, backOffMs = 1000, longestBackOffMs = 300_000 } = this.options;
    const waitedForGap = head.cause?.code === 'GAP' && cause.code !== 'GAP';
    const attempts = waitedForGap ? 1 : head.attempts + 1;
    const state = attempts >= maxAttempts ? 'dead' : 'waiting';
    const delay = Math.min(longestBackOffMs, backOffMs * 2 ** (attempts - 1));
    if (state === 'dead') {
      this.log.error('parked event is dead', { group, type: head.event.type, key, version: head.agg_version, cause: cause.code });
    }
    await tx.query(
      `update parked set attempts = $4, state = $5, cause = $6, next_at = now() + $7::float8 * interval '1 millisecond'
        where consumer = $1 and key = $2 and agg_version = $3 and (state = 'waiting' or cause ->> 'code' = 'GAP')`,
      [group, key, head.agg_version, attempts, state, JSON.stringify(cause), delay]);
    return 'waiting';
  }

  private inTransaction<T>(work: (tx: EntityManager) => Promise<T>): Promise<T> {
    return this.options.db.inTenant({ ...systemCtx(noTenant, this.options.group), deadlineAt: performance.now() + endsWithinMs }, work);
  }
}

async function lockKey(tx: EntityManager, group: string, key: string): Promise<number> {
  const rows: { last_version: number }[] = await tx.query(
    'select last_version from consumer_key where consumer = $1 and key = $2 for update', [group, key]);
  return rows[0]?.last_version ?? 0;
}

async function oldest(tx: EntityManager, group: string, key: string): Promise<Head | undefined> {
  const rows: Head[] = await tx.query(
    'select agg_version, event, attempts, state, cause from parked where consumer = $1 and key = $2 order by agg_version limit 1', [group, key]);
  return rows[0];
}

/** The key is ok again in the transaction that takes its last parked event. */
async function freeWhenEmpty(tx: EntityManager, group: string, key: string): Promise<boolean> {
  const [, count]: [unknown, number] = await tx.query(
    `update consumer_key set state = 'ok' where consumer = $1 and key = $2
        and not exists (select 1 from parked where consumer = $1 and key = $2)`, [group, key]);
  return count === 1;
}
