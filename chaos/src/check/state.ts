import { isDeepStrictEqual } from 'node:util';
import type { Evidence, Projection, Violation } from './evidence.js';
import type { Logged } from './logged.js';

/** H4: a view holds what folding the log gives, row by row. */
export function folded({ projections, seen }: Evidence, logged: Logged): Violation[] {
  const doors = seen.flatMap(({ key, state }): Violation[] => {
    const told = [...logged.ofKey('referrals', key)].sort((a, b) => a.version - b.version).at(-1)?.data['to'] as string | undefined;
    return state === null || told === undefined || told === state ? [] : [{ rule: 'H4', key, what: `the door answers "${state}", the log ends with "${told}"` }];
  });
  return [...doors, ...projections.flatMap(({ name, expected, actual }: Projection) => [...new Set([...expected.keys(), ...actual.keys()])].flatMap((key): Violation[] => {
    const [want, have] = [expected.get(key), actual.get(key)];
    return isDeepStrictEqual(want, have) ? [] : [{ rule: 'H4', key, what: `${name} has ${shown(have)}, the log gives ${shown(want)}` }];
  }))];
}

/** H5: after the last fault healed everything is sent and applied within the bound, and nothing is left aside. */
export function converged({ convergedInMs, convergeLimitMs, consumers, outbox, leftBehind }: Evidence): Violation[] {
  const late = convergedInMs === null || convergedInMs > convergeLimitMs
    ? [violation('convergence', `not everybody had everything ${Math.round((convergedInMs ?? convergeLimitMs) / 1000)} s after the last fault healed`)] : [];
  const unsent = Object.entries(outbox).filter(([, rows]) => rows > 0).map(([service, rows]) => violation(service, `${rows} events wait in the outbox of ${service}`));
  const aside = consumers.flatMap(({ group, parked, deadRecords, keys }) => [
    ...parked.map(({ key, version, state, cause }) => violation(key, `${group} holds version ${version} aside (${state}, ${cause})`)),
    ...(deadRecords > 0 ? [violation(group, `${group} could not read ${deadRecords} records`)] : []),
    ...[...keys].filter(([, { state }]) => state !== 'ok').map(([key]) => violation(key, `${group} holds a key as parked`)),
  ]);
  const left = leftBehind.map((what) => violation('product', what));
  return [...left, ...late, ...unsent, ...aside];
}

/** H6: a read never gives anything of another municipality. */
export function withinTenant({ crossReads, muteReads }: Evidence): Violation[] {
  const crossed = crossReads.filter(({ gaveSomething }) => gaveSomething).map(({ call, id }): Violation => ({ rule: 'H6', key: id, what: `${call} gave something of another municipality` }));
  return [...crossed, ...muteReads.map((call): Violation => ({ rule: 'H6', key: call, what: `${call} gave nothing to its own municipality either` }))];
}

const violation = (key: string, what: string): Violation => ({ rule: 'H5', key, what });
const shown = (row: unknown): string => (row === undefined ? 'no row' : JSON.stringify(row));
