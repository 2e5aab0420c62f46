export { type AggregateRef, commit } from './commit.js';
export { type CommandAnswer, type CommandEnvelope, type CommandSteps, runCommand } from './command.js';
export { canonicalHash, canonicalJson } from './canonical-json.js';
export { buildHeaders, type Cause, type DomainEvent, type LogRecord, parseType, readEnvelope, type StoredEvent } from './envelope.js';
export {
  type Acked, type ConsumeOptions, type Consumer, type EventLog, type Handle, LeaseLostError, type OutboxRow, type SaveOffset, type Stop,
  TopicNotWritableError,
} from './event-log.js';
export { PostgresEventLog, type PostgresEventLogOptions } from './event-log-postgres.js';
export { KafkaEventLog, type KafkaEventLogOptions } from './event-log-kafka.js';
export { kafkaErrorType } from './kafka-client.js';
export { copyLog, type CopyLogOptions, LogInUseError } from './copy-log.js';
export { createKafkaTopics, type KafkaTopicOptions, type TopicFlaw, UnsoundTopicError } from './kafka-admin.js';
export { openEventLog, type OpenLogOptions } from './open-event-log.js';
export { EventHandlers } from './event-handlers.js';
export { type EventHandler, type EventMethod, OnDomainEvent, type OnDomainEventOptions } from './on-domain-event.js';
export { Dispatcher, type DispatcherCounts, type DispatcherOptions } from './dispatcher.js';
export { ParkedWorker, type ParkedWorkerOptions } from './parked-worker.js';
export { type DeadRecordSummary, ParkedActionError, type ParkedDetail, ParkedEvents, type ParkedKeyRef, type ParkedSummary } from './parked.js';
export { OutboxRelay, type OutboxRelayOptions, type RelayState } from './outbox-relay.js';
export { type MessagingStatus, messagingStatus } from './status.js';
export type { GroupStatus } from './status-groups.js';
export { purgeCommands, purgeLog, type PurgeOptions } from './purge.js';
export { busMigrationSql, messagingMigrationSql } from './messaging-schema.js';
export { brokersOf, chosenBrokers, type ConsumerGroup, type LogAddress, logAddress, type MessagingOptions } from './messaging-config.js';
export { type MessagingHealth, MessagingRuntime } from './messaging-runtime.js';
export { EVENT_LOG, MessagingModule } from './messaging.module.js';
