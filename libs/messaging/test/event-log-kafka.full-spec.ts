import { createKafkaTopics, openEventLog } from '@konbit/messaging';
import { describeWithOwnKafka, KafkaBroker } from '@konbit/testing';
import { Kafka, logLevel } from 'kafkajs';
import { topic } from './backbone.js';
import { eventLogConformance } from './conformance.js';
import { quickReader } from './quick-reader.js';

eventLogConformance('Kafka', async (databases) => {
  const broker = await KafkaBroker.start();
  const address = { kafkaBrokers: [broker.address] };
  await createKafkaTopics({ brokers: address.kafkaBrokers, topics: [topic], partitions: 6, replication: 1 });
  return {
    reader: address, writer: address,
    openReader: () => quickReader(address, databases.url('cases')),
    openWriter: () => openEventLog({ address }),
    rewind: async (group) => {
      const admin = new Kafka({ brokers: address.kafkaBrokers, logLevel: logLevel.NOTHING }).admin();
      await admin.connect();
      await admin.setOffsets({ groupId: group, topic, partitions: Array.from({ length: 6 }, (_, partition) => ({ partition, offset: '0' })) });
      await admin.disconnect();
    },
    interrupt: async () => {
      await broker.kill();
      await broker.startAgain();
    },
    takeAway: async () => {
      await broker.kill();
      return () => broker.startAgain();
    },
    close: () => broker.stop(),
  };
}, describeWithOwnKafka);
