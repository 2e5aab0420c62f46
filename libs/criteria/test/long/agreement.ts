import { diff, type Person } from '@konbit/criteria';
import { corpus, feelReplay, type Replay, SatOracle, type TableFile } from '@konbit/testing';
import { answerOf, type Case, caseOf, type Check, countOf, faultsOfWitness, type Task, vocabulary } from './check.js';

const fullPairs = 1000;

/** G1 on a sample: the engine's verdict of two branches is that of engines of other makers, and every person it names is answered so by a rule engine. */
export const agreement: Check = async (task) => {
  const count = countOf(fullPairs, task);
  const cases = corpus(task.seed, Math.max(24, Math.round(1000 * task.share))).map(caseOf);
  const differs = await secondEngine(task, cases.map(({ file }) => file));
  const replay = await feelReplay();
  const mismatches: string[] = [];
  let [equal, witnesses] = [0, 0];
  for (let at = 0; at < count; at += 1) {
    const [a, b] = somePair(task, cases);
    const { verdict, witness } = diff(a.table, b.table);
    const others = differs(a.file, b.file);
    const faults = others.flatMap((other) => ((other !== null) === (verdict === 'different') ? [] : [`the engine says ${verdict}, another ${other ? 'different' : 'equal'}`]));
    const persons = [...others, witness?.facts ?? null].filter((person) => person !== null);
    for (const person of persons) faults.push(...faultsOfWitness(a, b, person));
    if (witness) faults.push(...await unlike(replay, [a, b], witness.facts));
    mismatches.push(...faults.map((fault) => `pair ${at}: ${fault}`));
    equal += verdict === 'equal' ? 1 : 0;
    witnesses += persons.length;
  }
  return { count, mismatches, more: { equal, witnesses } };
};

/** Whom do two tables treat differently, as engines that are not ours see it? One answer each. */
async function secondEngine({ z3 }: Task, files: readonly TableFile[]): Promise<(a: TableFile, b: TableFile) => (Person | null)[]> {
  const sat = await SatOracle.start(vocabulary, files);
  return (a, b) => [z3.differ(a, b), sat.differ(a, b)];
}

// Two tables written from one branch are equal often enough; any two hardly ever.
function somePair({ random }: Task, cases: readonly Case[]): [Case, Case] {
  const at = random.below(cases.length);
  const near = cases.filter((_, other) => other % 12 === at % 12);
  return [cases[at]!, random.pick(random.has(0.5) ? near : cases)];
}

/** Where a rule engine of another maker answers otherwise than ours. */
async function unlike(replay: Replay, cases: readonly Case[], person: Person): Promise<string[]> {
  const faults: string[] = [];
  for (const one of cases) {
    const [theirs, ours] = [(await replay(one.file, person)).join(), answerOf(one, person)];
    if (theirs !== ours) faults.push(`another rule engine answers ${theirs}, ours ${ours}`);
  }
  return faults;
}
