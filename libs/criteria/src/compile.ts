import { type Cut, cutOf, intersect } from './box.js';
import { type EffectSet, effectSet } from './effects.js';
import type { Condition, Criterion, Effect, Rule } from './model.js';
import { refuse } from './problem.js';
import { type Box, type Fact, maskOf, positionOf, type Vocabulary } from './vocabulary.js';

/** One row of a compiled table. Cells at discretion are compiled away: `rules` are all that may decide here, the firm one last. */
export interface Row extends Cut {
  effect: EffectSet;
  /** Positions in `criterion.rules`; its length stands for `otherwise`. */
  rules: readonly number[];
}

/** An ordered FIRST table over boxes; the last row holds for everybody. */
export interface Table {
  vocabulary: Vocabulary;
  criterion: Criterion;
  rows: readonly Row[];
}

export interface CompileOptions {
  /** The civil date for which the criterion is asked; refused with NOT_IN_FORCE outside of `[validFrom, validTo)`. */
  on?: string;
  /** The value of a dated parameter on that date; a condition that names one keeps its own numbers where this is absent. */
  parameterOn?: (code: string) => number | null;
}

/** Compiles a criterion that `readCriterion` has read. Throws CriteriaError NOT_IN_FORCE or UNKNOWN_PARAMETER. */
export function compile(vocabulary: Vocabulary, criterion: Criterion, options: CompileOptions = {}): Table {
  const { validFrom, validTo } = criterion;
  const { on } = options;
  if (on !== undefined && ((validFrom && on < validFrom) || (validTo && on >= validTo))) refuse('NOT_IN_FORCE', on);
  let rows: Row[] = [rowOf(vocabulary, { box: vocabulary.universe, effects: [criterion.otherwise], rules: [criterion.rules.length] })];
  for (let at = criterion.rules.length - 1; at >= 0; at -= 1) {
    const rule = criterion.rules[at]!;
    const box = boxOf(vocabulary, rule, options);
    if (!box) continue;
    const row = rowOf(vocabulary, { box, effects: [rule.effect], rules: [at] });
    rows = [...(isDiscretional(rule) ? rows.flatMap((later) => both(vocabulary, row, later) ?? []) : [row]), ...rows];
  }
  return { vocabulary, criterion, rows };
}

/** Does an officer decide whether this rule holds? */
export function isDiscretional({ when }: Rule): boolean {
  return when.some((condition) => 'discretional' in condition);
}

function both(vocabulary: Vocabulary, row: Row, later: Row): Row | null {
  const box = row.box.slice();
  if (!intersect(vocabulary, box, later)) return null;
  return rowOf(vocabulary, { box, effects: [...row.effect.effects, ...later.effect.effects], rules: [...row.rules, ...later.rules] });
}

function rowOf(vocabulary: Vocabulary, { box, effects, rules }: { box: Box; effects: readonly Effect[]; rules: readonly number[] }): Row {
  return { ...cutOf(vocabulary, box), effect: effectSet(effects), rules };
}

/** The persons for whom the firm conditions of a rule hold; null where they exclude each other. */
function boxOf(vocabulary: Vocabulary, { when }: Rule, options: CompileOptions): Box | null {
  const box = vocabulary.universe.slice();
  for (const condition of when) {
    if ('discretional' in condition) continue;
    const f = vocabulary.index.get(condition.fact) ?? refuse('UNKNOWN_FACT', condition.fact);
    const fact = vocabulary.facts[f]!;
    const cell = vocabulary.universe.slice();
    if ('in' in condition) cell[2 * f] = maskOf(condition.in.map((value) => positionOf(fact, value) ?? refuse('UNKNOWN_VALUE', `${fact.key}: ${String(value)}`)));
    else [cell[2 * f], cell[2 * f + 1]] = boundsOf(fact, condition, options);
    if (!intersect(vocabulary, box, { box: cell, facts: [f] })) return null;
  }
  return box;
}

function boundsOf(fact: Fact, { from, to, parameter }: Extract<Condition, { parameter?: unknown }>, { parameterOn }: CompileOptions): [number, number] {
  const at = (value: number | undefined, open: number): number => (value === undefined ? open : positionOf(fact, value) ?? refuse('VALUE_OUT_OF_RANGE', `${fact.key}: ${value}`));
  const bounds: [number, number] = [at(from, fact.min), at(to, fact.max)];
  if (parameter && parameterOn) {
    const value = parameterOn(parameter.code) ?? refuse('UNKNOWN_PARAMETER', parameter.code);
    bounds[parameter.bound === 'from' ? 0 : 1] = Math.min(fact.max, Math.max(fact.min, Math.floor(value * parameter.times)));
  }
  return bounds;
}
