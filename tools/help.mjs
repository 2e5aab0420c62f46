// `npm run help`: what each script of the root package is for.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const scripts = {
  'Using it': {
    start: 'install, build, start everything with demo data; prints where to go and who to sign in as',
    reset: 'forget all data of the embedded stack',
    'stack:full': 'all of docker-compose.yml as plain processes: Kafka, Keycloak, TLS; needs Java and Maven',
    konbit: 'operate it: status, verify-audit, parked events; compare criteria in files (npx konbit help)',
  },
  'Changing it': {
    check: 'types, lint and dependency rules: the quick answer while you work',
    build: 'compile services and libraries',
    'build:web': 'build the web app',
    codegen: 'rewrite what is generated: printed schema, typed documents, JSON Schemas',
    lint: 'house rules of the code',
    arch: 'dependency rules between folders',
  },
  'Proving it': {
    test: 'everything, on a machine with Node and npm only (npm test -- unit int runs those steps)',
    'test:full': 'the same product on real servers of other makers; needs Java and Maven, and says what it skips',
    'test:long': 'thirty minutes of faults on each event log, and the criteria engine against other engines (npm run test:long -- --only criteria --seed 7)',
    unit: 'rules, one by one, in seconds (npm run unit -- referral runs the files of that name)',
    int: 'services on a real Postgres',
    e2e: 'journeys in a browser',
    chaos: 'the whole product under faults that follow from a seed (npm run chaos -- --minutes 5 --seed 7 --events postgres)',
    bench: 'figures against their gates (npm run bench -- --json start)',
  },
};

const present = JSON.parse(readFileSync(join(import.meta.dirname, '../package.json'), 'utf8')).scripts;
for (const [title, group] of Object.entries(scripts)) {
  console.log(`\n${title}`);
  for (const [name, text] of Object.entries(group)) {
    if (name in present) console.log(`  ${(name === 'start' || name === 'test' ? `npm ${name}` : `npm run ${name}`).padEnd(20)} ${text}`);
  }
}
const unsaid = Object.keys(present).filter((name) => name !== 'help' && !Object.values(scripts).some((group) => name in group));
if (unsaid.length > 0) {
  console.error(`\nScripts without a line in tools/help.mjs: ${unsaid.join(', ')}`);
  process.exitCode = 1;
}
console.log('\nDocumentation starts at README.md and CONTRIBUTING.md.');
