import { setTimeout as wait } from 'node:timers/promises';
import type { Callers, FaultProxy, KafkaBroker } from '@konbit/testing';
import { Client } from 'pg';
import type { Doors } from '../workload/doors.js';
import { adminUrl } from './admin-url.js';
import type { FaultKind, PlannedFault } from './plan.js';
import { postgresReplaced, replaced, signal, treeOf } from './processes.js';

/** What faults are made on. */
export interface Field { doors: Doors; brokers: readonly KafkaBroker[] }
type Given = Pick<PlannedFault, 'target' | 'forMs'>;

/** Makes a fault and heals it; resolves when what was broken runs again. */
type Fault = (field: Field, given: Given) => Promise<void>;

export const faults: Readonly<Record<FaultKind, Fault>> = {
  kill: async ({ doors: { product } }, { target }) => {
    const pid = product.pidOf(target);
    signal(pid, 'SIGKILL');
    await replaced(product, target, pid);
  },
  freeze: async ({ doors: { product } }, { target, forMs }) => {
    const pid = product.pidOf(target);
    await frozen([pid], forMs);
  },
  'postgres-kill': async ({ doors: { product } }) => {
    const { postgresPid } = product.run;
    signal(postgresPid, 'SIGKILL');
    await postgresReplaced(product, postgresPid);
  },
  'postgres-freeze': ({ doors: { product } }, { forMs }) => frozen(treeOf(product.run.postgresPid), forMs),
  connections: ({ doors: { product } }, { target }) => asAdmin(product.home, 'postgres', async (client) => {
    await client.query(`select pg_terminate_backend(pid) from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()
      and ($1 = 'every' or usename = $1 || '_app')`, [target]);
  }),
  snapshot: async ({ doors: { product } }, { forMs }) => {
    await Promise.all(['cases', 'referrals', 'directory', 'bus'].map((database) => asAdmin(product.home, database, async (client) => {
      await client.query('set idle_in_transaction_session_timeout = 0; begin isolation level repeatable read; select count(*) from pg_class');
      await wait(forMs);
      await client.query('rollback');
    })));
  },
  wire: async ({ doors }, { target, forMs }) => {
    const [service = 'cases', way = 'reset'] = target.split(' ');
    const wire = doors.wireOf(service as keyof Callers);
    breakWire(wire, way);
    await wait(forMs);
    await wire.heal();
  },
  rolling: async ({ doors: { product } }) => {
    for (const service of ['cases', 'referrals', 'directory', 'gateway']) {
      const pid = product.pidOf(service);
      signal(pid, 'SIGTERM');
      await replaced(product, service, pid);
    }
  },
  // The sign-in lives in the launcher: no keys, no sign-ins, and nobody starts what dies.
  issuer: ({ doors: { product } }, { forMs }) => frozen([product.run.pid], forMs),
  'power-cut': async ({ doors }) => {
    doors.product.cutPower();
    await doors.product.startAgain();
    await doors.reopen();
  },
  'broker-kill': ({ brokers }, { target, forMs }) => killed([brokers[Number(target)]!], forMs),
  'two-brokers': ({ brokers }, { target, forMs }) => killed(target.split(' ').map((node) => brokers[Number(node)]!), forMs),
  'broker-freeze': async ({ brokers }, { target, forMs }) => {
    const broker = brokers[Number(target)]!;
    broker.signal('SIGSTOP');
    await wait(forMs);
    broker.signal('SIGCONT');
  },
};

async function frozen(pids: readonly number[], forMs: number): Promise<void> {
  for (const pid of pids) signal(pid, 'SIGSTOP');
  await wait(forMs);
  for (const pid of pids) signal(pid, 'SIGCONT');
}

async function killed(brokers: readonly KafkaBroker[], forMs: number): Promise<void> {
  for (const broker of brokers) await broker.kill();
  await wait(forMs);
  for (const broker of brokers) broker.launch();
  // On a busy machine a broker takes more than the minute that it is given.
  for (const broker of brokers) await broker.ready().catch(() => broker.ready());
}

function breakWire(wire: FaultProxy, way: string): void {
  switch (way) {
    case 'silence': return wire.silence();
    case 'half-open': return wire.blackHole('toClient');
    case 'cut': return wire.cutAfter(200, 'toClient');
    case 'drip': return wire.drip(300);
    case 'delay': return wire.delay(600);
    case 'refuse': return wire.refuse();
    default: return wire.resetAll();
  }
}

/** As the superuser of the embedded Postgres; a server that is away is no fault of this fault. */
async function asAdmin(home: string, database: string, work: (client: Client) => Promise<void>): Promise<void> {
  const client = new Client({ connectionString: adminUrl(home, database), connectionTimeoutMillis: 3000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await work(client);
  } catch {
    // A second fault took the connection: this one has ended with it.
  } finally {
    await Promise.race([client.end().catch(() => undefined), wait(500)]);
  }
}
