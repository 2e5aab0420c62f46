import { readFileSync } from 'node:fs';
import { compile, CriteriaError, type Criterion, konbitVocabulary, type Problem, readCriterion, type Table } from '@konbit/criteria';
import { codeOf } from '../start-error.js';
import { jsonBreak } from './json-place.js';

/** A fault of what was given: of the engine, or of the file before it was a criterion. */
export type InputProblem = Partial<Omit<Problem, 'code'>> & { code: Problem['code'] | 'FILE_NOT_FOUND' | 'FILE_UNREADABLE' | 'INVALID_JSON' | 'NO_FILES' | 'USAGE'; file?: string; side?: 'a' | 'b' };

/** Bad input; the first of its problems gives the code. */
export class InputError extends Error {
  constructor(readonly problems: readonly InputProblem[]) {
    super(problems.map(({ code }) => code).join());
  }
}

/** Reads and compiles tables from files. Throws InputError with the faults of all of them. */
export function readTables(files: readonly string[]): Table[] {
  return all(files.map((file) => () => at({ file }, () => tableOf(readJson(file)))));
}

/** Compiles the table that a parsed file holds. Throws CriteriaError. */
export function tableOf(file: unknown): Table {
  const criterion = readCriterion(konbitVocabulary, file);
  const unresolved = unresolvedParameters(criterion);
  if (unresolved.length > 0) throw new CriteriaError(unresolved);
  return compile(konbitVocabulary, criterion);
}

/** Parses a JSON file. Throws InputError. */
export function readJson(file: string): unknown {
  return parseJson(textOf(file));
}

/** Parses JSON. Throws InputError INVALID_JSON with the place where it breaks. */
export function parseJson(text: string): unknown {
  const source = text.replace(/^\uFEFF/, '');
  try {
    return JSON.parse(source);
  } catch {
    throw new InputError([{ code: 'INVALID_JSON', what: jsonBreak(source) }]);
  }
}

/** Runs every reader and gathers the faults of all. */
export function all<T>(readers: readonly (() => T)[]): T[] {
  const problems: InputProblem[] = [];
  const read = readers.flatMap((reader) => {
    try {
      return [reader()];
    } catch (error) {
      problems.push(...problemsOf(error));
      return [];
    }
  });
  if (problems.length > 0) throw new InputError(problems);
  return read;
}

/** Says of every fault where it stands. */
export function at<T>(place: Pick<InputProblem, 'file' | 'side'>, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new InputError(problemsOf(error).map(({ code, ...problem }) => ({ code, ...place, ...problem })));
  }
}

/** The problems of bad input; anything else is thrown on. */
export function problemsOf(error: unknown): readonly InputProblem[] {
  if (error instanceof InputError || error instanceof CriteriaError) return error.problems;
  throw error;
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new InputError([{ code: codeOf(error) === 'ENOENT' ? 'FILE_NOT_FOUND' : 'FILE_UNREADABLE' }]);
  }
}

// Without the value on a date, a condition that names a parameter and no number would hold for everybody.
function unresolvedParameters({ rules }: Criterion): Problem[] {
  return rules.flatMap(({ when }, rule) => when.flatMap((condition, index): Problem[] => {
    if (!('parameter' in condition) || !condition.parameter || condition[condition.parameter.bound] !== undefined) return [];
    return [{ code: 'UNKNOWN_PARAMETER', rule: rule + 1, condition: index + 1, what: condition.parameter.code }];
  }));
}
