import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The SDL lies beside the sources; the compiled gateway in `dist` reads it from there. */
const sources = join(import.meta.dirname, '..', '..', 'src');

/** The whole schema as one text, its files in the order of their names. */
export function schemaText(folder: string = sources): string {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.graphql')).toSorted();
  return files.map((file) => readFileSync(join(folder, file), 'utf8')).join('\n');
}
