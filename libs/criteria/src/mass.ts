import type { Diagram } from './diagram.js';
import { type Level, levelOf, levels } from './effects.js';
import { effectOf, isLeaf, leafOf, type Ref } from './nodes.js';
import { type Shares, sharesOf, type Weights } from './weights.js';

export interface MassOptions {
  /** The service's own shares; default: every value of a fact as often as the others. */
  weights?: Weights;
  /** Counts only differences that are at least this grave; default: all. */
  level?: Level;
}

/**
 * The share, 0 to 1, of the possible persons whom two tables (by position) treat differently. Impossible persons count
 * neither above nor below the line. Relations are ignored and facts are taken as independent, so persons whom a relation
 * excludes do count: it orders work and colours a map, and is never printed as a number of people.
 */
export function mass(diagram: Diagram, a: number, b: number, { weights, level = 'terms' }: MassOptions = {}): number {
  const { roots, effects } = diagram;
  const shares = sharesOf(diagram.tables[a]!.vocabulary, weights);
  const gravest = levels.indexOf(level);
  const differs = (x: number, y: number): boolean => {
    const found = levelOf(effects[x]!, effects[y]!);
    return found !== null && levels.indexOf(found) <= gravest;
  };
  const possible = new Walk(diagram, shares, () => true).differing(roots[a]!, leafOf(0));
  return possible <= 0 ? 0 : Math.min(1, new Walk(diagram, shares, differs).differing(roots[a]!, roots[b]!) / possible);
}

/** Goes through two nodes together, looking at each pair of nodes once. */
class Walk {
  private readonly pairs = new Map<number, number>();

  constructor(private readonly diagram: Diagram, private readonly shares: Shares, private readonly differs: (x: number, y: number) => boolean) {}

  /** The share of persons who come to leaves of the two nodes that differ. */
  differing(a: Ref, b: Ref): number {
    if (a === b) return 0;
    const [x, y] = a < b ? [a, b] : [b, a];
    const key = (x + this.diagram.effects.length) * (this.diagram.words.length + this.diagram.effects.length) + y + this.diagram.effects.length;
    const known = this.pairs.get(key);
    if (known !== undefined) return known;
    const share = isLeaf(y) ? Number(this.differs(effectOf(x), effectOf(y))) : this.branches(x, y);
    this.pairs.set(key, share);
    return share;
  }

  private branches(x: Ref, y: Ref): number {
    const { words, order, tables } = this.diagram;
    const level = Math.min(this.levelOf(x), this.levelOf(y));
    const f = order[level]!;
    const { min, max } = tables[0]!.vocabulary.facts[f]!;
    const [asksX, asksY] = [this.levelOf(x) === level, this.levelOf(y) === level];
    let [atX, atY, from, share] = [x + 2, y + 2, min, 0];
    while (from <= max) {
      const to = Math.min(asksX ? words[atX]! : max, asksY ? words[atY]! : max);
      share += this.shares.between(f, from, to) * this.differing(asksX ? words[atX + 1]! : x, asksY ? words[atY + 1]! : y);
      if (asksX && words[atX] === to) atX += 2;
      if (asksY && words[atY] === to) atY += 2;
      from = to + 1;
    }
    return share;
  }

  private levelOf(ref: Ref): number {
    return isLeaf(ref) ? Infinity : this.diagram.words[ref]!;
  }
}
