interface Transaction { query(sql: string): Promise<unknown[]> }

export const both = (tx: Transaction): Promise<unknown[][]> => Promise.all([tx.query('select 1'), tx.query('select 2')]);
export const first = (tx: Transaction): Promise<unknown[]> => Promise.race([tx.query('select 1'), tx.query('select 2')]);
