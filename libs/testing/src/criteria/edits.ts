import { type Condition, type Effect, type Fact, outcomes } from '@konbit/criteria';
import { boundsOf, cellText, intervalCell, singleCell, someCell } from './cells.js';
import type { Seeded } from './seeded.js';
import type { RuleFile, TableFile } from './table-file.js';

export const editKinds = ['cell', 'row', 'effect', 'swap', 'tiny'] as const;
export type EditKind = (typeof editKinds)[number];

/** A table after one change, and what was changed. The change may happen to alter nobody's answer. */
export interface Edited {
  file: TableFile;
  kind: EditKind;
  what: string;
}

/** One change of one cell, one row, one effect or the order of two rows; `tiny` adds a row for hardly anybody. */
export function editOnce(random: Seeded, facts: readonly Fact[], file: TableFile, kind: EditKind = random.pick(editKinds)): Edited {
  const edit = { cell: editCell, row: editRow, effect: editEffect, swap: swapRows, tiny: addTinyRow }[kind];
  const edited = edit(random, facts, file);
  return edited ? { ...edited, kind } : editOnce(random, facts, file, 'tiny');
}

type Change = { file: TableFile; what: string } | null;

function editCell(random: Seeded, facts: readonly Fact[], { rules, otherwise }: TableFile): Change {
  if (rules.length === 0) return null;
  const at = random.below(rules.length);
  const rule = rules[at]!;
  const cell = random.below(rule.when.length + 1);
  const changed = changedCell(random, facts, rule, cell);
  if (changed === undefined) return null;
  const when = [...rule.when.slice(0, cell), ...(changed ? [changed] : []), ...rule.when.slice(cell + 1)];
  const was = rule.when[cell];
  return { file: { rules: rules.with(at, { ...rule, when }), otherwise }, what: `row ${at + 1}: ${was ? cellText(was) : 'no cell'} → ${changed ? cellText(changed) : 'no cell'}` };
}

/** The cell in another form, null for none; past the last cell a new one. Undefined where the choice fits no fact. */
function changedCell(random: Seeded, facts: readonly Fact[], { when }: RuleFile, at: number): Condition | null | undefined {
  const cell = when[at];
  if (!cell) {
    const free = facts.filter(({ key }) => !when.some(({ fact }) => fact === key));
    return free.length === 0 ? undefined : someCell(random, random.pick(free));
  }
  const fact = facts.find(({ key }) => key === cell.fact)!;
  if ('discretional' in cell || random.has(0.2)) return null;
  if ('in' in cell) {
    const value = random.pick(fact.values!);
    const left = cell.in.includes(value) ? cell.in.filter((one) => one !== value) : [...cell.in, value];
    return left.length === 0 ? null : { fact: cell.fact, in: left };
  }
  const [low, high] = boundsOf(fact, cell);
  const step = random.pick([-1, 1]) * (random.has(0.5) ? 1 : random.between(1, Math.max(1, Math.floor((fact.max - fact.min) / 10))));
  const inside = (position: number): number => Math.min(fact.max, Math.max(fact.min, position));
  const [newLow, newHigh] = random.has(0.5) ? [inside(low + step), high] : [low, inside(high + step)];
  return newLow > newHigh ? null : intervalCell(fact, newLow, newHigh);
}

function editRow(random: Seeded, facts: readonly Fact[], { rules, otherwise }: TableFile): Change {
  const at = random.below(rules.length + 1);
  if (at < rules.length && random.has(0.5)) return { file: { rules: rules.toSpliced(at, 1), otherwise }, what: `row ${at + 1} taken out` };
  const when = random.some(facts, random.between(1, 3)).map((fact) => someCell(random, fact));
  return withRow({ rules, otherwise }, at, { when, effect: someEffect(random) });
}

function addTinyRow(random: Seeded, facts: readonly Fact[], file: TableFile): Change {
  const when = random.some(facts, random.between(4, 7)).map((fact) => singleCell(random, fact));
  return withRow(file, random.below(Math.min(3, file.rules.length + 1)), { when, effect: someEffect(random) });
}

function editEffect(random: Seeded, _facts: readonly Fact[], { rules, otherwise }: TableFile): Change {
  const at = random.below(rules.length + 1);
  const was = rules[at]?.effect ?? otherwise;
  const effect: Effect = random.pick([someEffect(random), { ...was, feeClp: (was.feeClp ?? 0) + 1000 }, { ...was, asks: [...(was.asks ?? []), 'other_paper'] }]);
  const what = `effect of ${at < rules.length ? `row ${at + 1}` : 'otherwise'}: ${was.outcome} → ${JSON.stringify(effect)}`;
  return { file: at < rules.length ? { rules: rules.with(at, { ...rules[at]!, effect }), otherwise } : { rules, otherwise: effect }, what };
}

function swapRows(random: Seeded, _facts: readonly Fact[], { rules, otherwise }: TableFile): Change {
  if (rules.length < 2) return null;
  const at = random.below(rules.length - 1);
  return { file: { rules: rules.with(at, rules[at + 1]!).with(at + 1, rules[at]!), otherwise }, what: `rows ${at + 1} and ${at + 2} swapped` };
}

function withRow({ rules, otherwise }: TableFile, at: number, rule: RuleFile): Change {
  return { file: { rules: rules.toSpliced(at, 0, rule), otherwise }, what: `row ${at + 1} put in: ${rule.when.map(cellText).join(', ')} → ${rule.effect.outcome}` };
}

function someEffect(random: Seeded): Effect {
  return { outcome: random.pick(outcomes), ...(random.has(0.1) ? { feeClp: 2000 } : {}) };
}
