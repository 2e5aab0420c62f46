import type { Log } from '@konbit/platform';
import type { EventLog } from './event-log.js';
import { KafkaEventLog } from './event-log-kafka.js';
import { PostgresEventLog } from './event-log-postgres.js';
import type { LogAddress } from './messaging-config.js';

export interface OpenLogOptions {
  address: LogAddress;
  /** The consumer's own database; only `consume` on the Postgres log needs it. */
  databaseUrl?: string;
  log?: Log;
}

/** The log at an address, by the adapter that belongs to it. */
export function openEventLog({ address, databaseUrl, log }: OpenLogOptions): EventLog {
  if ('kafkaBrokers' in address) return new KafkaEventLog({ brokers: address.kafkaBrokers, ...(log && { log }) });
  return new PostgresEventLog({ busUrl: address.busUrl, ...(databaseUrl !== undefined && { databaseUrl }), ...(log && { log }) });
}
