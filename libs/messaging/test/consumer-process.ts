import { OfferingPublished } from '@konbit/contracts';
import { Dispatcher, EventHandlers, type LogAddress } from '@konbit/messaging';
import { openDatabase } from '@konbit/platform';
import { quickReader } from './quick-reader.js';

/** A consumer in a process of its own that stands still in the middle of its first effect, until a test kills or wakes it. */
const [databaseUrl, address, group, topic] = process.argv.slice(2) as [string, string, string, string];
const db = await openDatabase({ name: 'cases', url: databaseUrl });
let effects = 0;
const handlers = new EventHandlers(group, [{ contract: OfferingPublished, run: async (tx, event: { id: string; subject: string; version: number; tenant: string }) => {
  await tx.query(`set local idle_in_transaction_session_timeout = '1s'`);
  await tx.query('insert into effect (tenant_id, consumer, event_id, key, version) values ($1, $2, $3, $4, $5)',
    [event.tenant, group, event.id, event.subject, event.version]);
  effects += 1;
  if (effects > 1) return;
  await new Promise((resolve) => process.send?.('in effect', resolve));
  process.kill(process.pid, 'SIGSTOP');
} }]);
const dispatcher = new Dispatcher({ group, db, handlers });
const eventLog = quickReader(JSON.parse(address) as LogAddress, databaseUrl);
const consumer = eventLog.consume(group, [topic], dispatcher.handle, { from: 'start' });
setInterval(() => process.send?.(consumer.active ? 'active' : 'standby'), 20);
process.on('disconnect', () => process.exit(0));
