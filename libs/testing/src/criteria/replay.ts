import type { Condition, Person, Value, Vocabulary } from '@konbit/criteria';
import { resolved } from './forking.js';
import { effectText, isAtDiscretion, type RuleFile, type TableFile } from './table-file.js';

/** Asks a rule engine of another maker what a table answers a person: every effect, sorted. In tests alone. */
export type Replay = (file: TableFile, person: Person) => Promise<string[]>;

/** @gorules/zen-engine: a decision table of hit policy FIRST. */
export async function zenReplay({ facts }: Vocabulary): Promise<Replay> {
  const { ZenEngine } = await import('@gorules/zen-engine');
  const engine = new ZenEngine();
  const decisionOf = remembered((file) => engine.createDecision(zenModel(facts.map(({ key }) => key), file)));
  return (file, person) => everyWay(file, async (decided) => {
    const { result } = await decisionOf(file).evaluate({ ...person, ...decided }) as { result: { row: number } };
    return result.row;
  });
}

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

function zenModel(keys: readonly string[], { rules }: TableFile): object {
  const fields = [...keys, ...rules.flatMap((rule, at) => (isAtDiscretion(rule) ? [`decided${at}`] : []))];
  const row = { id: 'row', name: 'row', field: 'row' };
  const lines = rules.map((rule, at) => ({ _id: `r${at}`, ...Object.fromEntries(fields.map((key) => [key, zenCell(cellsOf(rule, at).filter((cell) => cell.key === key))])), row: `${at}` }));
  const otherwise = { _id: 'otherwise', ...Object.fromEntries(fields.map((key) => [key, ''])), row: `${rules.length}` };
  return {
    nodes: [
      { id: 'in', name: 'in', type: 'inputNode', position: { x: 0, y: 0 } },
      { id: 'table', name: 'table', type: 'decisionTableNode', position: { x: 1, y: 0 },
        content: { hitPolicy: 'first', inputs: fields.map((key) => ({ id: key, name: key, field: key })), outputs: [row], rules: [...lines, otherwise] } },
      { id: 'out', name: 'out', type: 'outputNode', position: { x: 2, y: 0 } },
    ],
    edges: [{ id: 'a', sourceId: 'in', targetId: 'table', type: 'edge' }, { id: 'b', sourceId: 'table', targetId: 'out', type: 'edge' }],
  };
}

/** One unary test in which every cell of a fact must hold; a bracket at its start would be read as an open interval. */
function zenCell(cells: readonly ReplayCell[]): string {
  const listed = cells.flatMap(({ values }) => (values ? [values] : []));
  if (listed.length > 0) return listed.reduce((left, values) => left.filter((value) => values.includes(value))).map((value) => JSON.stringify(value)).join(', ') || '"nobody"';
  return cells.flatMap(({ from, to }) => [from === undefined ? [] : `$ >= ${from}`, to === undefined ? [] : `$ <= ${to}`].flat()).join(' and ');
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
