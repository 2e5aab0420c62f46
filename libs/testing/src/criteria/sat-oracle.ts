import type { Condition, Fact, Person, Value, Vocabulary } from '@konbit/criteria';
import type { Formula, Solver } from 'logic-solver';
import { boundsOf, positionOf, valueAt } from './cells.js';
import { resolved } from './forking.js';
import { effectText, isAtDiscretion, type TableFile } from './table-file.js';

type Logic = typeof import('logic-solver')['default'];

/**
 * A SAT solver, asked whether two of some tables differ: one variable for each value of an enum, one "at most k" for each
 * place where a table, an impossible box or a relation cuts a whole number. In tests alone.
 */
export class SatOracle {
  private readonly solver: Solver;
  private readonly cuts: readonly ReadonlySet<number>[];
  private readonly tables = new Map<TableFile, ReadonlyMap<string, Formula>>();

  private constructor(private readonly logic: Logic, private readonly vocabulary: Vocabulary, files: readonly TableFile[]) {
    this.cuts = cutsOf(vocabulary, files);
    this.solver = new logic.Solver();
    for (const formula of this.persons()) this.solver.require(formula);
  }

  static async start(vocabulary: Vocabulary, files: readonly TableFile[]): Promise<SatOracle> {
    return new SatOracle((await import('logic-solver')).default, vocabulary, files);
  }

  /** Somebody whom the tables treat differently, or null where that is proven to be nobody. */
  differ(a: TableFile, b: TableFile): Person | null {
    const { or, xor, FALSE } = this.logic;
    const [x, y] = [this.reaches(a), this.reaches(b)];
    const found = this.solver.solveAssuming(or(...[...new Set([...x.keys(), ...y.keys()])].map((text) => xor(x.get(text) ?? FALSE, y.get(text) ?? FALSE))));
    return found && this.personOf(new Set(found.getTrueVars()));
  }

  /** For each effect, who may get it. */
  private reaches(file: TableFile): ReadonlyMap<string, Formula> {
    const known = this.tables.get(file);
    if (known) return known;
    const { and, not, or, TRUE } = this.logic;
    const speaking = new Map<string, Formula[]>();
    const speaks = (text: string, when: Formula): unknown => speaking.set(text, [...(speaking.get(text) ?? []), when]);
    let passed: Formula = TRUE;
    for (const rule of file.rules) {
      const holds = and(passed, ...rule.when.map((condition) => this.cell(condition)));
      speaks(effectText(rule.effect), holds);
      if (!isAtDiscretion(rule)) passed = and(passed, not(holds));
    }
    speaks(effectText(file.otherwise), passed);
    const reaches = new Map([...speaking].map(([text, whens]) => [text, or(...whens)]));
    this.tables.set(file, reaches);
    return reaches;
  }

  private cell(condition: Condition): Formula {
    if ('discretional' in condition) return this.logic.TRUE;
    const f = this.vocabulary.index.get(condition.fact)!;
    const fact = this.vocabulary.facts[f]!;
    return 'in' in condition ? this.oneOf(fact, condition.in.map((value) => positionOf(fact, value))) : this.within(fact, boundsOf(fact, resolved(condition)));
  }

  private persons(): Formula[] {
    const { facts, impossible, relations } = this.vocabulary;
    const { and, exactlyOne, implies, not } = this.logic;
    const domains = facts.flatMap((fact, f): Formula[] => {
      if (!fact.isInt) return [exactlyOne(...fact.values!.map((_, position) => `${fact.key}=${position}`))];
      const ordered = [...this.cuts[f]!].sort((a, b) => a - b);
      return ordered.slice(1).map((cut, at) => implies(this.atMost(fact, ordered[at]!), this.atMost(fact, cut)));
    });
    const boxes = impossible.map(({ box, facts: narrowed }) => not(and(...narrowed.map((f) => {
      const fact = facts[f]!;
      return fact.isInt ? this.within(fact, [box[2 * f]!, box[2 * f + 1]!]) : this.oneOf(fact, fact.values!.flatMap((_, position) => (box[2 * f]! & (1 << position) ? [position] : [])));
    }))));
    const bounds = relations.flatMap(({ left, times, right, plus }) => [...this.cuts[right]!, facts[right]!.max].map((cut) => implies(this.atMost(facts[right]!, cut), this.atMost(facts[left]!, times * cut + plus))));
    return [...domains, ...boxes, ...bounds];
  }

  private atMost(fact: Fact, cut: number): Formula {
    return cut >= fact.max ? this.logic.TRUE : cut < fact.min ? this.logic.FALSE : `${fact.key}<=${cut}`;
  }

  private within(fact: Fact, [low, high]: [number, number]): Formula {
    return this.logic.and(this.atMost(fact, high), this.logic.not(this.atMost(fact, low - 1)));
  }

  private oneOf(fact: Fact, positions: readonly number[]): Formula {
    return this.logic.or(...positions.map((position) => `${fact.key}=${position}`));
  }

  // The highest whole number between two cuts: with all of them the highest, every relation holds.
  private personOf(holds: ReadonlySet<string>): Person {
    return Object.fromEntries(this.vocabulary.facts.map((fact, f): [string, Value] => {
      const position = fact.isInt ? Math.min(fact.max, ...[...this.cuts[f]!].filter((cut) => holds.has(`${fact.key}<=${cut}`))) : fact.values!.findIndex((_, at) => holds.has(`${fact.key}=${at}`));
      return [fact.key, valueAt(fact, position)];
    }));
  }
}

/** Where each whole number is cut, closed under the relations: what one side of a relation is cut by, the other is too. */
function cutsOf({ facts, impossible, relations, index }: Vocabulary, files: readonly TableFile[]): Set<number>[] {
  const cuts = facts.map(() => new Set<number>());
  const cut = (f: number, at: number): boolean => {
    const { isInt, min, max } = facts[f]!;
    if (!isInt || at < min || at >= max || cuts[f]!.has(at)) return false;
    cuts[f]!.add(at);
    return true;
  };
  for (const { when } of files.flatMap(({ rules }) => rules)) {
    for (const condition of when) {
      if ('in' in condition || 'discretional' in condition) continue;
      const f = index.get(condition.fact)!;
      const [low, high] = boundsOf(facts[f]!, resolved(condition));
      cut(f, low - 1);
      cut(f, high);
    }
  }
  for (const { box } of impossible) facts.forEach((_, f) => [box[2 * f]! - 1, box[2 * f + 1]!].forEach((at) => cut(f, at)));
  for (let isMoved = true; isMoved;) {
    isMoved = false;
    for (const { left, times, right, plus } of relations) {
      for (const at of [...cuts[right]!, facts[right]!.max]) isMoved = cut(left, times * at + plus) || isMoved;
      for (const at of [...cuts[left]!]) isMoved = cut(right, Math.floor((at - plus) / times)) || isMoved;
    }
  }
  return cuts;
}
