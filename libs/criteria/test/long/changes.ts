import { diagram, diff, mass } from '@konbit/criteria';
import { editKinds, editOnce, enrolmentBranches, enrolmentNorm, rewrite, type Seeded, type TableFile } from '@konbit/testing';
import { type Case, caseOf, type Check, countOf, faultsOfWitness, vocabulary } from './check.js';

const fullEdits = 2000;
const fullRewrites = 600;
const fullNearest = 500;
const written = [enrolmentNorm, ...Object.values(enrolmentBranches)];

/** G2: a table with one change is called different exactly when Z3 finds somebody whom the change touches. */
export const edits: Check = (task) => {
  const count = countOf(fullEdits, task);
  const mismatches: string[] = [];
  const more = { different: 0, rare: 0 };
  for (let at = 0; at < count; at += 1) {
    const kind = editKinds[at % editKinds.length]!;
    const before = caseOf(task.random.pick(written));
    const { file, what } = editOnce(task.random, vocabulary.facts, before.file, kind);
    const after = caseOf(file);
    const { verdict, witness } = diff(before.table, after.table);
    const person = task.z3.differ(before.file, file);
    if ((person !== null) !== (verdict === 'different')) mismatches.push(`${what}: ${verdict}`);
    if (witness) mismatches.push(...faultsOfWitness(before, after, witness.facts).map((fault) => `${what}: ${fault}`));
    if (person) more.different += 1;
    if (person && isRare(before, after)) more.rare += 1;
  }
  return { count, mismatches, more };
};

/** G3: a table in other rows is proven equal. */
export const rewrites: Check = (task) => {
  const count = countOf(fullRewrites, task);
  const mismatches: string[] = [];
  for (let at = 0; at < count; at += 1) {
    const file = task.random.pick(written);
    const { file: other, what } = rewritten(task.random, file);
    const { verdict } = diff(caseOf(file).table, caseOf(other).table);
    if (verdict !== 'equal') mismatches.push(`${what}: ${verdict}`);
  }
  return { count, mismatches };
};

/** G4: nobody who is treated differently is nearer to a typical person than the one the engine names, by Z3's optimiser. */
export const nearest: Check = (task) => {
  const count = countOf(fullNearest, task);
  const mismatches: string[] = [];
  let moved = 0;
  for (let at = 0; at < count; at += 1) {
    const a = task.random.pick(written);
    const b = task.random.has(0.8) ? editOnce(task.random, vocabulary.facts, a, task.random.pick(['tiny', 'tiny', 'row', 'cell'])).file : task.random.pick(written);
    const { witness } = diff(caseOf(a).table, caseOf(b).table);
    const [ours, theirs] = [witness?.moved.length ?? null, task.z3.nearest(a, b)];
    if (ours !== theirs) mismatches.push(`pair ${at}: the engine moves ${ours} facts, Z3 ${theirs}`);
    moved += ours ?? 0;
  }
  return { count, mismatches, more: { moved } };
};

/** Does the change touch fewer than one of ten thousand persons, all values weighing alike? */
function isRare(before: Case, after: Case): boolean {
  const found = diagram([before.table, after.table]);
  return found.kind === 'diagram' && mass(found, 0, 1) < 1e-4;
}

/** One to four rewrites on end. */
function rewritten(random: Seeded, file: TableFile): { file: TableFile; what: string } {
  let now = file;
  const done: string[] = [];
  for (let steps = random.between(1, 4); done.length < steps;) {
    const step = rewrite(random, vocabulary.facts, now);
    if (!step) continue;
    now = step.file;
    done.push(step.what);
  }
  return { file: now, what: done.join('; ') };
}
