import { boxOfPerson, type PartialPerson, possible } from '@konbit/criteria';
import { effectText, enrolmentBranches, forgetting, forkingEvaluate, somePerson, valueConditions } from '@konbit/testing';
import { type Case, caseOf, type Check, countOf, type Task, vocabulary } from './check.js';

const fullPersons = 2000;
const missing = [0, 20, 40, 60] as const;
const provenOneOf = 20;
const tries = 4;

/** G14: a half-known person is told the answer of every completion, and each answer told is some completion's. */
export const partial: Check = (task) => {
  const persons = countOf(fullPersons, task);
  const cases = Object.values(enrolmentBranches).map(caseOf);
  const mismatches: string[] = [];
  const decided: Record<string, number> = {};
  let count = 0;
  for (const share of missing) {
    let one = 0;
    for (let at = 0; at < persons; at += 1) {
      const person = somePerson(task.random, vocabulary)!;
      const known = forgetting(task.random, person, share / 100);
      const box = boxOfPerson(vocabulary, known);
      for (const each of cases) {
        const told = possible(each.table, box);
        const sets = told.map(({ effect }) => effect.effects.map(effectText).sort());
        if (!sets.some((set) => set.join() === forkingEvaluate(each.file, person).join())) mismatches.push(`${share} % missing, case ${count}: an answer is not told`);
        mismatches.push(...faultsOf(task, { each, known, sets }, count % provenOneOf === 0).map((fault) => `${share} % missing, case ${count}: ${fault}`));
        one += told.length === 1 ? 1 : 0;
        count += 1;
      }
    }
    decided[`decided${share}`] = Math.round((1000 * one) / (persons * cases.length)) / 10;
  }
  return { count, mismatches, more: decided };
};

interface Told { each: Case; known: PartialPerson; sets: readonly (readonly string[])[] }

/** Completions are drawn near each rule; an answer that none of them gets is asked of Z3, and so is, for some cases, whether any is missing. */
function faultsOf({ random, z3 }: Task, { each: { file }, known, sets }: Told, isProven: boolean): string[] {
  const told = new Set(sets.map((set) => set.join()));
  const met = new Set<string>();
  for (let at = 0; at < tries * (file.rules.length + 1) && met.size < told.size; at += 1) {
    const person = somePerson(random, vocabulary, [...file.rules[at % (file.rules.length + 1)]?.when ?? [], ...valueConditions(known)]);
    if (person) met.add(forkingEvaluate(file, person).join());
  }
  const faults = [...met].filter((answer) => !told.has(answer)).map((answer) => `${answer} is not told`);
  for (const set of sets.filter((one) => !met.has(one.join()))) {
    if (!z3.completion(file, known, { sets: [set], isAmong: true })) faults.push(`${set.join()} is told and nobody's`);
  }
  if (isProven && z3.completion(file, known, { sets, isAmong: false })) faults.push('Z3 finds an answer that is not told');
  return faults;
}
