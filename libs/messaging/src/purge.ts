import { withClient } from '@konbit/platform';

export interface PurgeOptions {
  /** Owner of the database to purge. */
  ownerUrl: string;
  olderThanDays?: number;
  batchSize?: number;
}

/** Removes answers of commands that nobody will send again (BACKBONE §3.1); gives back how many. */
export function purgeCommands(options: PurgeOptions): Promise<number> {
  return purge(options, 'command', 'done_at');
}

/** Removes records of the log past their retention; consumers older than that start from a snapshot. */
export function purgeLog(options: PurgeOptions): Promise<number> {
  return purge(options, 'bus_log', 'created_at');
}

/** Small batches, each its own transaction: nobody waits for a long delete. */
async function purge({ ownerUrl, olderThanDays = 90, batchSize = 1000 }: PurgeOptions, table: string, column: string): Promise<number> {
  return withClient({ connectionString: ownerUrl, application_name: 'konbit purge' }, async (client) => {
    let removed = 0;
    for (;;) {
      const { rowCount } = await client.query(
        `delete from ${table} where ctid = any(array(select ctid from ${table} where ${column} < now() - $1::int * interval '1 day' limit $2))`,
        [olderThanDays, batchSize]);
      removed += rowCount ?? 0;
      if ((rowCount ?? 0) < batchSize) return removed;
    }
  });
}
