import { jest } from '@jest/globals';
import { newId, OfferingPublished } from '@konbit/contracts';
import {
  commit, type EventHandler, EventHandlers, type LogRecord, messagingMigrationSql, type OutboxRow, buildHeaders, type SaveOffset,
} from '@konbit/messaging';
import { auditMigrationSql, codeId, type Ctx, type Database, systemCtx, tenantPolicySql } from '@konbit/platform';
import { eventually, type OwnPostgres, testDatabases, type TestDatabases, type TestService } from '@konbit/testing';
import type { EntityManager } from 'typeorm';

// Above the limit of `eventually`, so that a slow machine is told what it waited for.
jest.setTimeout(30_000);

export const tenant = codeId('05101');
export const otherTenant = codeId('05109');
export const topic = 'directory.events';
export const ctx: Ctx = systemCtx(tenant, 'test');

/** `thing` is an aggregate; `effect` keeps every effect, so that a second one shows. */
const testTables = (service: string): string => `
create table thing (tenant_id uuid not null, id uuid primary key, version int not null default 0, note text not null default '');
${tenantPolicySql(service, 'thing')}
create table effect (pos bigint generated always as identity primary key, tenant_id uuid not null, consumer text not null,
  event_id uuid not null, key uuid not null, version int not null);
${tenantPolicySql(service, 'effect')}
grant usage on all sequences in schema public to ${service}_app;`;

/** Fresh databases with nothing but the backbone, audit and the two test tables. */
export function backbone(...services: TestService[]): Promise<TestDatabases> {
  return testDatabases(services, { migrations: migrationsOf(services) });
}

/** The same on a server that the test may break. */
export function backboneOn(server: OwnPostgres, ...services: TestService[]): Promise<TestDatabases> {
  return server.databases(services, { migrations: migrationsOf(services) });
}

function migrationsOf(services: readonly TestService[]) {
  return Object.fromEntries(services.map((service) => [service, [
    { name: '0001-backbone', sql: `${messagingMigrationSql(service)}${auditMigrationSql(service)}${testTables(service)}` }]]));
}

export interface EventFacts {
  key: string;
  version: number;
  type?: string;
  data?: object;
  tenant?: string;
  id?: string;
  /** Overrides attributes of a sound envelope; undefined removes one. */
  headers?: Record<string, unknown>;
}

export const type = OfferingPublished.type;

/** An event as the relay hands it to the log. */
export function outboxRow(facts: EventFacts): OutboxRow {
  const full = { id: newId(), type, data: OfferingPublished.sample, tenant, ...facts };
  const headers = buildHeaders({ type: full.type, subject: full.key, data: full.data, audience: [] },
    { id: full.id, at: new Date(), version: full.version, tenant: full.tenant, trace: null });
  return {
    pos: '1', eventId: full.id, topic, key: full.key, type: full.type, aggVersion: full.version,
    payload: JSON.stringify(full.data), headers: JSON.stringify({ ...headers, ...facts.headers }),
  };
}

let nextOff = 1;

/** An event as the log hands it to a consumer. */
export function record(facts: EventFacts): LogRecord {
  const row = outboxRow(facts);
  nextOff += 1;
  return {
    topic, part: 0, off: nextOff, id: row.eventId, key: row.key, type: row.type, aggVersion: row.aggVersion,
    headers: JSON.parse(row.headers) as unknown, payload: JSON.parse(row.payload) as unknown,
  };
}

/** For dispatchers that are fed by hand. */
export const noOffset: SaveOffset = async () => undefined;

export interface Behaviour {
  /** Runs before the effect is written; may throw. */
  before?: (facts: { key: string; version: number }) => void | Promise<void>;
}

/** The handlers of a consumer that writes one row to `effect` per event. */
export function recording(consumer: string, behaviour: Behaviour = {}): EventHandlers {
  const run = async (tx: EntityManager, event: { id: string; subject: string; version: number; tenant: string }): Promise<void> => {
    await behaviour.before?.({ key: event.subject, version: event.version });
    await tx.query('insert into effect (tenant_id, consumer, event_id, key, version) values ($1, $2, $3, $4, $5)',
      [event.tenant, consumer, event.id, event.subject, event.version]);
  };
  const handler: EventHandler = { contract: OfferingPublished, run };
  return new EventHandlers(consumer, [handler]);
}

export interface Effect { key: string; version: number; consumer: string }

export async function effects(databases: TestDatabases, service: TestService, consumer: string): Promise<Effect[]> {
  return databases.asOwner(service, 'select key, version, consumer from effect where consumer = $1 order by pos', [consumer]);
}

/** Versions of one key in the order of their effects. */
export async function versionsOf(databases: TestDatabases, service: TestService, consumer: string, key: string): Promise<number[]> {
  return (await effects(databases, service, consumer)).filter((effect) => effect.key === key).map((effect) => effect.version);
}

/** Waits until the versions of a key's effects are exactly these. */
export async function expectVersions(databases: TestDatabases, service: TestService, consumer: string, key: string, versions: number[]): Promise<void> {
  await eventually(async () => {
    const seen = await versionsOf(databases, service, consumer, key);
    if (JSON.stringify(seen) !== JSON.stringify(versions)) throw new Error(`versions ${seen.join(',') || 'none'}`);
    return true;
  }, `effects ${versions.join(',')} of ${consumer}`);
}

/** One command on a `thing`: made at version 0, then moved by one event. */
export async function publishThing(db: Database, id: string, version: number, by: Ctx = ctx): Promise<void> {
  await db.inTenant(by, async (tx) => {
    if (version === 0) await tx.query('insert into thing (tenant_id, id) values ($1, $2)', [by.tenant, id]);
    else await tx.query('select 1 from thing where id = $1 for update', [id]);
    await commit(tx, by, { table: 'thing', id, version }, [offering(id)], new Date());
  });
}

export function offering(subject: string) {
  return { type, subject, data: OfferingPublished.sample, audience: [] };
}
