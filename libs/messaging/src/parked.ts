import { outliveLoss, systemCtx, writeAudit } from '@konbit/platform';
import { DataSource, type EntityManager } from 'typeorm';
import type { Cause, LogRecord } from './envelope.js';

export interface ParkedKeyRef {
  consumer: string;
  key: string;
}

export interface ParkedSummary extends ParkedKeyRef {
  version: number;
  type: string;
  state: 'waiting' | 'dead';
  attempts: number;
  nextAt: Date;
  cause: Cause | null;
  /** Events of the key that wait behind this one. */
  behind: number;
}

export interface ParkedDetail extends ParkedKeyRef {
  lastVersion: number;
  state: string;
  events: { version: number; state: 'waiting' | 'dead'; attempts: number; nextAt: Date; cause: Cause | null; record: LogRecord }[];
}

export interface DeadRecordSummary {
  consumer: string;
  topic: string;
  off: number;
  cause: Cause;
  at: Date;
}

/** What the operator asked cannot be done; the message says why. */
export class ParkedActionError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ParkedActionError';
  }
}

/** The operator's hands on one service's parked events; each action leaves an audit row with the operator's name. */
export class ParkedEvents {
  private constructor(private readonly source: DataSource, private readonly operator: string) {}

  /** Opens as the service's owner role. */
  static async open(options: { ownerUrl: string; operator: string }): Promise<ParkedEvents> {
    const source = new DataSource({ type: 'postgres', url: options.ownerUrl, poolSize: 1, synchronize: false, applicationName: 'konbit parked', extra: { onConnect: outliveLoss } });
    await source.initialize();
    return new ParkedEvents(source, options.operator);
  }

  async close(): Promise<void> {
    await this.source.destroy();
  }

  /** The oldest event of each parked key, dead ones first. */
  async list(consumer?: string): Promise<ParkedSummary[]> {
    const rows: SummaryRow[] = await this.source.query(listSql, [consumer ?? null]);
    return rows.map((row) => ({
      consumer: row.consumer, key: row.key, version: row.agg_version, type: row.event.type, state: row.state, attempts: row.attempts,
      nextAt: row.next_at, cause: row.cause, behind: row.behind,
    }));
  }

  async listDeadRecords(): Promise<DeadRecordSummary[]> {
    const rows: { consumer: string; topic: string; off: string; cause: Cause; at: Date }[] = await this.source.query(
      'select consumer, topic, off, cause, at from dead_record order by at desc limit 100');
    return rows.map((row) => ({ ...row, off: Number(row.off) }));
  }

  /** Every parked event of a key, oldest first. Throws ParkedActionError when the key is not parked. */
  async show(ref: ParkedKeyRef): Promise<ParkedDetail> {
    return this.act(ref, null, async (tx) => detailOf(tx, ref));
  }

  /** The oldest event is due at once, with all its tries before it. */
  async retry(ref: ParkedKeyRef): Promise<void> {
    await this.act(ref, 'parked.retry', async (tx, detail) => {
      const head = headOf(detail);
      await tx.query(
        `update parked set state = 'waiting', attempts = 0, next_at = now() where consumer = $1 and key = $2 and agg_version = $3`,
        [ref.consumer, ref.key, head.version]);
      return { version: head.version };
    });
  }

  /** Gives up the oldest event: the version moves past it without its effect. */
  async discard(ref: ParkedKeyRef): Promise<void> {
    await this.act(ref, 'parked.discard', async (tx, detail) => {
      const head = headOf(detail);
      if (head.version > detail.lastVersion + 1) {
        throw new ParkedActionError(`versions ${detail.lastVersion + 1} to ${head.version - 1} are missing before the parked event: use skip-gap first`);
      }
      await tx.query('delete from parked where consumer = $1 and key = $2 and agg_version = $3', [ref.consumer, ref.key, head.version]);
      await moveTo(tx, ref, Math.max(detail.lastVersion, head.version));
      return { version: head.version, type: head.record.type };
    });
  }

  /** Declares the versions up to `toVersion` lost. Refused when one of them is parked and so not lost. */
  async skipGap(ref: ParkedKeyRef, toVersion: number): Promise<void> {
    await this.act(ref, 'parked.skip-gap', async (tx, detail) => {
      const head = headOf(detail);
      if (toVersion <= detail.lastVersion) throw new ParkedActionError(`version ${toVersion} is already behind the consumer, which stands at ${detail.lastVersion}`);
      if (toVersion >= head.version) throw new ParkedActionError(`version ${head.version} is parked, not lost: skip at most to ${head.version - 1}, or discard it`);
      await moveTo(tx, ref, toVersion);
      return { fromVersion: detail.lastVersion + 1, toVersion };
    });
  }

  private async act<T>(ref: ParkedKeyRef, action: null, work: (tx: EntityManager, detail: ParkedDetail) => Promise<T>): Promise<T>;
  private async act(ref: ParkedKeyRef, action: string, work: (tx: EntityManager, detail: ParkedDetail) => Promise<AuditFacts>): Promise<void>;
  private async act(ref: ParkedKeyRef, action: string | null, work: (tx: EntityManager, detail: ParkedDetail) => Promise<unknown>): Promise<unknown> {
    return this.source.transaction(async (tx) => {
      await tx.query('select 1 from consumer_key where consumer = $1 and key = $2 for update', [ref.consumer, ref.key]);
      const detail = await detailOf(tx, ref);
      const result = await work(tx, detail);
      if (action === null) return result;
      await writeAudit(tx, systemCtx(tenantOf(detail), `konbit:${this.operator}`), {
        action, subjectType: 'parked_event', subjectId: ref.key, outcome: 'ok', details: { consumer: ref.consumer, ...(result as AuditFacts) },
      });
      return undefined;
    });
  }
}

type AuditFacts = Record<string, string | number>;
interface SummaryRow { consumer: string; key: string; agg_version: number; event: LogRecord; state: 'waiting' | 'dead'; attempts: number; next_at: Date; cause: Cause | null; behind: number }
type EventRow = Omit<SummaryRow, 'consumer' | 'key' | 'behind'>;

const listSql = `select distinct on (consumer, key) consumer, key, agg_version, event, state, attempts, next_at, cause,
    (count(*) over (partition by consumer, key) - 1)::int as behind
  from parked where $1::text is null or consumer = $1 order by consumer, key, agg_version`;

async function detailOf(tx: EntityManager, ref: ParkedKeyRef): Promise<ParkedDetail> {
  const gates: { last_version: number; state: string }[] = await tx.query(
    'select last_version, state from consumer_key where consumer = $1 and key = $2', [ref.consumer, ref.key]);
  const rows: EventRow[] = await tx.query(
    'select agg_version, event, state, attempts, next_at, cause from parked where consumer = $1 and key = $2 order by agg_version', [ref.consumer, ref.key]);
  const gate = gates[0];
  if (!gate || rows.length === 0) throw new ParkedActionError(`consumer ${ref.consumer} has no parked event of key ${ref.key}`);
  const events = rows.map((row) => ({
    version: row.agg_version, state: row.state, attempts: row.attempts, nextAt: row.next_at, cause: row.cause, record: row.event }));
  return { ...ref, lastVersion: gate.last_version, state: gate.state, events };
}

function headOf(detail: ParkedDetail): ParkedDetail['events'][number] {
  return detail.events[0]!;
}

function tenantOf(detail: ParkedDetail): string {
  return (headOf(detail).record.headers as { tenant: string }).tenant;
}

/** Moves the version, makes the next event due, and frees the key when nothing waits any more. */
async function moveTo(tx: EntityManager, ref: ParkedKeyRef, version: number): Promise<void> {
  await tx.query(
    `update parked set state = 'waiting', attempts = 0, next_at = now() where consumer = $1 and key = $2 and agg_version = $3`,
    [ref.consumer, ref.key, version + 1]);
  await tx.query(
    `update consumer_key set last_version = $3, state = case when exists (select 1 from parked where consumer = $1 and key = $2) then 'parked' else 'ok' end
      where consumer = $1 and key = $2`, [ref.consumer, ref.key, version]);
}
