import { Client } from 'pg';
import type { ConsumerState, Evidence, Service } from '../check/evidence.js';
import { foldedViews } from '../check/folds.js';

const services: readonly Service[] = ['cases', 'referrals', 'directory'];

/** Every consumer group of the product, where it keeps what it has applied, and what it reads. */
const groups: readonly { database: Service; group: string; topics: readonly string[] }[] = [
  { database: 'cases', group: 'cases', topics: ['referrals.events', 'directory.events'] },
  { database: 'referrals', group: 'referrals.directory', topics: ['directory.events'] },
  { database: 'referrals', group: 'referrals.access', topics: ['cases.events'] },
];

/** Rows whose version the owner moves with its events. */
const aggregates: readonly [Service, string][] = [
  ['cases', 'person'], ['cases', 'case_file'], ['cases', 'attendance'], ['cases', 'consent'], ['cases', 'access_grant'], ['referrals', 'referral'],
  ['directory', 'organisation'], ['directory', 'branch'], ['directory', 'offering'],
];

export interface Kept { consumers: ConsumerState[]; outbox: Record<Service, number>; rows: Evidence['rows']; views: ReadonlyMap<string, ReadonlyMap<string, unknown>> }

/** The services' databases, read as their owners. */
export class Databases {
  constructor(private readonly urls: Readonly<Record<string, string>>) {}

  /** Consumers' own state, and what still waits to be sent. */
  async consumers(): Promise<Pick<Kept, 'consumers' | 'outbox'>> {
    const outbox = Object.fromEntries(await Promise.all(services.map(async (service): Promise<[Service, number]> => [service, await this.ask(service, outboxOf)]))) as Kept['outbox'];
    const unknown = (await Promise.all(services.map((service) => this.ask(service, namesIn)))).flat().filter((name) => !groups.some(({ group }) => group === name));
    if (unknown.length > 0) throw new Error(`consumer groups that the checker does not know: ${unknown.join(', ')}`);
    return { outbox, consumers: await Promise.all(groups.map(({ database, group, topics }) => this.ask(database, (client) => stateOf(client, group, topics)))) };
  }

  async everything(): Promise<Kept> {
    const rows = await Promise.all(aggregates.map(([service, table]) => this.ask(service, async (client) =>
      (await client.query<{ key: string; version: number }>(`select id as key, version from ${table}`)).rows.map((row) => ({ service, ...row })))));
    const views = await Promise.all(foldedViews.map(({ name, database, sql }) => this.ask(database, async (client): Promise<[string, Map<string, unknown>]> =>
      [name, new Map((await client.query<{ id: string; row: unknown }>(sql)).rows.map(({ id, row }) => [id, row]))])));
    return { ...await this.consumers(), rows: rows.flat(), views: new Map(views) };
  }

  private async ask<T>(service: Service, question: (client: Client) => Promise<T>): Promise<T> {
    const client = new Client({ connectionString: this.urls[`${service.toUpperCase()}_OWNER_DATABASE_URL`] ?? '', connectionTimeoutMillis: 3000, statement_timeout: 30_000 });
    client.on('error', () => undefined);
    await client.connect();
    try {
      return await question(client);
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}

async function outboxOf(client: Client): Promise<number> {
  return (await client.query<{ n: number }>('select count(*)::int as n from outbox')).rows[0]!.n;
}

async function namesIn(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ consumer: string }>('select consumer from consumer_key union select consumer from parked union select consumer from dead_record');
  return rows.map(({ consumer }) => consumer);
}

async function stateOf(client: Client, group: string, topics: readonly string[]): Promise<ConsumerState> {
  const keys = await client.query<{ key: string; last_version: number; state: string }>('select key, last_version, state from consumer_key where consumer = $1', [group]);
  const parked = await client.query<{ key: string; version: number; state: string; cause: string }>(
    `select key, agg_version as version, state, coalesce(cause ->> 'error', cause ->> 'code', '') as cause from parked where consumer = $1`, [group]);
  const dead = await client.query<{ n: number }>('select count(*)::int as n from dead_record where consumer = $1', [group]);
  return {
    group, topics, keys: new Map(keys.rows.map(({ key, last_version: version, state }) => [key, { version, state }])), parked: parked.rows, deadRecords: dead.rows[0]!.n,
  };
}
