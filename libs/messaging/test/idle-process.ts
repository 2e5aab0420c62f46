import { setTimeout as wait } from 'node:timers/promises';
import { newId } from '@konbit/contracts';
import { KafkaEventLog } from '@konbit/messaging';

/** A process that has produced, consumes and tails, and then has nothing to do: tells what that costs. */
const [broker, topic] = process.argv.slice(2) as [string, string];
const warnings: string[] = [];
process.on('warning', (warning) => warnings.push(warning.name));
const log = new KafkaEventLog({ brokers: [broker] });
await log.append([{ pos: '1', eventId: newId(), topic, key: newId(), type: 'idle', aggVersion: 1, payload: '{}', headers: '{}' }]);
let handled = 0;
const consumer = log.consume('idle', [topic], async (records, saveOffset) => {
  handled += records.length;
  await saveOffset(undefined as never, records.at(-1)!);
}, { from: 'start' });
log.tail([topic], () => undefined);
while (handled === 0 || !consumer.active) await wait(50);
await wait(500);
const [before, began] = [process.cpuUsage(), performance.now()];
await wait(4000);
const { user, system } = process.cpuUsage(before);
const cpuMsPerSecond = (user + system) / (performance.now() - began);
process.send?.({ cpuMsPerSecond, warnings }, () => process.exit(0));
