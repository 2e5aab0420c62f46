import type { Condition, Person, Value } from '@konbit/criteria';
import { effectText, parameterOn, type TableFile } from './table-file.js';

/**
 * Every effect that a table may give a whole person, sorted: written apart from the engine, straight from the file. Where a rule at
 * discretion could hold, both ways are followed.
 */
export function forkingEvaluate({ rules, otherwise }: TableFile, person: Person): string[] {
  const found = new Set<string>();
  const follow = (at: number): void => {
    const rule = rules[at];
    if (!rule) {
      found.add(effectText(otherwise));
      return;
    }
    const ways = rule.when.some((condition) => 'discretional' in condition) ? [true, false] : [true];
    for (const decided of ways) {
      if (rule.when.every((condition) => isTrue(condition, person[condition.fact]!, decided))) found.add(effectText(rule.effect));
      else follow(at + 1);
    }
  };
  follow(0);
  return [...found].sort();
}

function isTrue(condition: Condition, value: Value, decided: boolean): boolean {
  if ('discretional' in condition) return decided;
  if ('in' in condition) return condition.in.includes(value);
  const { from, to } = resolved(condition);
  return !(from !== undefined && (value as number) < from) && !(to !== undefined && (value as number) > to);
}

/** The bounds of an interval, the one that a parameter gives included. */
export function resolved({ from, to, parameter }: Extract<Condition, { parameter?: unknown }>): { from?: number; to?: number } {
  const bounds = { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
  return parameter ? { ...bounds, [parameter.bound]: Math.floor(parameterOn(parameter.code)! * parameter.times) } : bounds;
}
