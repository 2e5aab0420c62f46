import { type LogAddress, openEventLog, OutboxRelay } from '@konbit/messaging';

/** A relay in a process of its own, so that a test can kill or stop it; tells each change of its state. */
const [databaseUrl, address] = process.argv.slice(2) as [string, string];
const eventLog = openEventLog({ address: JSON.parse(address) as LogAddress });
const relay = new OutboxRelay({ databaseUrl, eventLog, topic: 'directory.events', pollMs: 20 });
relay.start();
let told = '';
setInterval(() => {
  if (relay.state !== told) process.send?.(relay.state);
  told = relay.state;
}, 5);
process.on('disconnect', () => process.exit(0));
