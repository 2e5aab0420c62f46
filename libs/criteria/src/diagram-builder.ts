import { type Layers, words } from './layers.js';
import { leafOf, Nodes, type Ref } from './nodes.js';
import { OverBudget } from './pieces.js';
import { grown, Tuples } from './tuples.js';

/** Builds tables of one service into one set of nodes, so that equal answers of any two tables are the same node. */
export class DiagramBuilder {
  readonly nodes = new Nodes();
  private layers!: Layers;
  private table = 0;
  private answers = new Int32Array(1024);
  /** (table or answer, level, live rows) that have been built. */
  private readonly states = new Tuples(2 + words);
  private readonly state = new Int32Array(2 + words);
  /** The live rows, four words for each level of the recursion. */
  private readonly live: Int32Array;
  private runs = new Int32Array(1024);
  private top = 0;

  /** Throws OverBudget above `budget` nodes, counting a node again for each table and set of rows that leads to it. */
  constructor(levels: number, private readonly impossible: number, private readonly budget: number) {
    this.live = new Int32Array((levels + 2) * words);
  }

  rootOf(layers: Layers): Ref {
    this.layers = layers;
    this.table += 1;
    this.top = 0;
    for (let row = 0; row < words; row += 1) this.live[row] = rowsBelow(layers.effects.length - 32 * row);
    return this.build(0, 0);
  }

  private build(from: number, at: number): Ref {
    const { effects } = this.layers;
    const firm = this.cutBehindFirm(from, at);
    const last = this.dropSame(firm, at);
    if (last < 0) return leafOf(effects[firm]!);
    let level = from;
    while (!this.isAsked(level, at)) level += 1;
    // Where only impossible persons are left to find, what follows depends on the one answer and not on the table.
    const isShared = last < this.impossible;
    this.state[0] = isShared ? -effects[firm]! : this.table;
    this.state[1] = level;
    for (let word = 0; word < words; word += 1) this.state[2 + word] = this.live[at + word]!;
    if (isShared) this.state[2 + (firm >> 5)]! &= ~(1 << (firm & 31));
    const known = this.states.size;
    const number = this.states.numberOf(this.state);
    if (number < known) return this.answers[number]!;
    if (number >= this.budget) throw new OverBudget();
    const answer = this.branch(level, at);
    if (number >= this.answers.length) this.answers = grown(this.answers, 2 * Math.max(number, this.answers.length));
    this.answers[number] = answer;
    return answer;
  }

  private branch(level: number, at: number): Ref {
    const { starts, ends, fits } = this.layers;
    const base = this.top;
    for (let run = starts[level]!; run < starts[level + 1]!; run += 1) {
      for (let word = 0; word < words; word += 1) this.live[at + words + word] = this.live[at + word]! & fits[run * words + word]!;
      const child = this.build(level + 1, at + words);
      if (this.top > base && this.runs[this.top - 1] === child) this.top -= 2;
      if (this.top + 2 > this.runs.length) this.runs = grown(this.runs, 2 * this.runs.length);
      this.runs[this.top] = ends[run]!;
      this.runs[this.top + 1] = child;
      this.top += 2;
    }
    const ref = this.top === base + 2 ? this.runs[base + 1]! : this.nodes.refOf(level, this.runs, base, this.top);
    this.top = base;
    return ref;
  }

  /** The first live row with no condition left; every row behind it is taken out. */
  private cutBehindFirm(level: number, at: number): number {
    for (let word = 0; word < words; word += 1) {
      const firm = this.live[at + word]! & this.layers.firm[level * words + word]!;
      if (firm === 0) continue;
      const bit = 31 - Math.clz32(firm & -firm);
      this.live[at + word]! &= rowsBelow(bit + 1);
      this.live.fill(0, at + word + 1, at + words);
      return 32 * word + bit;
    }
    throw new Error('A table ends without a row for everybody.');
  }

  /** Takes out the rows right before the firm one that say the same; the last live row that is left before it, or -1. */
  private dropSame(firm: number, at: number): number {
    const { effects } = this.layers;
    for (let word = firm >> 5; word >= 0; word -= 1) {
      let before = this.live[at + word]! & (word === firm >> 5 ? rowsBelow(firm & 31) : -1);
      while (before !== 0) {
        const bit = 31 - Math.clz32(before);
        if (effects[32 * word + bit] !== effects[firm]) return 32 * word + bit;
        before ^= 1 << bit;
        this.live[at + word]! ^= 1 << bit;
      }
    }
    return -1;
  }

  private isAsked(level: number, at: number): boolean {
    for (let word = 0; word < words; word += 1) if (this.live[at + word]! & this.layers.asked[level * words + word]!) return true;
    return false;
  }
}

/** A word with the lowest bits set. */
function rowsBelow(count: number): number {
  return count >= 32 ? -1 : count <= 0 ? 0 : (1 << count) - 1;
}
