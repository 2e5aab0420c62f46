import { namedQuery } from '@konbit/platform';
import type { Pool } from 'pg';
import type { EntityManager } from 'typeorm';
import { LeaseLostError } from './event-log.js';

/** A lease far in the future means the clock has jumped back: it may be taken, the epoch fences its owner. */
const takeSql = `update bus_offset set owner = $3, epoch = epoch + 1, until = clock_timestamp() + $4::int * interval '1 millisecond'
  where grp = $1 and topic = $2
    and (until < clock_timestamp() or until > clock_timestamp() + 2 * $4::int * interval '1 millisecond')
  returning off, epoch`;
const renewSql = `update bus_offset set until = clock_timestamp() + $4::int * interval '1 millisecond'
  where grp = $1 and topic = $2 and epoch = $3`;

/** The right of one process to handle one topic for one group; lives in the consumer's database (BACKBONE §3.6). */
export class Lease {
  private epoch: string | null = null;

  constructor(
    private readonly pool: Pool, readonly group: string, readonly topic: string,
    private readonly owner: string, private readonly leaseMs: number,
  ) {}

  get held(): boolean {
    return this.epoch !== null;
  }

  /** Makes the group known; its offset starts at 0. */
  async subscribe(): Promise<void> {
    await this.pool.query('insert into bus_offset (grp, topic) values ($1, $2) on conflict do nothing', [this.group, this.topic]);
  }

  /** The saved offset when the lease is now ours, null while another one holds it. */
  async take(): Promise<number | null> {
    const { rows } = await this.pool.query<{ off: string; epoch: string }>(takeSql, [this.group, this.topic, this.owner, this.leaseMs]);
    const row = rows[0];
    this.epoch = row?.epoch ?? null;
    return row ? Number(row.off) : null;
  }

  async renew(): Promise<void> {
    if (this.epoch === null) return;
    const { rowCount } = await this.pool.query(renewSql, [this.group, this.topic, this.epoch, this.leaseMs]);
    if (rowCount === 0) this.epoch = null;
  }

  /** Last statement of the consumer's transaction: 0 rows mean that we are a zombie and everything rolls back. */
  async saveOffset(tx: EntityManager, off: number): Promise<void> {
    const saved = await namedQuery(tx, 'offset_save',
      'update bus_offset set off = $4::bigint where grp = $1 and topic = $2 and epoch = $3::bigint returning 1', [this.group, this.topic, this.epoch ?? '-1', off]);
    if (saved.length === 1) return;
    this.epoch = null;
    throw new LeaseLostError(this.group, this.topic);
  }

  async savedOffset(): Promise<number> {
    const { rows } = await this.pool.query<{ off: string }>('select off from bus_offset where grp = $1 and topic = $2', [this.group, this.topic]);
    return Number(rows[0]?.off ?? 0);
  }

  async release(): Promise<void> {
    if (this.epoch === null) return;
    await this.pool.query(`update bus_offset set until = '-infinity' where grp = $1 and topic = $2 and epoch = $3`, [this.group, this.topic, this.epoch]);
    this.epoch = null;
  }
}
