import { setTimeout as wait } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { javaServersLack, KafkaBroker, Product } from '@konbit/testing';
import { check, type Verdict } from './check/check.js';
import type { CrossRead, Evidence } from './check/evidence.js';
import { collect } from './evidence/collect.js';
import { Databases } from './evidence/databases.js';
import { endedByThemselves } from './evidence/processes-that-ended.js';
import { KafkaLogReader, type LogReader, PostgresLogReader } from './evidence/log-reader.js';
import { History } from './history.js';
import { type MadeFault, torment } from './nemesis/nemesis.js';
import { plan } from './nemesis/plan.js';
import { type Options, readOptions } from './options.js';
import { Random } from './random.js';
import { reportLines } from './report.js';
import { leftBehind, sample, type Sample } from './stats.js';
import { work } from './workload/crew.js';
import { Doors, isKept } from './workload/doors.js';
import type { Scene } from './workload/scene.js';
import { World } from './workload/world.js';

interface Ground { product: Product; brokers: readonly KafkaBroker[]; log: LogReader }
interface Ran { evidence: Evidence; faults: MadeFault[]; silences: ReadonlyMap<string, number>; before: Sample | null; after: Sample | null; seconds: number }

/** Exit code of a run that this machine cannot make: neither kept nor broken. */
const skipped = 77;

/** `npm run chaos`: the whole product under a workload and faults that follow from a seed; ends with the verdict of H1 to H7. */
async function main(options: Options): Promise<void> {
  const lacks = options.events === 'kafka' ? javaServersLack(['Kafka']) : null;
  if (lacks !== null) {
    console.log(`SKIPPED chaos on Kafka: ${lacks}`);
    process.exitCode = skipped;
    return;
  }
  console.log(`seed ${options.seed} · ${options.minutes} minutes · events on ${options.events}`);
  const ground = await prepare(options);
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => void end(ground, false).finally(() => process.exit(130)));
  let keepsHome = true;
  try {
    const ran = await runOn(ground, options);
    const verdict = check(ran.evidence);
    tell(options, verdict, ran);
    keepsHome = verdict.violations.length > 0;
    process.exitCode = keepsHome ? 1 : 0;
  } finally {
    if (keepsHome) console.log(`what the product wrote is kept in ${ground.product.home}`);
    await end(ground, keepsHome);
  }
}

async function end({ product, brokers }: Ground, keepsHome: boolean): Promise<void> {
  await product.stop({ keepsHome });
  for (const broker of brokers) await broker.stop();
}

/** The product as its launcher starts it, on three brokers of its own where events travel on Kafka. */
async function prepare({ events }: Options): Promise<Ground> {
  if (events === 'postgres') {
    const product = await Product.start();
    return { product, brokers: [], log: new PostgresLogReader(product) };
  }
  const brokers = await KafkaBroker.startCluster(3);
  const addresses = brokers.map(({ address }) => address);
  const product = await Product.start({ KONBIT_EVENTS: 'kafka', KONBIT_KAFKA_BROKERS: addresses.join(',') });
  return { product, brokers, log: new KafkaLogReader(addresses) };
}

async function runOn({ product, brokers, log }: Ground, { minutes, seed, events, clients, actsPerSecond }: Options): Promise<Ran> {
  const startedAt = performance.now();
  const ending = new AbortController();
  const [doors, world, history, crossReads] = [await Doors.open(product), new World(), new History(isKept, () => ending.signal.aborted), [] as CrossRead[]];
  const random = new Random(seed);
  const scenes = Array.from({ length: clients }, (_, n): Scene => ({ name: `client ${n + 1}`, doors, world, history, crossReads, random: random.fork(n) }));
  const before = await sample(product);
  const working = work(scenes, { actsPerSecond, until: ending.signal });
  const say = (line: string): void => console.log(`${clock(startedAt)} ${line} (${history.operations.length} commands so far)`);
  await wait(3000);
  const tormenting = torment({ doors, brokers }, plan(seed, { minutes, events }), { until: AbortSignal.timeout(minutes * 60_000 - 3000), say });
  const faults = await tormenting.finally(() => wait(3000).then(() => ending.abort()));
  await working;
  say('the faults have ended');
  const databases = new Databases(product.run.databaseUrls);
  const collected = await collect({ log, databases, history, world, scene: scenes[0]!, crossReads });
  const after = await sample(product);
  const evidence = { ...collected, leftBehind: [...leftBehind(before, after), ...endedByThemselves(product.home, faults)] };
  await doors.close();
  return { evidence, faults, silences: history.silences, before, after, seconds: (performance.now() - startedAt) / 1000 };
}

function tell({ seed, json }: Options, verdict: Verdict, { evidence, faults, silences, before, after, seconds }: Ran): void {
  const { operations, crossReads, log, convergedInMs } = evidence;
  const doubles = log.length - new Set(log.map(({ id }) => id)).size;
  for (const line of reportLines({ verdict, operations, faults, silences, before, after, convergedInMs, doubles, seconds, reads: crossReads.length })) console.log(line);
  const { acknowledged, lost, outOfOrder, violations } = verdict;
  console.log(json ? JSON.stringify({ seed, acknowledged, lost, outOfOrder, violations: violations.length, faults: faults.length, seconds: Math.round(seconds) })
    : `\n${violations.length === 0 ? 'clean' : 'BROKEN'}: seed ${seed}, ${acknowledged} acknowledged, ${lost} lost, ${outOfOrder} out of order, ${violations.length} violations, ${faults.length} faults`);
}

const clock = (since: number): string => `${((performance.now() - since) / 1000).toFixed(1).padStart(7)} s`;

// The callers' own word on each broken wire would drown the run's.
Logger.overrideLogger(false);
await main(readOptions(process.argv.slice(2)));
// After hours of broken wires Node's own clean-up can spin for ever on a handle that never closes.
process.exit();
