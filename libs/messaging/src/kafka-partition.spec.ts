import { newId } from '@konbit/contracts';
import type { OutboxRow } from './event-log.js';
import { lotsOf, partitionOf, runsBySize } from './kafka-partition.js';

/** From the tests of Kafka's own Java client (murmur2). */
const javaHashes: [string, number][] = [
  ['21', -973_932_308], ['foobar', -790_332_482], ['a-little-bit-long-string', -985_981_536],
  ['a-little-bit-longer-string', -1_486_304_829], ['lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8', -58_897_971], ['abc', 479_470_107],
];
const row = (key: string, aggVersion: number, payload = '{}', topic = 'directory.events'): OutboxRow => (
  { pos: String(aggVersion), eventId: newId(), topic, key, type: 't', aggVersion, payload, headers: '{}' });

describe('the partition of a key', () => {
  it.each(javaHashes)('of "%s" is the one of the Java client', (key, hash) => {
    for (const count of [1, 3, 6, 12, 100]) expect(partitionOf(key, count)).toBe((hash & 0x7fff_ffff) % count);
  });
});

describe('a batch of the outbox', () => {
  const keys = Array.from({ length: 40 }, () => newId());
  const batch = [1, 2, 3].flatMap((version) => keys.flatMap((key) => [row(key, version), row(key, version, '{}', 'cases.events')]));
  const lots = lotsOf(batch, (topic) => (topic === 'cases.events' ? 3 : 6));

  it('is sent as one lot for each partition, each row in the lot of its key', () => {
    expect(new Set(lots.map((lot) => `${lot.topic} ${lot.part}`)).size).toBe(lots.length);
    expect(lots.flatMap((lot) => lot.rows)).toHaveLength(batch.length);
    for (const { topic, part, rows } of lots) {
      expect(rows.every((one) => one.topic === topic && partitionOf(one.key, topic === 'cases.events' ? 3 : 6) === part)).toBe(true);
    }
  });

  it('keeps the order of each key', () => {
    for (const { rows } of lots) {
      for (const key of keys) expect(rows.filter((one) => one.key === key).map((one) => one.aggVersion)).toEqual(rows.some((one) => one.key === key) ? [1, 2, 3] : []);
    }
  });

  it('is cut into runs below the size of a request, in order, a large row alone', () => {
    const rows = [row('a', 1, 'x'.repeat(40)), row('a', 2, 'x'.repeat(40)), row('a', 3, 'x'.repeat(500)), row('a', 4)];
    expect(runsBySize(rows, 100).map((run) => run.map((one) => one.aggVersion))).toEqual([[1, 2], [3], [4]]);
    expect(runsBySize([], 100)).toEqual([]);
  });
});
