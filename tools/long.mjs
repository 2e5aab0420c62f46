// `npm run test:long -- [--only criteria] [--seed S] [--minutes 30] [--share 1]`: what takes too long for every change. Nothing runs it by itself.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { pinnedEnvironment } from './install.mjs';

const repo = fileURLToPath(new URL('..', import.meta.url));
const chaosOn = (events) => ({ name: `chaos on ${events}`, knows: ['seed', 'minutes', 'clients', 'rate'], commands: [['chaos/dist/run.js', '--json', '--events', events]] });

/** Each adapter of the event log under the same seeds; the criteria engine against engines of other makers. A run that the machine cannot make says so itself. */
const all = [
  chaosOn('postgres'), chaosOn('kafka'),
  { name: 'criteria oracles', knows: ['seed', 'share', 'goal'], commands: [['node_modules/ts7/bin/tsc', '-b', 'libs/criteria/tsconfig.test.json'], ['libs/criteria/dist-test/long/run.js', '--json']] },
];

const { only = '', ...given } = readOptions(process.argv.slice(2));
const runs = all.filter(({ name }) => name.includes(only));
const strange = Object.keys(given).filter((option) => !runs.some(({ knows }) => knows.includes(option)));
if (runs.length === 0 || strange.length > 0) {
  console.error(runs.length === 0 ? `Nothing here is called ${only}: ${all.map(({ name }) => name).join(', ')}.` : `No chosen run knows --${strange.join(', --')}.`);
  process.exit(2);
}

const results = runs.map(({ name, knows, commands }) => {
  console.log(`\n${name}`);
  const options = Object.entries(given).filter(([option]) => knows.includes(option)).flatMap(([option, value]) => [`--${option}`, value]);
  let status = 0;
  for (const [at, command] of commands.entries()) {
    const words = at === commands.length - 1 ? [...command, ...options] : command;
    if (status === 0) ({ status } = spawnSync(process.execPath, words, { cwd: repo, stdio: 'inherit', env: pinnedEnvironment() }));
  }
  return { name, end: { 0: 'ok', 77: 'SKIPPED' }[status] ?? 'FAILED' };
});
for (const { name, end } of results) console.log(`${end} ${name}`);
process.exitCode = results.some(({ end }) => end === 'FAILED') ? 1 : 0;

/** `--name value` pairs. */
function readOptions(args) {
  return Object.fromEntries(args.flatMap((arg, at) => (arg.startsWith('--') ? [[arg.slice(2), args[at + 1] ?? '']] : [])));
}
