import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { contractBreaks } from './compatibility.mjs';
import { moveInputsSdl } from './move-inputs.mjs';

/** The built doors of libs/contracts as one object, or null before the first build. */
export async function loadContracts(root) {
  const doors = ['libs/contracts/dist/index.js', 'libs/contracts/dist/forms/index.js'].map((file) => join(root, file)).filter((file) => existsSync(file));
  const modules = await Promise.all(doors.map((file) => import(pathToFileURL(file))));
  return modules.length === 0 ? null : Object.assign({}, ...modules);
}

const json = (value) => `${JSON.stringify(value, null, 2)}\n`;

// A format says what its long pattern repeats.
function dropPatternOfFormat({ jsonSchema }) {
  if (jsonSchema.format) delete jsonSchema.pattern;
}

/** JSON Schema 2020-12 and sample of every event of this release, as `[file, text]`. */
export function eventHistory(contracts, release) {
  return (contracts.eventContracts ?? []).flatMap(({ type, schema, sample }) => {
    const { $schema, ...rest } = z.toJSONSchema(schema, { io: 'output', target: 'draft-2020-12', override: dropPatternOfFormat });
    return [
      [`${type}/${release}/schema.json`, json({ $schema, $id: `urn:konbit:schema:${type}`, ...rest })],
      [`${type}/${release}/sample.json`, json(sample)],
    ];
  });
}

/** Files of the given releases under the folder of history, as `{ type, release, name, text }`, oldest release first. */
export function publishedFiles(folder, releases) {
  const types = existsSync(folder) ? readdirSync(folder).toSorted() : [];
  return releases.flatMap((release) => types.flatMap((type) => namesIn(join(folder, type, release)).map((name) => ({ type, release, name, text: readFileSync(join(folder, type, release, name), 'utf8') }))));
}

const namesIn = (folder) => (existsSync(folder) ? readdirSync(folder).toSorted() : []);

/** Fingerprint of one release's files. */
export function digestOf(files) {
  const hash = createHash('sha256');
  for (const { type, name, text } of files) hash.update(`${type}/${name}\n${text}\n`);
  return hash.digest('hex');
}

/** Of today's files, those that differ from what was published last: only they enter the next release. */
export function changedSince(published, history) {
  const last = new Map(published.map(({ type, name, text }) => [`${type} ${name}`, text]));
  return history.filter(([file, text]) => last.get(`${file.split('/')[0]} ${file.split('/')[2]}`) !== text);
}

/** What today's contracts break of the published ones, and releases that were edited afterwards; `releases` maps each to its fingerprint. */
export function historyBreaks(published, history, releases) {
  const edited = Object.keys(releases).map((release) => [release, digestOf(published.filter((file) => file.release === release))]).filter(([release, digest]) => releases[release] !== digest)
    .map(([release, digest]) => ({ rule: 'release-edited', type: 'libs/contracts/history', release, where: '', what: `the files are not those that were published, their fingerprint is ${digest}` }));
  const isSchema = (name) => name.endsWith('schema.json');
  const current = new Map(history.filter(([file]) => isSchema(file)).map(([file, text]) => [file.split('/')[0], JSON.parse(text)]));
  return [...edited, ...contractBreaks(published.filter(({ name }) => isSchema(name)).map((file) => ({ ...file, schema: JSON.parse(file.text) })), current)];
}

/** SDL of the inputs of `moveReferral`, or null while contracts have no table with data. */
export function moveInputs({ moveCommands, moveData }) {
  if (!moveCommands || !moveData) return null;
  return moveInputsSdl(moveCommands, (command) => z.toJSONSchema(moveData[command], { io: 'input' }));
}
