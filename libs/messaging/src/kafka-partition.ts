import type { OutboxRow } from './event-log.js';
import { kafkajs } from './kafka-client.js';

const partition = { partitionErrorCode: 0, leader: 0, replicas: [], isr: [] };

/** The partition of a key, the same as the Java client's (murmur2); computed here, so that no other client can move keys. */
export function partitionOf(key: string, count: number): number {
  const partitionMetadata = Array.from({ length: count }, (_, partitionId) => ({ ...partition, partitionId }));
  return kafkajs().Partitioners.DefaultPartitioner()({ topic: '', partitionMetadata, message: { key, value: null } });
}

/** Rows of one partition, in the order they came. */
export interface Lot {
  topic: string;
  part: number;
  rows: OutboxRow[];
}

/** One lot for each partition that the batch touches: a send may not span two (BACKBONE §3.8). */
export function lotsOf(batch: readonly OutboxRow[], countOf: (topic: string) => number): Lot[] {
  const lots = new Map<string, Lot>();
  for (const row of batch) {
    const part = partitionOf(row.key, countOf(row.topic));
    const name = `${row.topic} ${part}`;
    const lot = lots.get(name) ?? { topic: row.topic, part, rows: [] };
    lot.rows.push(row);
    lots.set(name, lot);
  }
  return [...lots.values()];
}

/** Runs of rows whose bodies stay below the size that a broker takes in one request. */
export function runsBySize(rows: readonly OutboxRow[], mostBytes: number): OutboxRow[][] {
  const runs: OutboxRow[][] = [];
  let bytes = 0;
  for (const row of rows) {
    const size = Buffer.byteLength(row.payload) + Buffer.byteLength(row.headers);
    const current = runs.at(-1);
    if (current && bytes + size <= mostBytes) {
      current.push(row);
      bytes += size;
    } else {
      runs.push([row]);
      bytes = size;
    }
  }
  return runs;
}
