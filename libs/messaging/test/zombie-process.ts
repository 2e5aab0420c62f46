import { KafkaEventLog } from '@konbit/messaging';

/** A member of a group that stands still with its first records handled and their offset not yet committed; woken, it commits what it had. */
const [broker = '', group = '', topic = ''] = process.argv.slice(2);
const log = new KafkaEventLog({ brokers: [broker], sessionMs: 1500 });
let handled = 0;
log.consume(group, [topic], async (records, saveOffset) => {
  handled += 1;
  if (handled === 1) {
    await new Promise((resolve) => process.send?.('handled', resolve));
    process.kill(process.pid, 'SIGSTOP');
  }
  await saveOffset(undefined as never, records.at(-1)!);
}, { from: 'start', batchSize: 1 });
setInterval(() => process.send?.('awake'), 20);
process.on('disconnect', () => process.exit(0));
