import { ConfigError, DomainError, localDate, startOfDay } from '@konbit/platform';
import { demoConfig } from './config.js';
import { daysBefore, firstLoad, StoryClock } from './days.js';
import { Loader } from './loader.js';
import { type DemoPerson, readPeople } from './people.js';
import { openServices } from './services.js';
import { needOf, type Story, stories } from './stories.js';
import { referenceKnown } from './readiness.js';

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const queueSize = 7;

/** Loads the demonstration commune; refused unless KONBIT_DEMO=1. A later run adds today's queue and nothing else. */
async function load(): Promise<void> {
  const config = demoConfig();
  const now = new Date();
  const first = firstLoad(config.home, now);
  await referenceKnown(config);
  const clock = new StoryClock();
  const services = await openServices(config, clock);
  try {
    const people = await readPeople();
    const loader = new Loader({ tenant: config.tenant, services, clock, now });
    for (const [i, person] of people.entries()) {
      const arrived = daysBefore(first, daysAgo(i), i * 7);
      const told = longestFirst[i];
      const visitor = told ? withNeed(person, needOf(told.story)) : person;
      await unlessToldBefore(async () => {
        await loader.arrive(visitor, arrived);
        if (told) await loader.tell(visitor, told.story, told.index, arrived);
      });
      if ((i + 1) % 15 === 0) say(`${i + 1} de ${people.length} personas`);
    }
    const day = localDate(now);
    for (const [i, person] of people.slice(-queueSize).entries()) await loader.queue(person, day, arrival(now, i));
    say(`Datos de demostración listos: ${people.length} personas, ${stories.length} derivaciones.`);
  } finally {
    await services.close();
  }
}

/** A home that an earlier release filled keeps the story it was told then. */
async function unlessToldBefore(tell: () => Promise<void>): Promise<void> {
  try {
    await tell();
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'COMMAND_ID_REUSED') throw error;
  }
}

/** The oldest visit has the longest story, so that each story has had the time it takes and what waits is recent. */
const longestFirst = stories.map((story, index) => ({ story, index })).sort((a, b) => hoursOf(b.story) - hoursOf(a.story));

function hoursOf(story: Story): number {
  return story.steps.reduce((sum, step) => sum + step.after, 0);
}

/** The need of the story comes first; another one the person has stays open. */
function withNeed(person: DemoPerson, need: DemoPerson['needs'][number]): DemoPerson {
  return { ...person, needs: [need, ...person.needs.filter((other) => other !== need).slice(0, 1)] };
}

/** From forty days ago to yesterday; people without a referral came in between. */
function daysAgo(i: number): number {
  return i < stories.length ? 1 + (stories.length - 1 - i) * 0.85 : 2 + (i % 13) * 2.5;
}

/** Minutes before now, in the order of the queue, never before the day began. */
function arrival(now: Date, i: number): Date {
  const dayBegan = startOfDay(localDate(now)).getTime();
  const wished = now.getTime() - (queueSize - i) * 6 * 60_000;
  return new Date(Math.min(now.getTime(), Math.max(wished, dayBegan + i * 1000)));
}

/** A refusal is told with its details: codes and fields, never a value. */
function explain(error: unknown): string {
  const details = error instanceof DomainError ? ` ${JSON.stringify(error.details)}` : '';
  return `${error instanceof Error ? error.stack : String(error)}${details}`;
}

await load().catch((error: unknown) => {
  process.stderr.write(`${error instanceof ConfigError ? error.message : explain(error)}\n`);
  process.exitCode = 1;
});
