import type { Condition, Fact } from '@konbit/criteria';
import { boundsOf, cellText, type FirmCondition, intervalCell, positionOf, someCell } from './cells.js';
import type { Seeded } from './seeded.js';
import { effectText, isAtDiscretion, type RuleFile, type TableFile, yearInMonths } from './table-file.js';

export const rewriteKinds = ['split', 'merge', 'mask', 'reorder', 'full', 'unit'] as const;
export type RewriteKind = (typeof rewriteKinds)[number];

/** A table that says the same in other rows. */
export interface Rewritten {
  file: TableFile;
  kind: RewriteKind;
  what: string;
}

type Rows = { rules: readonly RuleFile[]; what: string } | null;

/**
 * One rewrite that keeps every answer; null where this kind finds no place. `split` cuts a cell in two rows, `merge` undoes such a cut,
 * `mask` adds a row that nobody reaches, `reorder` swaps rows that share nobody, `full` adds a cell that everybody fulfils,
 * `unit` says a number of months in years.
 */
export function rewrite(random: Seeded, facts: readonly Fact[], file: TableFile, kind: RewriteKind = random.pick(rewriteKinds)): Rewritten | null {
  const done = { split, merge, mask, reorder, full, unit }[kind](random, facts, file.rules);
  return done && { file: { rules: done.rules, otherwise: file.otherwise }, kind, what: `${kind}: ${done.what}` };
}

function split(random: Seeded, facts: readonly Fact[], rules: readonly RuleFile[]): Rows {
  const firm = rules.filter((rule) => !isAtDiscretion(rule));
  if (firm.length === 0) return null;
  const rule = random.pick(firm);
  const fact = random.pick(facts);
  const cell = rule.when.find((condition) => condition.fact === fact.key) as FirmCondition | undefined;
  const parts = halves(random, fact, cell);
  if (!parts) return null;
  const rest = rule.when.filter((condition) => condition !== cell);
  const at = rules.indexOf(rule);
  return { rules: rules.toSpliced(at, 1, ...parts.map((part) => ({ ...rule, when: [...rest, part] }))), what: `row ${at + 1} by ${parts.map(cellText).join(' / ')}` };
}

/** Two cells that together hold whom the cell holds (everybody where there is none). */
function halves(random: Seeded, fact: Fact, cell: FirmCondition | undefined): [FirmCondition, FirmCondition] | null {
  if (fact.isInt) {
    if (cell && 'parameter' in cell) return null;
    const [low, high] = boundsOf(fact, (cell ?? {}) as { from?: number; to?: number });
    if (low >= high) return null;
    const cut = random.between(low + 1, high);
    return [intervalCell(fact, low, cut - 1), intervalCell(fact, cut, high)];
  }
  const values = cell && 'in' in cell ? [...new Set(cell.in)] : fact.values!;
  if (values.length < 2) return null;
  const first = random.some(values, random.between(1, values.length - 1));
  return [{ fact: fact.key, in: first }, { fact: fact.key, in: values.filter((value) => !first.includes(value)) }];
}

function merge(_random: Seeded, facts: readonly Fact[], rules: readonly RuleFile[]): Rows {
  for (const [at, rule] of rules.entries()) {
    const next = rules[at + 1];
    const when = next && !isAtDiscretion(rule) && effectText(rule.effect) === effectText(next.effect) ? united(facts, rule.when, next.when) : null;
    if (when) return { rules: rules.toSpliced(at, 2, { when, effect: rule.effect }), what: `rows ${at + 1} and ${at + 2}` };
  }
  return null;
}

/** The conditions of two rows as one, where they differ in one cell whose union is a cell. */
function united(facts: readonly Fact[], a: readonly Condition[], b: readonly Condition[]): Condition[] | null {
  const shared = a.filter((cell) => b.some((other) => JSON.stringify(other) === JSON.stringify(cell)));
  const [x, y] = [a.filter((cell) => !shared.includes(cell)), b.filter((cell) => !shared.some((other) => JSON.stringify(other) === JSON.stringify(cell)))];
  const [left, right] = [x[0], y[0]];
  if (!left || !right || x.length > 1 || y.length > 1 || left.fact !== right.fact || 'discretional' in left || 'discretional' in right) return null;
  if ('in' in left && 'in' in right) return [...shared, { fact: left.fact, in: [...new Set([...left.in, ...right.in])] }];
  if ('in' in left || 'in' in right || left.parameter || right.parameter) return null;
  const fact = facts.find(({ key }) => key === left.fact)!;
  const [[low, high], [from, to]] = [boundsOf(fact, left), boundsOf(fact, right)];
  return from > high + 1 || low > to + 1 ? null : [...shared, intervalCell(fact, Math.min(low, from), Math.max(high, to))];
}

function mask(random: Seeded, facts: readonly Fact[], rules: readonly RuleFile[]): Rows {
  const firm = [...rules.keys()].filter((at) => !isAtDiscretion(rules[at]!));
  if (firm.length === 0) return null;
  const by = random.pick(firm);
  const at = random.between(by + 1, rules.length);
  const further = random.some(facts.filter(({ key }) => !rules[by]!.when.some(({ fact }) => fact === key)), random.below(3)).map((fact) => someCell(random, fact));
  return { rules: rules.toSpliced(at, 0, { when: [...rules[by]!.when, ...further], effect: { outcome: random.pick(['REJECT', 'ACCEPT', 'REFER']) } }), what: `row ${at + 1} behind row ${by + 1}` };
}

function reorder(random: Seeded, facts: readonly Fact[], rules: readonly RuleFile[]): Rows {
  const places = rules.slice(1).flatMap((rule, at) => (excludeEachOther(facts, rules[at]!.when, rule.when) ? [at] : []));
  if (places.length === 0) return null;
  const at = random.pick(places);
  return { rules: rules.with(at, rules[at + 1]!).with(at + 1, rules[at]!), what: `rows ${at + 1} and ${at + 2}` };
}

function excludeEachOther(facts: readonly Fact[], a: readonly Condition[], b: readonly Condition[]): boolean {
  return a.some((x) => b.some((y) => {
    if (x.fact !== y.fact || 'discretional' in x || 'discretional' in y) return false;
    if ('in' in x && 'in' in y) return x.in.every((value) => !y.in.includes(value));
    if ('in' in x || 'in' in y || x.parameter || y.parameter) return false;
    const fact = facts.find(({ key }) => key === x.fact)!;
    const [[low, high], [from, to]] = [boundsOf(fact, x), boundsOf(fact, y)];
    return low > to || from > high;
  }));
}

function full(random: Seeded, facts: readonly Fact[], rules: readonly RuleFile[]): Rows {
  if (rules.length === 0) return null;
  const at = random.below(rules.length);
  const rule = rules[at]!;
  const fact = random.pick(facts.filter(({ key }) => !rule.when.some((cell) => cell.fact === key)));
  const cell = fact.isInt ? intervalCell(fact, fact.min, fact.max) : { fact: fact.key, in: fact.values! };
  return { rules: rules.with(at, { ...rule, when: [...rule.when, cell] }), what: `row ${at + 1}: ${cellText(cell)}` };
}

function unit(_random: Seeded, facts: readonly Fact[], rules: readonly RuleFile[]): Rows {
  for (const [at, rule] of rules.entries()) {
    for (const [where, cell] of rule.when.entries()) {
      const fact = facts.find(({ key, unit: measure }) => key === cell.fact && measure === 'month');
      if (!fact || 'in' in cell || 'discretional' in cell || cell.parameter) continue;
      const bound = (['from', 'to'] as const).find((one) => cell[one] !== undefined);
      if (!bound) continue;
      const times = (positionOf(fact, cell[bound]!) + 0.5) / 12;
      const { [bound]: _said, ...rest } = cell;
      return { rules: rules.with(at, { ...rule, when: rule.when.with(where, { ...rest, parameter: { code: yearInMonths, times, bound } }) }), what: `row ${at + 1}: ${cellText(cell)}` };
    }
  }
  return null;
}
