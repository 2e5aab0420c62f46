interface Tx { query(sql: string, values?: unknown[]): Promise<unknown> }

export async function publish(tx: Tx, table: string): Promise<void> {
  await tx.query('INSERT INTO outbox (event_id) VALUES ($1)', [table]);
  await tx.query(`
    insert into "outbox" (event_id) select event_id from ${table}`);
  await tx.query('delete from outbox');
}
