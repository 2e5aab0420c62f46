import { delivered, lostOf, wholeOrNone } from './delivery.js';
import type { Evidence, Rule, Violation } from './evidence.js';
import { Logged } from './logged.js';
import { inOrder, oneChain } from './order.js';
import { converged, folded, withinTenant } from './state.js';

export const rules: Readonly<Record<Rule, string>> = {
  H1: 'the event of an acknowledged command reaches every consumer',
  H2: 'a refused command has no effect, an unknown one a whole effect or none, none has two',
  H3: 'per key the versions 1…n, each applied once and in order',
  H4: 'a projection is what folding the log gives',
  H5: 'after the faults everything converges, and nothing is left aside',
  H6: 'no read crosses a municipality',
  H7: 'the winners of an aggregate form one chain',
};

export interface Verdict {
  violations: readonly Violation[];
  acknowledged: number;
  /** Acknowledged commands whose events are not all where they belong. */
  lost: number;
  /** Keys whose events are not told in order. */
  outOfOrder: number;
}

/** Judges a run by the rules H1 to H7 (BACKBONE §8). */
export function check(evidence: Evidence): Verdict {
  const logged = new Logged(evidence.log);
  const order = inOrder(evidence, logged);
  const violations = [
    ...delivered(evidence, logged), ...wholeOrNone(evidence, logged), ...order, ...folded(evidence, logged), ...converged(evidence), ...withinTenant(evidence), ...oneChain(evidence, logged),
  ];
  return {
    violations, acknowledged: evidence.operations.filter(({ outcome }) => outcome === 'ok').length, lost: lostOf(evidence, logged).length,
    outOfOrder: new Set(order.map(({ key }) => key)).size,
  };
}
