import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { diff, evaluate, konbitVocabulary, pointOf } from '@konbit/criteria';
import { compiled, corpus, Seeded, somePerson, type TableFile, Z3Oracle } from '@konbit/testing';
import { median, type Metric, metric } from './metric.js';

const seed = 20_260_101;
const branches = 1000;
const sampled = 200;
const rounds = 25;
const windows = 5;

/** What the process of the pairs sends back. */
export interface PairsDone { seconds: number; megabytes: number; different: number }

/** All pairs of a thousand branches of one service; one answer; and a pair against Z3 on the same pairs. */
export async function measureCriteria(): Promise<Metric[]> {
  const files = corpus(seed, branches);
  const { seconds, megabytes } = await inItsOwnProcess(files);
  const [ours, theirs] = await pairSeconds(files);
  return [
    metric('criteria_pairs_1000_s', seconds, 's', 60), metric('criteria_pairs_1000_mb', megabytes, 'MB', 512), metric('criteria_evaluate_us', evaluateUs(files), 'µs'),
    metric('criteria_pair_ratio_z3', ours * 1e6, 'µs', theirs * 1e6),
  ];
}

/** The process holds the engine and the tables alone, so that its memory is theirs. */
async function inItsOwnProcess(files: readonly TableFile[]): Promise<PairsDone> {
  const child = fork(fileURLToPath(new URL('criteria-pairs.js', import.meta.url)));
  try {
    return await new Promise<PairsDone>((resolve, reject) => {
      child.once('message', (done) => resolve(done as PairsDone));
      child.once('exit', (code) => reject(new Error(`The process of the pairs ended with ${code}.`)));
      child.send(files);
    });
  } finally {
    child.kill();
  }
}

/** Seconds a pair, ours in its middle round and Z3's; our tables are compiled before, as they are in use. */
async function pairSeconds(files: readonly TableFile[]): Promise<[number, number]> {
  const random = new Seeded(seed);
  const pairs = Array.from({ length: sampled }, () => [random.pick(files), random.pick(files)] as const);
  const tables = new Map(pairs.flat().map((file) => [file, compiled(konbitVocabulary, file)]));
  const z3 = await Z3Oracle.start(konbitVocabulary);
  try {
    const theirs = secondsOf(() => pairs.forEach(([a, b]) => z3.differ(a, b)));
    const ours = Array.from({ length: rounds }, () => secondsOf(() => pairs.forEach(([a, b]) => diff(tables.get(a)!, tables.get(b)!, { mode: 'first', typical: [] }))));
    return [median(ours) / sampled, theirs / sampled];
  } finally {
    await z3.stop();
  }
}

function evaluateUs(files: readonly TableFile[]): number {
  const random = new Seeded(seed);
  const points = Array.from({ length: 1000 }, () => pointOf(konbitVocabulary, somePerson(random, konbitVocabulary)!));
  const tables = files.slice(0, 100).map((file) => compiled(konbitVocabulary, file));
  const seconds = Array.from({ length: windows }, () => secondsOf(() => tables.forEach((table) => points.forEach((point) => evaluate(table, point)))));
  return (median(seconds) / (tables.length * points.length)) * 1e6;
}

function secondsOf(work: () => void): number {
  const started = performance.now();
  work();
  return (performance.now() - started) / 1000;
}
