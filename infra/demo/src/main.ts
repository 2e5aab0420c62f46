import { ConfigError, DomainError, localDate } from '@konbit/platform';
import { demoConfig } from './config.js';
import { daysBefore, firstLoad, StoryClock } from './days.js';
import { Loader } from './loader.js';
import { readPeople } from './people.js';
import { openServices } from './services.js';
import { stories } from './stories.js';
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
      const arrived = daysBefore(first, 40 - Math.floor(i * 0.6), i * 7);
      await loader.arrive(person, arrived);
      const story = stories[i];
      if (story) await loader.tell(person, story, i, arrived);
      if ((i + 1) % 15 === 0) say(`${i + 1} de ${people.length} personas`);
    }
    const day = localDate(now);
    for (const [i, person] of people.slice(-queueSize).entries()) await loader.queue(person, day, arrival(now, i));
    say(`Datos de demostración listos: ${people.length} personas, ${stories.length} derivaciones.`);
  } finally {
    await services.close();
  }
}

/** Minutes before now, never before the day began. */
function arrival(now: Date, i: number): Date {
  const wished = new Date(now.getTime() - (queueSize - i) * 6 * 60_000);
  return localDate(wished) === localDate(now) ? wished : now;
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
