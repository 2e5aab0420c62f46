import {
  type BeforeApplicationShutdown, type DynamicModule, Injectable, Module, type OnApplicationBootstrap, type OnApplicationShutdown, Optional,
} from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { Database, Health, type HealthCode, LOG, type Log, Metrics } from '@konbit/platform';
import type { EventLog } from './event-log.js';
import { HandlerDiscovery } from './handler-discovery.js';
import { messagingConfig, type MessagingConfig, type MessagingOptions } from './messaging-config.js';
import { addMessagingFigures } from './messaging-figures.js';
import { type MessagingHealth, MessagingRuntime } from './messaging-runtime.js';
import { openEventLog } from './open-event-log.js';
import { OutboxRelay } from './outbox-relay.js';

/** Injection token of the process's `EventLog`. */
export const EVENT_LOG = Symbol('EventLog');
const CONFIG = Symbol('MessagingConfig');

/** Ties the runtime to the application's life: consumers stop before the servers, the relay after them. */
@Injectable()
class MessagingLifecycle implements OnApplicationBootstrap, BeforeApplicationShutdown, OnApplicationShutdown {
  constructor(private readonly runtime: MessagingRuntime, db: Database, @Optional() health?: Health, @Optional() metrics?: Metrics) {
    if (metrics) addMessagingFigures(metrics, db, runtime);
    health?.add('relay', () => relayCode(runtime.health()));
  }

  onApplicationBootstrap(): void {
    this.runtime.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.runtime.stopConsuming();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.runtime.close();
  }
}

@Module({})
export class MessagingModule {
  /** Relay, and one consumer per group, for a service that has `Database` as a global provider. Throws naming a missing variable. */
  static forService(options: MessagingOptions): DynamicModule {
    return {
      module: MessagingModule,
      global: true,
      imports: [DiscoveryModule],
      providers: [
        { provide: CONFIG, inject: [{ token: LOG, optional: true }], useFactory: (log?: Log) => messagingConfig({ ...(log && { log }), ...options }) },
        { provide: EVENT_LOG, inject: [CONFIG], useFactory: (config: MessagingConfig) => openEventLog(config) },
        { provide: OutboxRelay, inject: [CONFIG, EVENT_LOG, Database], useFactory: makeRelay },
        HandlerDiscovery,
        { provide: MessagingRuntime, inject: [CONFIG, Database, EVENT_LOG, OutboxRelay, HandlerDiscovery], useFactory: makeRuntime },
        MessagingLifecycle,
      ],
      exports: [EVENT_LOG, OutboxRelay, MessagingRuntime],
    };
  }
}

/** A relay that stands by is well: another process moves the outbox. */
function relayCode({ relay, logFails }: MessagingHealth): HealthCode {
  if (relay === 'failed') return 'LOG_REFUSES';
  if (relay === 'stopped') return 'RELAY_STOPPED';
  return logFails ? 'LOG_DOWN' : 'OK';
}

function makeRelay(config: MessagingConfig, eventLog: EventLog, db: Database): OutboxRelay {
  const relay = new OutboxRelay({ databaseUrl: config.databaseUrl, eventLog, topic: `${config.service}.events`, log: config.log });
  relay.follow(db);
  return relay;
}

function makeRuntime(config: MessagingConfig, db: Database, eventLog: EventLog, relay: OutboxRelay, discovery: HandlerDiscovery): MessagingRuntime {
  const groups = config.consumes.map((consumed) => consumed.group);
  return new MessagingRuntime({ config, db, eventLog, relay, handlersByGroup: () => discovery.handlersByGroup(groups) });
}
