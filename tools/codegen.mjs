// `npm run codegen`: writes what is derived. `--check` writes only git-ignored files and fails when a committed one is stale.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { filesUnder, printed, schemaOf, webClient } from './codegen/api.mjs';
import { nextRelease, paths, publishedReleases } from './codegen.config.mjs';
import { explain } from './codegen/compatibility.mjs';
import { changedSince, eventHistory, historyBreaks, loadContracts, moveInputs, publishedFiles } from './codegen/contracts.mjs';
import { Outputs } from './codegen/outputs.mjs';
import { referencePages } from './codegen/reference.mjs';

const root = resolve(import.meta.dirname, '..');
const outputs = new Outputs(root, { check: process.argv.includes('--check') });
const skip = (what, why) => console.log(`codegen: ${what} skipped: ${why}`);

buildContracts();
await contractOutputs();
stopWhenStale();
await apiOutputs();
stopWhenStale();
console.log(`codegen: ${outputs.written === 0 ? 'everything is fresh' : `${outputs.written} files written`}`);

function stopWhenStale() {
  if (outputs.stale.length === 0) return;
  console.error(`codegen: stale, run \`npm run codegen\` and commit:\n  ${outputs.stale.join('\n  ')}`);
  process.exit(1);
}

function buildContracts() {
  const run = spawnSync(process.execPath, ['node_modules/ts7/bin/tsc', '-b', 'libs/contracts'], { cwd: root, stdio: 'inherit' });
  if (run.status !== 0) process.exit(1);
}

async function contractOutputs() {
  const contracts = await loadContracts(root);
  const history = eventHistory(contracts, nextRelease);
  if (history.length === 0) skip('JSON Schemas of events', 'libs/contracts exports no eventContracts');
  else writeHistory(history);

  for (const [file, content] of referencePages(contracts)) outputs.committed(`${paths.reference}/${file}`, content);

  const sdl = moveInputs(contracts);
  if (sdl === null) skip('inputs of moveReferral', 'libs/contracts exports no moveData');
  else outputs.committed(paths.moveInputs, sdl);
}

/** Published schemas stay when an event changes; a change that they do not allow is written nowhere. */
function writeHistory(history) {
  const published = publishedFiles(join(root, paths.history), Object.keys(publishedReleases));
  stopWhenIncompatible(historyBreaks(published, history, publishedReleases));
  const changed = changedSince(published, history).map(([file, content]) => [`${paths.history}/${file}`, content]);
  for (const [file, content] of changed) outputs.committed(file, content);
  outputs.only(paths.history, new Set([...changed.map(([file]) => file), ...published.map(({ type, release, name }) => `${paths.history}/${type}/${release}/${name}`)]));
}

function stopWhenIncompatible(breaks) {
  if (breaks.length === 0) return;
  console.error(`codegen: the contracts break what is published, nothing was written:\n  ${breaks.map(explain).join('\n  ')}`);
  process.exit(1);
}

async function apiOutputs() {
  const sdl = existsSync(join(root, paths.sdl)) ? filesUnder(root, paths.sdl, '.graphql') : [];
  if (sdl.length === 0) return skip('schema and documents', `no .graphql file under ${paths.sdl}`);
  const schema = schemaOf(root, sdl);
  outputs.committed(paths.schema, printed(schema));

  const documents = existsSync(join(root, paths.documents)) ? filesUnder(root, paths.documents, '.graphql.ts') : [];
  if (documents.length === 0) return skip('typed documents', `no .graphql.ts file under ${paths.documents}`);
  const files = await webClient(root, schema, documents, paths.client);
  for (const { filename, content } of files) {
    outputs.ignored(filename, content);
    if (filename.endsWith('persisted-documents.json')) outputs.committed(paths.manifest, `${content.trimEnd()}\n`);
  }
}
