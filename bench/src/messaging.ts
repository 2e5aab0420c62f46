import { newId, OfferingPublished } from '@konbit/contracts';
import { commit, Dispatcher, EventHandlers, messagingMigrationSql, OutboxRelay, PostgresEventLog, runCommand } from '@konbit/messaging';
import { auditMigrationSql, codeId, type Ctx, type Database, namedQuery, systemCtx, tenantPolicySql, writeAudit } from '@konbit/platform';
import { javaServersLack, startTestCluster, type TestDatabases, testDatabases } from '@konbit/testing';
import { Client } from 'pg';
import { measureKafka } from './messaging-kafka.js';
import { median, type Metric, metric } from './metric.js';
import { timed, until } from './timed.js';

const ctx: Ctx = systemCtx(codeId('05101'), 'bench');
const tables = `
create table thing (tenant_id uuid not null, id uuid primary key, version int not null default 0, note text not null default '');
${tenantPolicySql('directory', 'thing')}
create table effect (pos bigint generated always as identity primary key, tenant_id uuid not null, key uuid not null);
${tenantPolicySql('directory', 'effect')}
grant usage on all sequences in schema public to directory_app;`;

/** Relay, consumer and write throughput on a fresh Postgres with fsync on; floors are plain SQL in the same run, and for Kafka the bare client. */
export async function measureMessaging(): Promise<Metric[]> {
  const cluster = await startTestCluster();
  process.env['KONBIT_TEST_ADMIN_URL'] = cluster.adminUrl;
  process.env['KONBIT_TEST_TEMPLATE_URLS'] = JSON.stringify(cluster.urls);
  const sql = `${messagingMigrationSql('directory')}${auditMigrationSql('directory')}${tables}`;
  const databases = await testDatabases(['directory'], { migrations: { directory: [{ name: '0001-bench', sql }] } });
  try {
    return [...await writes(databases), ...await relayed(databases), ...await onKafka(databases)];
  } finally {
    await databases.drop();
    await cluster.stop();
  }
}

const writers = 16;
const windowMs = 3000;
const rounds = 3;

type Tx = Parameters<Parameters<Database['inTenant']>[1]>[0];
type Parts = 'plain' | 'outbox' | 'audited';

/** Two paths: the bare transaction, and a whole command with its idempotency row, which is how every write of the product goes. */
async function writes(databases: TestDatabases): Promise<Metric[]> {
  const { db } = await databases.open('directory', { poolSize: writers });
  const bare = (parts: Parts) => (id: string) => db.inTenant(ctx, (tx) => write(tx, id, parts));
  const command = (parts: Parts) => (id: string) => runCommand(db, ctx, {
    envelope: { commandId: newId(), command: 'bench', subjectId: id, data: {} }, visible: () => Promise.resolve(),
    decide: async (tx) => {
      await write(tx, id, parts);
      return { id, version: 1 };
    },
  });
  await perSecond(bare('plain'), 1000);
  const figures = [...await compare('write', bare), ...await compare('command', command)];
  await databases.asOwner('directory', 'delete from outbox');
  return figures;
}

async function compare(name: string, path: (parts: Parts) => (id: string) => Promise<unknown>): Promise<Metric[]> {
  const seen: Record<Parts, number[]> = { plain: [], outbox: [], audited: [] };
  for (let round = 0; round < rounds; round += 1) {
    for (const parts of ['plain', 'outbox', 'audited'] as const) seen[parts].push(await perSecond(path(parts), windowMs));
  }
  const plain = median(seen.plain);
  return [metric(`${name}_outbox_tx_s`, median(seen.outbox), 'tx/s', plain), metric(`${name}_outbox_audit_tx_s`, median(seen.audited), 'tx/s', plain)];
}

/** A new aggregate and its first step. Without the outbox it still moves its version: that is its lock. */
async function write(tx: Tx, id: string, parts: Parts): Promise<void> {
  await tx.query('insert into thing (tenant_id, id, note) values ($1, $2, $3)', [ctx.tenant, id, 'x'.repeat(600)]);
  if (parts === 'plain') {
    await namedQuery(tx, 'bench_step', 'update thing set version = version + 1 where id = $1 and version = $2', [id, 0]);
    return;
  }
  await commit(tx, ctx, { table: 'thing', id, version: 0 }, [{ type: OfferingPublished.type, subject: id, data: OfferingPublished.sample, audience: [] }], new Date());
  if (parts === 'audited') await writeAudit(tx, ctx, { action: 'bench.write', subjectType: 'thing', subjectId: id, outcome: 'ok' });
}

async function perSecond(work: (id: string) => Promise<unknown>, forMs: number): Promise<number> {
  const end = performance.now() + forMs;
  let done = 0;
  const writer = async (): Promise<void> => {
    while (performance.now() < end) {
      await work(newId());
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: writers }, writer));
  return (done / forMs) * 1000;
}

/** How many bare transactions there are in a second while `relay` sends what they publish. */
async function writesBeside(databases: TestDatabases, relay: OutboxRelay): Promise<Metric> {
  const { db } = await databases.open('directory', { poolSize: writers });
  const path = (parts: Parts) => (id: string) => db.inTenant(ctx, (tx) => write(tx, id, parts));
  const plain = await perSecond(path('plain'), windowMs);
  relay.start();
  const value = await perSecond(path('outbox'), windowMs);
  await until(async () => (await count(databases, 'outbox')) === 0);
  await relay.stop();
  return metric('kafka_write_outbox_tx_s', value, 'tx/s', plain);
}

const events = 20_000;

/** The same relay, dispatcher and tables on a real broker; said aloud where this machine cannot run one. */
async function onKafka(databases: TestDatabases): Promise<Metric[]> {
  const lacks = javaServersLack(['Kafka']);
  if (lacks !== null) {
    console.error(`SKIPPED messaging on Kafka: ${lacks}`);
    return [];
  }
  await databases.asOwner('directory', 'delete from effect');
  return measureKafka({
    events, fill: () => fillOutbox(databases), unsent: () => count(databases, 'outbox'), applied: () => count(databases, 'effect'),
    relayTo: (eventLog) => new OutboxRelay({ databaseUrl: databases.url('directory'), eventLog, topic: 'directory.events' }),
    dispatcher: async () => dispatcherOf((await databases.open('directory', { poolSize: 5 })).db, 'bench.kafka'),
    writes: (relay) => writesBeside(databases, relay),
  });
}

function dispatcherOf(db: Database, group: string): Dispatcher {
  const run = async (tx: Tx, event: { subject: string }): Promise<void> => {
    await tx.query('insert into effect (tenant_id, key) values ($1, $2)', [ctx.tenant, event.subject]);
  };
  return new Dispatcher({ group, db, handlers: new EventHandlers(group, [{ contract: OfferingPublished, run }]) });
}

async function relayed(databases: TestDatabases): Promise<Metric[]> {
  await fillOutbox(databases);
  const eventLog = new PostgresEventLog({ busUrl: databases.busUrl('directory'), databaseUrl: databases.url('directory') });
  const relay = new OutboxRelay({ databaseUrl: databases.url('directory'), eventLog, topic: 'directory.events' });
  const relaySeconds = await timed(async () => {
    relay.start();
    await until(async () => (await count(databases, 'outbox')) === 0);
  });
  await relay.stop();
  const rawRelay = await rawMove(databases);
  const { db } = await databases.open('directory', { poolSize: 5 });
  const dispatcher = dispatcherOf(db, 'bench');
  let consumer: ReturnType<PostgresEventLog['consume']> | undefined;
  const consumeSeconds = await timed(async () => {
    consumer = eventLog.consume('bench', ['directory.events'], dispatcher.handle, { from: 'start' });
    await until(async () => (await count(databases, 'effect')) === events);
  });
  await consumer?.stop();
  await eventLog.close();
  return [
    metric('relay_events_s', events / relaySeconds, 'events/s', rawRelay),
    metric('consumer_events_s', events / consumeSeconds, 'events/s', await rawInserts(databases)),
  ];
}

async function fillOutbox(databases: TestDatabases): Promise<void> {
  await databases.asOwner('directory', `insert into outbox (event_id, topic, key, type, agg_version, payload, headers)
    select id, 'directory.events', id, $1, 1, $2::jsonb, jsonb_build_object('specversion', '1.0', 'id', id, 'source', '/konbit/05101/directory', 'type', $1::text, 'subject', id,
      'time', to_char(now() at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), 'datacontenttype', 'application/json', 'dataschema', 'konbit:offering', 'aggversion', 1,
      'tenant', $3::text, 'audience', '[]'::jsonb)
    from (select gen_random_uuid() as id from generate_series(1, $4::int)) made`,
  [OfferingPublished.type, JSON.stringify(OfferingPublished.sample), ctx.tenant, events]);
}

/** The floor of the relay: the same rows copied by plain SQL, 100 a transaction, and deleted. */
async function rawMove(databases: TestDatabases): Promise<number> {
  await databases.asOwner('directory', 'create table raw_source as select event_id, key, payload, headers from outbox where false');
  await databases.asOwner('directory', `insert into raw_source select gen_random_uuid(), gen_random_uuid(), $1::jsonb, $1::jsonb from generate_series(1, ${events})`, [JSON.stringify(OfferingPublished.sample)]);
  await databases.asOwner('directory', 'create table raw_target (off bigint generated always as identity primary key, event_id uuid not null unique, key uuid, payload jsonb, headers jsonb)');
  const client = await connected(databases);
  const seconds = await timed(async () => {
    for (let moved = 0; moved < events; moved += 100) {
      await client.query(`with taken as (delete from raw_source where ctid in (select ctid from raw_source limit 100) returning *)
        insert into raw_target (event_id, key, payload, headers) select event_id, key, payload, headers from taken`);
    }
  });
  await client.end();
  return events / seconds;
}

/** The floor of the consumer: one effect a transaction, by one connection, without gate or offset. */
async function rawInserts(databases: TestDatabases): Promise<number> {
  const client = await connected(databases);
  const rows = 3000;
  const seconds = await timed(async () => {
    for (let row = 0; row < rows; row += 1) await client.query('insert into effect (tenant_id, key) values ($1, gen_random_uuid())', [ctx.tenant]);
  });
  await client.end();
  return rows / seconds;
}

async function connected(databases: TestDatabases): Promise<Client> {
  const client = new Client({ connectionString: databases.ownerUrl('directory') });
  await client.connect();
  return client;
}

async function count(databases: TestDatabases, table: 'outbox' | 'effect'): Promise<number> {
  const rows = await databases.asOwner<{ n: number }>('directory', `select count(*)::int as n from ${table}`);
  return rows[0]?.n ?? -1;
}

