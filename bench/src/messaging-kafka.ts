import { OfferingPublished, newId } from '@konbit/contracts';
import { createKafkaTopics, type Dispatcher, type EventLog, KafkaEventLog, type OutboxRelay } from '@konbit/messaging';
import { KafkaBroker } from '@konbit/testing';
import { Kafka, logLevel, Partitioners } from 'kafkajs';
import { type Metric, metric } from './metric.js';
import { pace, timed, until } from './timed.js';

const topics = ['directory.events', 'bare.events'];
const perSend = 500;

/** The database side of the measurement: the same outbox, effects and handlers as on the Postgres log. */
export interface KafkaBench {
  events: number;
  fill: () => Promise<void>;
  unsent: () => Promise<number>;
  applied: () => Promise<number>;
  relayTo: (eventLog: EventLog) => OutboxRelay;
  dispatcher: () => Promise<Dispatcher>;
  writes: (relay: OutboxRelay) => Promise<Metric>;
}

/** Relay and consumer on one real broker; the floors are the bare client sending and reading as many records of that size. */
export async function measureKafka(bench: KafkaBench): Promise<Metric[]> {
  const broker = await KafkaBroker.start();
  const eventLog = new KafkaEventLog({ brokers: [broker.address] });
  try {
    await createKafkaTopics({ brokers: [broker.address], topics });
    await bench.fill();
    const relay = bench.relayTo(eventLog);
    const relaySeconds = await timed(async () => {
      relay.start();
      await until(async () => await bench.unsent() === 0);
    });
    await relay.stop();
    const { handle } = await bench.dispatcher();
    const consumer = eventLog.consume('bench.kafka', ['directory.events'], handle, { from: 'start' });
    const consumed = await pace(bench.events, bench.applied);
    await consumer.stop();
    const floor = await bareClient(broker.address, bench.events);
    return [
      metric('kafka_relay_events_s', bench.events / relaySeconds, 'events/s', floor.sent), metric('kafka_consumer_events_s', consumed, 'events/s', floor.read),
      await bench.writes(bench.relayTo(eventLog)),
    ];
  } finally {
    await eventLog.close();
    await broker.stop();
  }
}

async function bareClient(broker: string, events: number): Promise<{ sent: number; read: number }> {
  const kafka = new Kafka({ brokers: [broker], logLevel: logLevel.NOTHING });
  const producer = kafka.producer({ idempotent: true, maxInFlightRequests: 1, createPartitioner: Partitioners.DefaultPartitioner });
  await producer.connect();
  const value = JSON.stringify(OfferingPublished.sample);
  const seconds = await timed(async () => {
    for (let sent = 0; sent < events; sent += perSend) await producer.send({ topic: 'bare.events', acks: -1, messages: Array.from({ length: perSend }, () => ({ key: newId(), value })) });
  });
  await producer.disconnect();
  const consumer = kafka.consumer({ groupId: 'bare' });
  let seen = 0;
  await consumer.connect();
  await consumer.subscribe({ topic: 'bare.events', fromBeginning: true });
  await consumer.run({ eachMessage: async () => { seen += 1; } });
  const read = await pace(events, async () => seen);
  await consumer.disconnect();
  return { sent: events / seconds, read };
}
