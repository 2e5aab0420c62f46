import type { Table } from './compile.js';
import { DiagramBuilder } from './diagram-builder.js';
import type { EffectSet } from './effects.js';
import { factOrder, layersOf, mostRows } from './layers.js';
import type { Ref } from './nodes.js';
import { OverBudget } from './pieces.js';

/** Nodes that one service may use before it is over budget. */
export const defaultNodes = 2_000_000;

/**
 * All tables of one service as decision diagrams in one set of nodes. Two tables with the same root answer every possible
 * person alike; different roots may differ only on persons whom a relation excludes, as relations are no boxes.
 */
export interface Diagram {
  kind: 'diagram';
  tables: readonly Table[];
  /** By table. */
  roots: readonly Ref[];
  /** The fact, by position in the vocabulary, that each level asks. */
  order: readonly number[];
  /** By the number of a leaf; 0 is the leaf of the impossible persons. */
  effects: readonly (EffectSet | null)[];
  /** The nodes, as `Ref` says. */
  words: Int32Array;
  /** How many nodes all tables have together, each counted once. */
  size: number;
}

/** The tables of a service whose diagram would be too large; its questions are answered pair by pair. */
export interface OverBudgetDiagram {
  kind: 'over-budget';
  tables: readonly Table[];
}

/** Builds the tables of one service and one vocabulary; a table of more than 128 rows, the impossible boxes counted in, is over budget. */
export function diagram(tables: readonly Table[], budget = defaultNodes): Diagram | OverBudgetDiagram {
  const impossible = tables[0]?.vocabulary.impossible.length ?? 0;
  if (tables.some(({ rows }) => rows.length + impossible > mostRows)) return { kind: 'over-budget', tables };
  const order = factOrder(tables);
  const numbers = new Map<string, number>();
  const effects: (EffectSet | null)[] = [null];
  const effectNumber = ({ effect }: Table['rows'][number]): number => {
    if (!numbers.has(effect.key)) numbers.set(effect.key, effects.push(effect) - 1);
    return numbers.get(effect.key)!;
  };
  const builder = new DiagramBuilder(order.length, impossible, budget);
  try {
    const roots = tables.map((table) => builder.rootOf(layersOf(table, order, effectNumber)));
    const { words, size } = builder.nodes;
    return { kind: 'diagram', tables, roots, order, effects, words, size };
  } catch (error) {
    if (error instanceof OverBudget) return { kind: 'over-budget', tables };
    throw error;
  }
}
