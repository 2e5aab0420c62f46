import { setTimeout as wait } from 'node:timers/promises';
import type { CrossRead, Evidence, LoggedEvent } from '../check/evidence.js';
import { foldedViews } from '../check/folds.js';
import { Logged } from '../check/logged.js';
import type { History } from '../history.js';
import { readAll } from '../workload/neighbour-acts.js';
import type { Scene } from '../workload/scene.js';
import { otherCut, type World } from '../workload/world.js';
import type { Databases, Kept } from './databases.js';
import type { LogReader } from './log-reader.js';

export const convergeLimitMs = 60_000;
const page = 100;

interface Sources { log: LogReader; databases: Databases; history: History; world: World; scene: Scene; crossReads: CrossRead[] }

/** Waits until every consumer has everything, then reads what the checker judges. */
export async function collect(sources: Sources): Promise<Omit<Evidence, 'leftBehind'>> {
  const convergedInMs = await convergence(sources);
  await askEverything(sources);
  const muteReads = await askOwn(sources);
  const seen = await answersOfDoors(sources);
  const records = await sources.log.readAll();
  const { consumers, outbox, rows, views } = await sources.databases.everything();
  const { events } = new Logged(records);
  return {
    operations: sources.history.operations, log: records, consumers, outbox, rows, seen, crossReads: sources.crossReads, muteReads, convergedInMs, convergeLimitMs,
    projections: foldedViews.map(({ name, fold }) => ({ name, expected: fold(events), actual: views.get(name) ?? new Map<string, unknown>() })),
  };
}

/** Milliseconds until nothing is under way; null when that does not come within twice the bound. */
async function convergence({ log, databases }: Sources): Promise<number | null> {
  const startedAt = performance.now();
  while (performance.now() - startedAt < 2 * convergeLimitMs) {
    const done = databases.consumers().then(async (kept) => isSent(kept) && isApplied(kept, await log.readAll()));
    if (await done.catch(() => false)) return performance.now() - startedAt;
    await wait(500);
  }
  return null;
}

function isSent({ outbox, consumers }: Pick<Kept, 'outbox' | 'consumers'>): boolean {
  return Object.values(outbox).every((rows) => rows === 0) && consumers.every(({ parked }) => parked.every(({ state }) => state === 'dead'));
}

function isApplied({ consumers }: Pick<Kept, 'consumers'>, records: readonly LoggedEvent[]): boolean {
  return consumers.every(({ topics, keys }) => records.every(({ topic, key, version }) => !topics.includes(topic) || (keys.get(key)?.version ?? 0) >= version));
}

/** The last round of H6: every id of each municipality, asked by the other. */
async function askEverything({ scene, world }: Sources): Promise<void> {
  for (const [into, cut] of [['other', undefined], ['home', otherCut]] as const) {
    const ids = (kind: string): string[] => (world.ids[into].get(kind) ?? []).slice(-300);
    const ask = { persons: ids('person'), referrals: ids('referral'), attendances: ids('attendance') };
    for (let start = 0; start < 300; start += page) {
      const part = (list: readonly string[]): string[] => list.slice(start, start + page);
      await readAll(scene, scene.doors.as('meson', cut), { persons: part(ask.persons), referrals: part(ask.referrals), attendances: part(ask.attendances) });
    }
  }
}

/** The same questions about what is one's own: a read that gives nothing to anybody would prove nothing. */
async function askOwn({ scene, world }: Sources): Promise<string[]> {
  const own: CrossRead[] = [];
  const first = (kind: string): string[] => (world.ids.home.get(kind) ?? []).slice(0, page);
  await readAll({ ...scene, crossReads: own }, scene.doors.as('meson'), { persons: first('person'), referrals: first('referral'), attendances: first('attendance') });
  return [...new Set(own.map(({ call }) => call))].filter((call) => !own.some((read) => read.call === call && read.gaveSomething));
}

/** Versions and states that the owners answer for what the clients made. */
async function answersOfDoors({ scene: { doors }, world }: Sources): Promise<Evidence['seen']> {
  const seen: Evidence['seen'][number][] = [];
  const ids = world.referrals.map(({ id }) => id);
  for (let start = 0; start < ids.length; start += page) {
    const part = ids.slice(start, start + page);
    const { referrals } = await doors.call.referrals.call(doors.as('meson'), 'referrals.byIds', { ids: part });
    seen.push(...part.map((key, index) => ({ key, version: referrals[index]?.version ?? null, state: referrals[index]?.state ?? null })));
  }
  const persons = world.persons.map(({ id }) => id);
  for (let start = 0; start < persons.length; start += page) {
    const part = persons.slice(start, start + page);
    const views = (await doors.call.cases.call(doors.as('meson'), 'cases.byIds', { ids: part, purpose: 'desk' })).persons;
    seen.push(...part.map((key, index) => ({ key, version: views[index]?.version ?? null, state: null })));
  }
  return seen;
}

