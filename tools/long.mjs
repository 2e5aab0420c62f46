// `npm run test:long -- [--minutes 30] [--seed S]`: what takes too long for every change. Nothing runs it by itself.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { pinnedEnvironment } from './install.mjs';

const repo = fileURLToPath(new URL('..', import.meta.url));
const given = process.argv.slice(2);

/** Each adapter of the event log under the same seeds; a run that the machine cannot make says so itself. */
const runs = ['postgres', 'kafka'].map((events) => ({ name: `chaos on ${events}`, command: ['chaos/dist/run.js', '--json', '--events', events, ...given] }));

const results = runs.map(({ name, command }) => {
  console.log(`\n${name}`);
  const { status } = spawnSync(process.execPath, command, { cwd: repo, stdio: 'inherit', env: pinnedEnvironment() });
  return { name, end: { 0: 'ok', 77: 'SKIPPED' }[status] ?? 'FAILED' };
});
for (const { name, end } of results) console.log(`${end} ${name}`);
process.exitCode = results.some(({ end }) => end === 'FAILED') ? 1 : 0;
