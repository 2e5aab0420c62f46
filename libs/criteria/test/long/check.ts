import { evaluate, konbitVocabulary, type Person, pointOf, type Table } from '@konbit/criteria';
import { compiled, effectText, forkingEvaluate, isPossiblePerson, type Seeded, type TableFile, Z3Oracle } from '@konbit/testing';

export const vocabulary = konbitVocabulary;

/** What a check is given: its world follows from the seed, and `share` of its full count is done. */
export interface Task {
  random: Seeded;
  seed: number;
  share: number;
  z3: Z3Oracle;
}

/** What a check found; `more` are figures beside the count. */
export interface Found {
  count: number;
  mismatches: readonly string[];
  more?: Readonly<Record<string, number>>;
}

export type Check = (task: Task) => Promise<Found> | Found;

export const countOf = (full: number, { share }: Task): number => Math.max(1, Math.round(full * share));

/** A table as its file and as the engine has compiled it. */
export interface Case {
  file: TableFile;
  table: Table;
}

export const caseOf = (file: TableFile): Case => ({ file, table: compiled(vocabulary, file) });

/** What the engine answers a person, as text. */
export function answerOf({ table }: Case, person: Person): string {
  return evaluate(table, pointOf(vocabulary, person)).effect.effects.map(effectText).sort().join();
}

/** Why a person is no witness of a difference, or nothing: impossible, treated alike, or answered otherwise than the file says. */
export function faultsOfWitness(a: Case, b: Case, person: Person): string[] {
  if (!isPossiblePerson(vocabulary, person)) return [`an impossible person ${JSON.stringify(person)}`];
  const [said, heard] = [[a, b].map((one) => answerOf(one, person)), [a, b].map(({ file }) => forkingEvaluate(file, person).join())];
  return [said.join() === heard.join() ? [] : [`the engine answers ${said.join(' / ')}, the file ${heard.join(' / ')}`], heard[0] === heard[1] ? ['a person who is treated alike'] : []].flat();
}
