import { KafkaEventLog } from './event-log-kafka.js';
import { PostgresEventLog } from './event-log-postgres.js';
import { openEventLog } from './open-event-log.js';

describe('the log of an address', () => {
  it('is the adapter that belongs to it', async () => {
    const logs = [openEventLog({ address: { busUrl: 'postgres://db/bus' } }), openEventLog({ address: { kafkaBrokers: ['k1:9092'] } })];
    expect(logs.map((log) => log.constructor)).toEqual([PostgresEventLog, KafkaEventLog]);
    await Promise.all(logs.map((log) => log.close()));
  });
});
