import type { Database } from '@konbit/platform';
import { Dispatcher, type DispatcherCounts } from './dispatcher.js';
import { EventHandlers } from './event-handlers.js';
import type { Consumer, EventLog } from './event-log.js';
import type { MessagingConfig } from './messaging-config.js';
import type { EventHandler } from './on-domain-event.js';
import type { OutboxRelay, RelayState } from './outbox-relay.js';
import { ParkedWorker } from './parked-worker.js';

export interface MessagingParts {
  config: MessagingConfig;
  db: Database;
  eventLog: EventLog;
  relay: OutboxRelay;
  handlersByGroup: () => ReadonlyMap<string, readonly EventHandler[]>;
}

export interface MessagingHealth {
  ready: boolean;
  /** The log did not take the last batch. */
  logFails: boolean;
  relay: RelayState;
  groups: { group: string; active: boolean; counts: DispatcherCounts }[];
}

interface RunningGroup { group: string; consumer: Consumer; dispatcher: Dispatcher; worker: ParkedWorker }

/** Relay, consumers and parked workers of one service process, started and stopped in the order of BACKBONE §3.8. */
export class MessagingRuntime {
  private groups: RunningGroup[] = [];

  constructor(private readonly parts: MessagingParts) {}

  start(): void {
    const { config, relay, handlersByGroup } = this.parts;
    const handlers = handlersByGroup();
    relay.start();
    this.groups = config.consumes.map(({ group, topics }) => this.startGroup(group, topics, handlers.get(group) ?? []));
  }

  /** Stops fetching and finishes what is in flight; the relay still publishes what was committed. */
  async stopConsuming(): Promise<void> {
    await Promise.all(this.groups.map(async ({ consumer, dispatcher, worker }) => {
      dispatcher.stop();
      await consumer.stop();
      await worker.stop();
    }));
  }

  /** Frees the relay's lock and closes the log. */
  async close(): Promise<void> {
    await this.parts.relay.stop();
    await this.parts.eventLog.close();
  }

  health(): MessagingHealth {
    const { relay } = this.parts;
    return {
      ready: relay.state === 'active' || relay.state === 'standby',
      logFails: relay.logFails,
      relay: relay.state,
      groups: this.groups.map(({ group, consumer, dispatcher }) => ({ group, active: consumer.active, counts: { ...dispatcher.counts } })),
    };
  }

  /** What each group has not applied yet, by topic. */
  async lags(): Promise<{ group: string; topic: string; lag: number }[]> {
    const lags = await Promise.all(this.groups.map(async ({ group, consumer }) => [...await consumer.lagByTopic()].map(([topic, lag]) => ({ group, topic, lag }))));
    return lags.flat();
  }

  private startGroup(group: string, topics: readonly string[], list: readonly EventHandler[]): RunningGroup {
    const { db, eventLog, config: { log } } = this.parts;
    const handlers = new EventHandlers(group, list);
    const worker = new ParkedWorker({ group, db, handlers, log });
    const dispatcher = new Dispatcher({ group, db, handlers, log, onParked: () => worker.wake() });
    worker.start();
    return { group, worker, dispatcher, consumer: eventLog.consume(group, topics, dispatcher.handle, { from: 'start' }) };
  }
}
