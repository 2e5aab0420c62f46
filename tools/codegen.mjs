// `npm run codegen`: writes what is derived. `--check` writes only git-ignored files and fails when a committed one is stale.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { filesUnder, printed, schemaOf, webClient } from './codegen/api.mjs';
import { paths } from './codegen.config.mjs';
import { eventHistory, loadContracts, moveInputs } from './codegen/contracts.mjs';
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
  const { version } = JSON.parse(readFileSync(join(root, 'libs/contracts/package.json'), 'utf8'));
  const history = eventHistory(contracts, version);
  if (history.length === 0) skip('JSON Schemas of events', 'libs/contracts exports no eventContracts');
  for (const [file, content] of history) outputs.committed(`${paths.history}/${file}`, content);
  if (history.length > 0) outputs.only(paths.history, new Set([...history.map(([file]) => `${paths.history}/${file}`), ...earlierReleases(version)]));

  for (const [file, content] of referencePages(contracts)) outputs.committed(`${paths.reference}/${file}`, content);

  const sdl = moveInputs(contracts);
  if (sdl === null) skip('inputs of moveReferral', 'libs/contracts exports no moveData');
  else outputs.committed(paths.moveInputs, sdl);
}

/** Released schemas are history: they stay when an event is changed or dropped. */
function earlierReleases(version) {
  if (!existsSync(join(root, paths.history))) return [];
  return filesUnder(root, paths.history, '.json').filter((file) => !file.includes(`/${version}/`));
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
