import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { classes, diagram } from '@konbit/criteria';
import { codeOf } from '../start-error.js';
import { InputError, readTables } from './criteria-files.js';

/** Tables that answer everybody alike, by file name, and the pairs that the budget left undecided. */
export interface Classes {
  classes: string[][];
  undecided: [string, string][];
}

/** Groups the tables of a folder. Throws InputError where one of its files is none. */
export function classesOf(folder: string, budget: { budget?: number }): Classes {
  const files = jsonFiles(folder);
  const name = (position: number): string => files[position]!;
  const found = classes(diagram(readTables(files.map((file) => join(folder, file)))), budget);
  return { classes: found.classes.map((positions) => positions.map(name)), undecided: found.undecided.map(([a, b]) => [name(a), name(b)]) };
}

function jsonFiles(folder: string): string[] {
  try {
    const files = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile() && entry.name.endsWith('.json')).map(({ name }) => name).sort();
    if (files.length === 0) throw new InputError([{ code: 'NO_FILES', file: folder }]);
    return files;
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError([{ code: codeOf(error) === 'ENOENT' ? 'FILE_NOT_FOUND' : 'FILE_UNREADABLE', file: folder }]);
  }
}
