import { busMigrationSql } from '@konbit/messaging';
import { Client } from 'pg';

/** Makes the tables of the event log, or checks them again. */
export async function migrateBus(ownerUrl: string): Promise<void> {
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query(busMigrationSql());
  } finally {
    await client.end();
  }
}
