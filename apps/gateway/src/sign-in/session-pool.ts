import { errorFields, type Log, outliveLoss } from '@konbit/platform';
import { Pool } from 'pg';

/** The connections to the gateway's own database; one that is lost fails its statement, never the process. */
export function sessionPool({ url, log, name = 'gateway', max = 5 }: { url: string; log: Log; name?: string; max?: number }): Pool {
  // A server that stands still ends no statement by itself: the wait is ours to end.
  const pool = new Pool({
    connectionString: url, max, application_name: name, connectionTimeoutMillis: 3000, statement_timeout: 10_000, query_timeout: 3000, keepAlive: true, onConnect: outliveLoss,
  });
  pool.on('error', (error) => log.warn('idle connection lost', errorFields(error)));
  return pool;
}
