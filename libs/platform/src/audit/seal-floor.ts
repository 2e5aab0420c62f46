import type { Client } from 'pg';

const fullScanEvery = 1800;

/**
 * A position below which every row is committed and chained, so that the anti-join reads the young end of the table only.
 * A writer holds a lock on `audit` before it draws a position and until its rows are visible: when all who held one are gone,
 * no row at or below the position noted before can still appear.
 */
export class SealFloor {
  /** Rows up to here are chained. */
  pos = '0';
  private next: { pos: string; writers: ReadonlySet<string>; settled: boolean } | null = null;
  private passes = 0;

  /** Before a pass: notes where the table ends, or whether the writers of an earlier note have ended. */
  async note(client: Client): Promise<void> {
    this.passes += 1;
    if (this.passes % fullScanEvery === 0) this.restart();
    if (this.next) {
      const noted = this.next.writers;
      const running = noted.size > 0 ? await writersOf(client) : new Set<string>();
      this.next.settled = [...noted].every((writer) => !running.has(writer));
      return;
    }
    const end = await client.query<{ pos: string | null }>(`select pg_sequence_last_value(pg_get_serial_sequence('audit', 'pos')::regclass)::text as pos`);
    this.next = { pos: end.rows[0]?.pos ?? '0', writers: await writersOf(client), settled: false };
  }

  /** After a pass that chained all it saw. */
  reached(): void {
    if (!this.next?.settled) return;
    this.pos = this.next.pos;
    this.next = null;
  }

  /** Reads the whole table again at the next pass. */
  restart(): void {
    this.pos = '0';
    this.next = null;
  }
}

async function writersOf(client: Client): Promise<Set<string>> {
  const held = await client.query<{ writer: string }>(
    `select distinct virtualtransaction as writer from pg_locks
      where locktype = 'relation' and relation = 'audit'::regclass and mode = 'RowExclusiveLock' and pid <> pg_backend_pid()
        and database = (select oid from pg_database where datname = current_database())`);
  return new Set(held.rows.map((row) => row.writer));
}
