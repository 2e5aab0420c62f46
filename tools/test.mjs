// `npm test`: everything a change must pass, in one order, stopping at the first step that fails.
// It runs on any Node ≥ 20 with nothing installed; so it imports only what Node has until the packages are there.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureInstalled, pinnedEnvironment, underPinnedNode } from './install.mjs';

const repo = fileURLToPath(new URL('..', import.meta.url));
try {
  ensureInstalled();
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
underPinnedNode(fileURLToPath(import.meta.url));

const { buildProjects, testProjects, scriptsOf } = await import('./projects.mjs');
const { findChromium } = await import('./chromium.mjs');
const { noCounts, jestCounts, jestSkipped, playwrightCounts, addCounts, countingLine, report } = await import('./counts.mjs');

const results = join(repo, 'node_modules/.cache/konbit-results');
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });

const tsc = [process.execPath, 'node_modules/ts7/bin/tsc', '-b'];
const resultOf = (name) => join(results, `${name}.json`);
const jest = (lane, workers = 2) => [
  process.execPath, '--disable-warning=ExperimentalWarning', '--experimental-vm-modules', 'node_modules/jest/bin/jest.js', '--selectProjects', lane, '--ci',
  '--maxWorkers', String(workers), '--json', '--outputFile', resultOf(lane),
];
const chromium = findChromium();
const hasJourneys = existsSync(join(repo, 'e2e')) && readdirSync(join(repo, 'e2e'), { recursive: true }).some((file) => file.endsWith('.e2e.ts'));
/** Journeys in a browser; `settings` say on which stack. */
const journeys = (name, settings = {}) => ({
  command: ['npx', '--no-install', 'playwright', 'test', '--config', 'e2e/playwright.config.ts', '--reporter=list,json'], counts: playwrightCounts, absent: !hasJourneys,
  environment: { PLAYWRIGHT_JSON_OUTPUT_FILE: resultOf(name), PLAYWRIGHT_JSON_OUTPUT_NAME: resultOf(name), ...(chromium && { KONBIT_CHROMIUM: chromium }), ...settings },
  skip: chromium ? null : 'no Chromium on this machine (apt-get install chromium, or KONBIT_CHROMIUM=/path/to/it)',
});

/** Each step is a command; `counts` names the file its tests are counted from; `skip`, or what it `lacks` once all is built, is a reason not to run it, said aloud. */
const steps = [
  { name: 'codegen', what: 'generated files are fresh', command: [process.execPath, 'tools/codegen.mjs', '--check'] },
  { name: 'build', what: 'services and libraries compile', command: [...tsc, ...buildProjects()] },
  { name: 'types', what: 'the web app type-checks', command: ['npm', 'run', '-s', 'types', '-w', '@konbit/web'], absent: !scriptsOf('apps/web').includes('types') },
  // Integration tests start the whole product, which serves the built web app.
  { name: 'web', what: 'the web app builds', command: ['npm', 'run', '-s', 'build:web'] },
  { name: 'build-tests', what: 'tests compile', command: [...tsc, ...testProjects()] },
  { name: 'lint', what: 'house rules of the code', command: ['npm', 'run', '-s', 'lint'] },
  { name: 'arch', what: 'dependency rules', command: ['npm', 'run', '-s', 'arch'] },
  { name: 'unit', what: 'rules, one by one', command: jest('unit'), counts: jestCounts },
  { name: 'int', what: 'services on a real Postgres', command: [...jest('int'), '--passWithNoTests'], counts: jestCounts },
  { name: 'e2e', what: 'journeys in a browser', ...journeys('e2e') },
  // Runs when it is named, one file after another since each has servers of its own; what a test needs and does not find, it says itself.
  { name: 'full', what: 'the servers of a large office, for real', command: [...jest('full', 1), '--verbose', '--passWithNoTests'], counts: jestCounts, skippedIn: jestSkipped, isAskedFor: true },
  { name: 'full-e2e', what: 'the loop in a browser on Kafka and Keycloak', ...journeys('full-e2e', { KONBIT_E2E_STACK: 'full' }), lacks: fullStackLack, isAskedFor: true },
];

const only = process.argv.slice(2).filter((arg) => !arg.startsWith('-'));
const chosen = steps.filter(({ name, absent, isAskedFor }) => !absent && (only.length === 0 ? !isAskedFor : only.includes(name)));

let total = noCounts;
const skipped = [];
for (const [index, step] of chosen.entries()) {
  const heading = `[${index + 1}/${chosen.length}] ${step.name}: ${step.what}`;
  const skip = step.skip ?? await step.lacks?.() ?? null;
  if (skip) {
    console.log(`\n${heading}\nSKIPPED ${step.name}: ${skip}`);
    skipped.push(step.name);
    total = addCounts(total, { passed: 0, failed: 0, skipped: 1 });
    continue;
  }
  console.log(`\n${heading}`);
  const startedAt = Date.now();
  const run = spawnSync(step.command[0], step.command.slice(1), { cwd: repo, stdio: 'inherit', env: { ...pinnedEnvironment(), ...step.environment } });
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
  if (step.counts && existsSync(resultOf(step.name))) {
    const result = JSON.parse(readFileSync(resultOf(step.name), 'utf8'));
    total = addCounts(total, step.counts(result));
    for (const name of step.skippedIn?.(result) ?? []) console.log(`SKIPPED ${name}`);
  }
  if (run.status !== 0) {
    console.log(`\nFAILED at ${step.name} after ${seconds} s: ${step.what}. Again alone: npm test -- ${step.name}`);
    finish(addCounts(total, { passed: 0, failed: total.failed > 0 ? 0 : 1, skipped: 0 }));
  }
  console.log(`ok ${step.name} (${seconds} s)`);
}
finish(total);

/** What this machine lacks for docker-compose.yml as plain processes; known once the libraries are built. */
async function fullStackLack() {
  return (await import(new URL('../libs/testing/dist/index.js', import.meta.url))).fullStackLack();
}

function finish(counts) {
  if (skipped.length > 0) console.log(`\nSKIPPED: ${skipped.join(', ')}`);
  report(counts);
  // A caller that adds up several runs prints the line itself: it stands alone in the output.
  if (!process.env.KONBIT_COUNTS_FILE) console.log(`\n${countingLine(counts)}`);
  process.exit(counts.failed > 0 ? 1 : 0);
}
