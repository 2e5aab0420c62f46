import { type EventLog, KafkaEventLog, type LogAddress, PostgresEventLog } from '@konbit/messaging';

/** A log for a consumer of tests: it notices within a second or two that another one has stopped. */
export function quickReader(address: LogAddress, databaseUrl: string): EventLog {
  if ('kafkaBrokers' in address) return new KafkaEventLog({ brokers: address.kafkaBrokers, sessionMs: 1500 });
  return new PostgresEventLog({ busUrl: address.busUrl, databaseUrl, leaseMs: 600, pollMs: 20 });
}
