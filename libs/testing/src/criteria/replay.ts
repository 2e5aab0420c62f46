import type { Condition, Person, Value } from '@konbit/criteria';
import { resolved } from './forking.js';
import { effectText, isAtDiscretion, type RuleFile, type TableFile } from './table-file.js';

/** Asks a rule engine of another maker what a table answers a person: every effect, sorted. In tests alone. */
export type Replay = (file: TableFile, person: Person) => Promise<string[]>;

/** feelin: the table as one FEEL expression. */
export async function feelReplay(): Promise<Replay> {
  const { evaluate } = await import('feelin');
  const expressionOf = remembered(feelExpression);
  return (file, person) => everyWay(file, async (decided) => evaluate(expressionOf(file), { ...person, ...decided }).value as number);
}

/** The effects of the rows that decide, over every way in which officers can decide; `answer` gives the row. */
async function everyWay(file: TableFile, answer: (decided: Record<string, boolean>) => Promise<number>): Promise<string[]> {
  const open = file.rules.flatMap((rule, at) => (isAtDiscretion(rule) ? [at] : []));
  const found = new Set<string>();
  for (let way = 0; way < 2 ** open.length; way += 1) {
    const row = await answer(Object.fromEntries(open.map((at, bit) => [`decided${at}`, (way & (1 << bit)) !== 0])));
    found.add(effectText(row < file.rules.length ? file.rules[row]!.effect : file.otherwise));
  }
  return [...found].sort();
}

function feelExpression({ rules }: TableFile): string {
  const holds = (rule: RuleFile, at: number): string => ['true', ...cellsOf(rule, at).map(feelCell)].join(' and ');
  return `${rules.map((rule, at) => `if ${holds(rule, at)} then ${at} else `).join('')}${rules.length}`;
}

function feelCell({ key, values, from, to }: ReplayCell): string {
  if (values) return `(${values.map((value) => `${key} = ${JSON.stringify(value)}`).join(' or ')})`;
  return [from === undefined ? '' : `${key} >= ${from}`, to === undefined ? '' : `${key} <= ${to}`].filter(Boolean).join(' and ') || 'true';
}

interface ReplayCell { key: string; values?: readonly Value[]; from?: number; to?: number }

function cellsOf({ when }: RuleFile, at: number): ReplayCell[] {
  return when.map((condition: Condition): ReplayCell => {
    if ('discretional' in condition) return { key: `decided${at}`, values: [true] };
    if ('in' in condition) return { key: condition.fact, values: condition.in };
    return { key: condition.fact, ...resolved(condition) };
  });
}

function remembered<T>(make: (file: TableFile) => T): (file: TableFile) => T {
  const known = new WeakMap<TableFile, { made: T }>();
  return (file) => {
    const found = known.get(file) ?? { made: make(file) };
    known.set(file, found);
    return found.made;
  };
}
