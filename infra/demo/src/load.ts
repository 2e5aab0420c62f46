import { DomainError, localDate, startOfDay } from '@konbit/platform';
import { actorOf } from './actors.js';
import type { DemoConfig } from './config.js';
import { daysBefore, firstLoad, StoryClock } from './days.js';
import { queueToday, type Visit, visitsOf } from './errands.js';
import { Loader } from './loader.js';
import { readPeople } from './people.js';
import { readPlaces } from './places.js';
import { allRead, referenceKnown } from './readiness.js';
import { type DemoServices, openServices } from './services.js';
import { suggestions } from './suggestions.js';

/** Loads the demonstration commune and says how far it is. A later run adds today's queue and nothing else. */
export async function loadDemo(config: DemoConfig, say: (line: string) => void): Promise<void> {
  const began = Date.now();
  const now = new Date();
  const first = firstLoad(config.home, now);
  const clock = new StoryClock();
  const services = await openServices(config, clock);
  try {
    await referenceKnown(config);
    const visits = visitsOf(await readPeople(), first);
    const loader = new Loader({ tenant: config.tenant, places: await readPlaces(), services, clock, until: first });
    const referrals = await tellAll(loader, visits, await noticeVersion(config, services), say);
    for (const suggestion of suggestions) await unlessToldBefore(() => loader.suggest(suggestion, daysBefore(first, suggestion.daysAgo)));
    await queue(loader, visits, now);
    await allRead(config);
    say(`Datos de demostración listos: ${visits.length} personas, ${referrals} derivaciones, en ${Math.ceil((Date.now() - began) / 1000)} s`);
  } finally {
    await services.close();
  }
}

/** The version of the privacy notice that this release brings. */
async function noticeVersion(config: DemoConfig, services: DemoServices): Promise<string> {
  return (await services.directory.call(actorOf('meson', config.tenant), 'directory.printTexts', { usedIn: 'notice', languages: [] })).noticeVersion;
}

/** Every visit in turn, with a line at each tenth; answers how many referrals there were. Not everybody has heard the notice. */
async function tellAll(loader: Loader, visits: readonly Visit[], notice: string, say: (line: string) => void): Promise<number> {
  const tenth = Math.ceil(visits.length / 10);
  let referrals = 0;
  for (const [i, visit] of visits.entries()) {
    await unlessToldBefore(() => loader.arrive(visit.person, visit.arrived));
    if (i % 9 !== 4) await unlessToldBefore(() => loader.readNotice(visit.person, notice, visit.arrived));
    for (const { story, name } of visit.errands) await unlessToldBefore(() => loader.tell(visit.person, story, name, visit.arrived));
    referrals += visit.errands.length;
    if ((i + 1) % tenth === 0) say(`${i + 1} de ${visits.length} personas, ${referrals} derivaciones`);
  }
  return referrals;
}

async function queue(loader: Loader, visits: readonly Visit[], now: Date): Promise<void> {
  const today = queueToday.flatMap((key) => visits.filter(({ person }) => person.key === key));
  for (const [i, { person }] of today.entries()) await loader.queue(person, localDate(now), arrival(now, i, today.length));
}

/** A home that an earlier release filled keeps the story it was told then. */
async function unlessToldBefore(tell: () => Promise<void>): Promise<void> {
  try {
    await tell();
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'COMMAND_ID_REUSED') throw error;
  }
}

/** Minutes before now, in the order of the queue, never before the day began. */
function arrival(now: Date, i: number, size: number): Date {
  const dayBegan = startOfDay(localDate(now)).getTime();
  const wished = now.getTime() - (size - i) * 6 * 60_000;
  return new Date(Math.min(now.getTime(), Math.max(wished, dayBegan + i * 1000)));
}
