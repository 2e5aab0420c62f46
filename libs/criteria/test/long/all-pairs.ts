import { diagram, diff } from '@konbit/criteria';
import { corpus } from '@konbit/testing';
import { type Case, caseOf, type Check, faultsOfWitness, type Task, vocabulary } from './check.js';

const fullTables = 1000;

/** G1: the decision diagram of a thousand branches and the difference of each two of them give one verdict, and each person named is possible and treated so. */
export const allPairs: Check = (task) => {
  const cases = corpus(task.seed, Math.max(24, Math.round(fullTables * Math.sqrt(task.share)))).map(caseOf);
  const found = diagram(cases.map(({ table }) => table));
  if (found.kind === 'over-budget') return { count: 0, mismatches: ['the diagram is over budget'] };
  const mismatches: string[] = [];
  const more = { tables: cases.length, equal: 0, byRelation: 0 };
  let count = 0;
  for (const [i, a] of cases.entries()) {
    for (let j = i + 1; j < cases.length; j += 1) {
      const b = cases[j]!;
      const { verdict, witness } = diff(a.table, b.table, { mode: 'first' });
      const faults = witness ? faultsOfWitness(a, b, witness.facts) : [];
      if (verdict === 'equal') more.equal += 1;
      if (verdict === 'undecided') faults.push('undecided');
      if ((found.roots[i] === found.roots[j]) !== (verdict === 'equal')) {
        if (verdict === 'equal' && differByRelationAlone(task, a, b)) more.byRelation += 1;
        else faults.push(`${verdict}, where the diagram has ${found.roots[i] === found.roots[j] ? 'one root' : 'two roots'}`);
      }
      mismatches.push(...faults.map((fault) => `tables ${i} and ${j}: ${fault}`));
      count += 1;
    }
  }
  return { count, mismatches, more };
};

/** The diagram knows no relation: two of its roots may differ on nobody, which Z3 then has to prove. */
function differByRelationAlone({ z3 }: Task, { file: a }: Case, { file: b }: Case): boolean {
  return vocabulary.relations.length > 0 && z3.differ(a, b) === null;
}
