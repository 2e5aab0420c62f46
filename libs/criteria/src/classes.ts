import type { Table } from './compile.js';
import type { Diagram, OverBudgetDiagram } from './diagram.js';
import { diff } from './diff.js';
import { evaluate, lowestOf } from './evaluate.js';

export interface Classes {
  /** Positions of the tables that are proven to answer every possible person alike; each class and the list in rising order. */
  classes: readonly (readonly number[])[];
  /** The first tables of two classes of which neither equality nor a difference was found within the budget. */
  undecided: readonly (readonly [number, number])[];
}

/**
 * Groups the tables of a service by how they treat all possible persons. Different roots are confirmed person by person, as
 * only `diff` knows the relations; over budget, `diff` compares with one table of each class. `budget` is that of one `diff`.
 */
export function classes(found: Diagram | OverBudgetDiagram, { budget }: { budget?: number } = {}): Classes {
  const { tables } = found;
  const members = new Map<number, number[]>();
  const firstOfRoot = new Map<number, number>();
  tables.forEach((_, at) => {
    const root = found.kind === 'diagram' ? found.roots[at]! : at;
    const first = firstOfRoot.get(root) ?? at;
    firstOfRoot.set(root, first);
    put(members, first, at);
  });
  const sorting = new Sorting(tables, members, budget);
  sorting.sort([...members.keys()]);
  const all = [...members.values()].map((class_) => class_.sort((a, b) => a - b)).sort((a, b) => a[0]! - b[0]!);
  return { classes: all, undecided: sorting.undecided() };
}

/** Each person whom two tables treat differently divides all tables that were not told apart before, so that few pairs are compared. */
class Sorting {
  private readonly persons: Int32Array[] = [];
  private readonly open = new Map<string, readonly [number, number]>();

  constructor(private readonly tables: readonly Table[], private readonly members: Map<number, number[]>, private readonly budget: number | undefined) {}

  /** Sorts tables that nobody told apart so far; each stands for its class. */
  sort(alike: readonly number[]): void {
    const [first, ...others] = alike;
    if (first === undefined) return;
    const left: number[] = [];
    for (const [index, other] of others.entries()) {
      const person = this.compare(first, other);
      if (person === 'undecided') left.push(other);
      else if (person === 'equal') this.join(first, other);
      else return this.split([first, ...left, ...others.slice(index)], person);
    }
    this.sort(left);
  }

  undecided(): (readonly [number, number])[] {
    const isOpen = ([a, b]: readonly [number, number]): boolean => this.members.has(a) && this.members.has(b) && this.persons.every((person) => this.answer(a, person) === this.answer(b, person));
    return [...this.open.values()].filter(isOpen).sort(([a, b], [c, d]) => a - c || b - d);
  }

  private split(alike: readonly number[], person: Int32Array): void {
    this.persons.push(person);
    const groups = new Map<string, number[]>();
    for (const at of alike) put(groups, this.answer(at, person), at);
    for (const group of groups.values()) this.sort(group);
  }

  private compare(a: number, b: number): Int32Array | 'equal' | 'undecided' {
    if (this.open.has(`${a} ${b}`)) return 'undecided';
    const { verdict, regions } = diff(this.tables[a]!, this.tables[b]!, { mode: 'first', typical: [], ...(this.budget === undefined ? {} : { budget: this.budget }) });
    if (verdict === 'undecided') this.open.set(`${a} ${b}`, [a, b]);
    return verdict === 'different' ? lowestOf(this.tables[a]!.vocabulary, regions[0]!.box) : verdict;
  }

  private join(first: number, other: number): void {
    this.members.get(first)!.push(...this.members.get(other)!);
    this.members.delete(other);
  }

  private answer(at: number, person: Int32Array): string {
    return evaluate(this.tables[at]!, person).effect.key;
  }
}

function put<K>(groups: Map<K, number[]>, key: K, at: number): void {
  const group = groups.get(key);
  if (group) group.push(at);
  else groups.set(key, [at]);
}
