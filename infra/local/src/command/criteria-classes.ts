import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { diff, type Table } from '@konbit/criteria';
import { codeOf } from '../start-error.js';
import { InputError, readTables } from './criteria-files.js';

/** Tables that answer everybody alike, by file name, and the pairs that the budget left undecided. */
export interface Classes {
  classes: string[][];
  undecided: [string, string][];
}

/** Groups the tables of a folder. Throws InputError where one of its files is none. */
export function classesOf(folder: string, budget: number | undefined): Classes {
  const files = jsonFiles(folder);
  return grouped(readTables(files.map((file) => join(folder, file))).map((table, index) => ({ file: files[index]!, table })), budget);
}

/** Compares each table with one of each class, for equality is transitive. */
function grouped(tables: readonly { file: string; table: Table }[], budget: number | undefined): Classes {
  const classes: { table: Table; files: string[] }[] = [];
  const undecided: [string, string][] = [];
  for (const { file, table } of tables) {
    const open: [string, string][] = [];
    const own = classes.find(({ table: other, files }) => {
      const { verdict } = diff(other, table, { mode: 'first', ...(budget === undefined ? {} : { budget }) });
      if (verdict === 'undecided') open.push([files[0]!, file]);
      return verdict === 'equal';
    });
    if (own) {
      own.files.push(file);
      continue;
    }
    classes.push({ table, files: [file] });
    undecided.push(...open);
  }
  return { classes: classes.map(({ files }) => files), undecided };
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
