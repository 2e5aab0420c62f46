import { type Effect, outcomes } from './model.js';

/** How two sets of effects differ: one side only accepts and the other only rejects; the outcomes differ; only fee, wait or papers differ. */
export const levels = ['hard', 'outcome', 'terms'] as const;
export type Level = (typeof levels)[number];

/** Seen from the second set: does it ask more of the person than the first? */
export type Direction = 'stricter' | 'more_open' | 'mixed' | 'silent';

/** What a person may be answered: one effect, or several where an officer decides at discretion. Equal sets have equal keys. */
export interface EffectSet {
  key: string;
  effects: readonly Effect[];
}

/** The set of these effects, without doubles, in the order of their outcomes. */
export function effectSet(effects: readonly Effect[]): EffectSet {
  const byKey = new Map(effects.map((effect) => [keyOf(effect), effect]));
  const keys = [...byKey.keys()].sort();
  return { key: keys.join(' | '), effects: keys.map((key) => byKey.get(key)!) };
}

/** The level at which two sets differ, or null where they are equal. */
export function levelOf(a: EffectSet, b: EffectSet): Level | null {
  if (a.key === b.key) return null;
  if ((accepts(a) && rejects(b)) || (rejects(a) && accepts(b))) return 'hard';
  return outcomesOf(a).join() === outcomesOf(b).join() ? 'terms' : 'outcome';
}

/** Ranks the two ends of each set against each other; ACCEPT against ACCEPT_PROV is always mixed, UNDECLARED is silent. */
export function directionOf(from: EffectSet, to: EffectSet): Direction {
  const [a, b] = [outcomesOf(from), outcomesOf(to)];
  if (a.includes('UNDECLARED') || b.includes('UNDECLARED')) return 'silent';
  if (accepts(from) && accepts(to)) return 'mixed';
  const [lowA, highA] = ends(a);
  const [lowB, highB] = ends(b);
  if (lowB >= lowA && highB >= highA && (lowB > lowA || highB > highA)) return 'stricter';
  if (lowB <= lowA && highB <= highA && (lowB < lowA || highB < highA)) return 'more_open';
  return 'mixed';
}

/** A set that may end in acceptance or in rejection for the very same person. */
export function crosses({ effects }: EffectSet): boolean {
  return effects.some(({ outcome }) => isAccepting(outcome)) && effects.some(({ outcome }) => outcome === 'REJECT');
}

const isAccepting = (outcome: Effect['outcome']): boolean => outcome === 'ACCEPT' || outcome === 'ACCEPT_PROV';
const accepts = ({ effects }: EffectSet): boolean => effects.every(({ outcome }) => isAccepting(outcome));
const rejects = ({ effects }: EffectSet): boolean => effects.every(({ outcome }) => outcome === 'REJECT');
const rankOf = (outcome: Effect['outcome']): number => (outcome === 'UNDECLARED' ? outcomes.length : outcomes.indexOf(outcome));

function outcomesOf({ effects }: EffectSet): Effect['outcome'][] {
  return [...new Set(effects.map(({ outcome }) => outcome))].sort((a, b) => rankOf(a) - rankOf(b));
}

function ends(found: readonly Effect['outcome'][]): [number, number] {
  return [rankOf(found[0]!), rankOf(found.at(-1)!)];
}

// The rank leads, so that the keys sort as the outcomes do.
function keyOf({ outcome, feeClp, promisedWaitDays, asks = [] }: Effect): string {
  return `${rankOf(outcome)}${outcome}${feeClp === undefined ? '' : ` fee=${feeClp}`}${promisedWaitDays === undefined ? '' : ` wait=${promisedWaitDays}`}${asks.length === 0 ? '' : ` asks=${[...new Set(asks)].sort().join('+')}`}`;
}
