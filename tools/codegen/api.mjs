import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, lexicographicSortSchema, printSchema, validateSchema } from 'graphql';
import { clientPreset } from '../codegen.config.mjs';

/** Files under a folder whose name ends so, sorted, relative to the root. */
export function filesUnder(root, folder, ending) {
  return readdirSync(join(root, folder), { recursive: true }).filter((file) => file.endsWith(ending)).map((file) => `${folder}/${file}`).toSorted();
}

/** The whole schema from its SDL parts. Throws with every fault named. */
export function schemaOf(root, files) {
  const schema = buildSchema(files.map((file) => readFileSync(join(root, file), 'utf8')).join('\n'));
  const faults = validateSchema(schema);
  if (faults.length > 0) throw new Error(faults.map(({ message }) => message).join('\n'));
  return schema;
}

/** One text for one schema: an API change shows in review, a moved line does not. */
export function printed(schema) {
  return `# Written by \`npm run codegen\` from apps/gateway/src/**/*.graphql.\n${printSchema(lexicographicSortSchema(schema))}\n`;
}

/** Typed documents of the web app as `[{ filename, content }]`, the manifest of trusted documents among them. */
export async function webClient(root, schema, documents, folder) {
  const { generate } = await import('@graphql-codegen/cli');
  const files = await generate({ cwd: root, schema: printSchema(schema), documents, generates: { [folder]: clientPreset }, silent: true, errorsOnly: true }, false);
  return files.map(({ filename, content }) => ({ filename: filename.startsWith(root) ? filename.slice(root.length + 1) : filename, content }));
}
