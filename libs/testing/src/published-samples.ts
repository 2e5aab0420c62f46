import { readdirSync, readFileSync } from 'node:fs';
import { newId } from '@konbit/contracts';
import { type OutboxRow, PostgresEventLog } from '@konbit/messaging';
import type { TestDatabases, TestService } from './databases.js';
import { eventually } from './eventually.js';

const history = new URL('../../contracts/history/', import.meta.url);

/** Every sample that a release has published on these topics, as rows for the log: each the first event of a key of its own. */
export function publishedSamples(topics: readonly string[], tenant: string): OutboxRow[] {
  return readdirSync(history).filter((type) => topics.includes(topicOf(type))).flatMap((type) =>
    readdirSync(new URL(`${type}/`, history)).filter((release) => hasSample(type, release)).map((release) => rowOf(type, textOf(type, release), tenant)));
}

/** Puts rows on the log as their owners would, waits until the consumers of a service have answered each, and tells what they did not apply. */
export async function replay(databases: TestDatabases, consumer: TestService, rows: readonly OutboxRow[]): Promise<string[]> {
  for (const topic of new Set(rows.map((row) => row.topic))) {
    const log = new PostgresEventLog({ busUrl: databases.busUrl(topic.split('.')[0] as TestService) });
    await log.append(rows.filter((row) => row.topic === topic)).finally(() => log.close());
  }
  const keys = rows.map((row) => row.key);
  const counted = async (sql: string): Promise<number> => (await databases.asOwner<{ n: number }>(consumer, sql, [keys]))[0]?.n ?? 0;
  await eventually(async () => (await counted('select count(*)::int as n from consumer_key where key = any($1::uuid[])')) === rows.length, `${rows.length} events answered by ${consumer}`);
  const parked = await databases.asOwner<{ said: string }>(consumer, `select event ->> 'type' || ' ' || cause::text as said from parked where key = any($1::uuid[]) order by 1`, [keys]);
  return parked.map(({ said }) => said);
}

const topicOf = (type: string): string => `${type.split('.')[1] ?? ''}.events`;
const hasSample = (type: string, release: string): boolean => readdirSync(new URL(`${type}/${release}/`, history)).includes('sample.json');
const textOf = (type: string, release: string): string => readFileSync(new URL(`${type}/${release}/sample.json`, history), 'utf8');

/** The attributes stand here as release 0.1.0 wrote them, so that today's envelope must go on reading those too. */
function rowOf(type: string, payload: string, tenant: string): OutboxRow {
  const [eventId, key] = [newId(), newId()];
  const headers = {
    specversion: '1.0', id: eventId, source: `/konbit/05101/${type.split('.')[1] ?? ''}`, type, subject: key, time: '2026-11-24T13:12:00.000Z', datacontenttype: 'application/json',
    dataschema: `urn:konbit:schema:${type}`, aggversion: 1, tenant, audience: [],
  };
  return { pos: '1', eventId, topic: topicOf(type), key, type, aggVersion: 1, payload, headers: JSON.stringify(headers) };
}
