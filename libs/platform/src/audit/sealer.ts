import { Client } from 'pg';
import { errorFields } from '../log/error-fields.js';
import { type Log, silentLog } from '../log/logger.js';
import { auditRowColumns, type AuditRow, chainStart, linkHash } from './audit-row.js';
import { SealFloor } from './seal-floor.js';

export interface SealerOptions {
  ownerUrl: string;
  everyMs?: number;
  /** Rows chained in one transaction. */
  batch?: number;
  log?: Log;
}

const sealerLock = 7_140_033;

/** Chains committed audit rows that have no link yet, as owner; any number of them may run (DESIGN §4.5). */
export class Sealer {
  private client: Client | null = null;
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<void> | null = null;
  private stopped = true;
  private readonly floor = new SealFloor();
  private lastPass: Promise<unknown> = Promise.resolve();

  constructor(private readonly options: SealerOptions) {}

  start(): void {
    this.stopped = false;
    this.schedule();
  }

  /** Ends after a last pass, so that no tail stays open. */
  async stop(): Promise<void> {
    if (this.timer) clearTimeout(this.timer);
    const wasRunning = !this.stopped;
    this.stopped = true;
    await this.running;
    if (wasRunning) await this.tick();
    await this.disconnect();
  }

  /** Chains everything committed by now; gives back how many rows. Throws when the database cannot be reached. */
  sealNow(): Promise<number> {
    // One connection holds one transaction: passes of this sealer follow each other.
    const pass = this.lastPass.then(() => this.runPass());
    this.lastPass = pass.catch(() => undefined);
    return pass;
  }

  private async runPass(): Promise<number> {
    const client = await this.connect();
    await this.floor.note(client);
    let sealed = 0;
    // Inside a pass batches follow each other by position; the next pass starts at the floor again and finds what came late.
    let after = this.floor.pos;
    for (;;) {
      const batch = await this.sealBatch(client, after);
      sealed += batch.length;
      after = batch.at(-1)?.pos ?? after;
      if (batch.length < this.batchSize) break;
    }
    this.floor.reached();
    return sealed;
  }

  private get batchSize(): number {
    return this.options.batch ?? 1000;
  }

  private schedule(): void {
    if (this.stopped) return;
    this.timer = setTimeout(() => {
      this.running = this.tick();
    }, this.options.everyMs ?? 1000);
  }

  private async tick(): Promise<void> {
    try {
      await this.sealNow();
    } catch (error) {
      (this.options.log ?? silentLog).warn('sealer failed', errorFields(error));
      await this.disconnect();
    } finally {
      this.schedule();
    }
  }

  private async sealBatch(client: Client, after: string): Promise<AuditRow[]> {
    await client.query('begin');
    try {
      await client.query('select pg_advisory_xact_lock($1)', [sealerLock]);
      const rows = await unsealed(client, after, this.batchSize);
      if (rows.length > 0) await insertLinks(client, rows);
      await client.query('commit');
      return rows;
    } catch (error) {
      await client.query('rollback').catch(() => undefined);
      throw error;
    }
  }

  private async connect(): Promise<Client> {
    if (this.client) return this.client;
    const client = new Client({ connectionString: this.options.ownerUrl, application_name: 'konbit-sealer', connectionTimeoutMillis: 5000, keepAlive: true });
    client.on('error', () => {
      if (this.client === client) this.client = null;
    });
    await client.connect();
    this.client = client;
    return client;
  }

  private async disconnect(): Promise<void> {
    const client = this.client;
    this.client = null;
    await client?.end().catch(() => undefined);
  }
}

/** Rows without a link: a late commit with a low position is found too, because nothing is skipped by position alone. */
async function unsealed(client: Client, after: string, limit: number): Promise<AuditRow[]> {
  const found = await client.query<AuditRow>(
    `select ${auditRowColumns} from audit a
      where a.pos > $1 and not exists (select 1 from audit_link l where l.audit_pos = a.pos and l.audit_pos > $1) order by a.pos limit $2`, [after, limit]);
  return found.rows;
}

async function insertLinks(client: Client, rows: readonly AuditRow[]): Promise<void> {
  const last = await client.query<{ seq: string; hash: Buffer }>('select seq, hash from audit_link order by seq desc limit 1');
  const first = BigInt(last.rows[0]?.seq ?? 0) + 1n;
  let prev = last.rows[0]?.hash ?? chainStart;
  const links = rows.map((row, index) => {
    const link = { pos: row.pos, seq: (first + BigInt(index)).toString(), prev, hash: linkHash(prev, row.canonical) };
    prev = link.hash;
    return link;
  });
  await client.query(
    'insert into audit_link (audit_pos, seq, hash, prev) select * from unnest($1::bigint[], $2::bigint[], $3::bytea[], $4::bytea[])',
    [links.map((link) => link.pos), links.map((link) => link.seq), links.map((link) => link.hash), links.map((link) => link.prev)]);
}
