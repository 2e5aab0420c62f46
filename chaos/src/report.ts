import { groupBy } from './group-by.js';
import type { Operation } from './check/evidence.js';
import { rules, type Verdict } from './check/check.js';
import type { MadeFault } from './nemesis/nemesis.js';
import type { Sample } from './stats.js';

/** Everything that is told at the end of a run. */
export interface Outcome {
  verdict: Verdict;
  operations: readonly Operation[];
  faults: readonly MadeFault[];
  silences: ReadonlyMap<string, number>;
  convergedInMs: number | null;
  before: Sample | null;
  after: Sample | null;
  reads: number;
  doubles: number;
  seconds: number;
}

const shownOfEach = 8;

/** The report of a run, line by line. */
export function reportLines({ verdict, operations, faults, silences, convergedInMs, before, after, reads, doubles, seconds }: Outcome): string[] {
  const count = (outcome: string): number => operations.filter((one) => one.outcome === outcome).length;
  const refused = tally(operations.filter(({ outcome }) => outcome === 'fail').map(({ code }) => code ?? ''));
  return [
    '', `${operations.length} commands in ${Math.round(seconds)} s: ${count('ok')} acknowledged, ${count('fail')} refused, ${count('unknown')} unknown`,
    `refused: ${refused}`, `tries without an answer: ${[...silences].map(([why, times]) => `${why} ${times}`).join(', ') || 'none'}`,
    `${reads} reads of another municipality · ${doubles} records twice on the log · converged ${convergedInMs === null ? 'never' : `in ${(convergedInMs / 1000).toFixed(1)} s`}`,
    '', ...faultLines(faults, operations), '', ...sampleLines(before, after), '',
    ...Object.entries(rules).flatMap(([rule, sentence]) => {
      const broken = verdict.violations.filter((one) => one.rule === rule);
      return [`${rule} ${broken.length === 0 ? 'holds' : `BROKEN ${broken.length} times`}: ${sentence}`, ...broken.slice(0, shownOfEach).map(({ key, what }) => `   ${key}: ${what}`)];
    }),
  ];
}

/** How often each kind of fault was made, and how soon everything worked again. */
function faultLines(faults: readonly MadeFault[], operations: readonly Operation[]): string[] {
  const done = operations.filter(({ outcome }) => outcome === 'ok').sort((a, b) => a.endedAt - b.endedAt);
  return [...groupBy(faults, ({ kind }) => kind)].map(([kind, same]) => {
    const waits = same.map((fault) => backAfter(fault, done)).filter(Number.isFinite);
    const lasted = Math.max(...same.map(({ struckAt, healedAt }) => healedAt - struckAt));
    return `${kind.padEnd(16)} ${String(same.length).padStart(3)} times · lasted at most ${seconds(lasted)} · every part worked again within ${seconds(Math.max(0, ...waits))}`;
  });
}

/** Milliseconds from the end of a fault until each part that it struck has done a command that was sent after it. */
function backAfter({ target, healedAt }: MadeFault, done: readonly Operation[]): number {
  const after = done.filter(({ invokedAt }) => invokedAt > healedAt);
  const struck = Object.keys(parts).filter((part) => target.startsWith(part));
  return Math.max(...(struck.length > 0 ? struck : Object.keys(parts)).map((part) => (after.find(parts[part]!)?.endedAt ?? Infinity) - healedAt));
}

const parts: Readonly<Record<string, (operation: Operation) => boolean>> = {
  cases: ({ service }) => service === 'cases', referrals: ({ service }) => service === 'referrals', directory: ({ service }) => service === 'directory',
  gateway: ({ name }) => name.startsWith('browser'),
};

function sampleLines(before: Sample | null, after: Sample | null): string[] {
  const memory = Object.keys(after?.memory ?? {}).map((name) => `${name} ${before?.memory[name] ?? '?'} → ${after?.memory[name]} MB`);
  return [`memory: ${memory.join(', ')}`, `connections ${before?.connections ?? '?'} → ${after?.connections ?? '?'}, stuck transactions ${after?.stuck ?? '?'}, advisory locks ${before?.relayLocks ?? '?'} → ${after?.relayLocks ?? '?'}`];
}

function tally(values: readonly string[]): string {
  return [...groupBy(values, (value) => value)].map(([value, same]) => `${value} ${same.length}`).sort().join(', ') || 'none';
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
