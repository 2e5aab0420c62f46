import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repo } from './repo-files.mjs';

const hasSource = (folder) => existsSync(join(repo, folder)) && readdirSync(join(repo, folder), { recursive: true }).some((file) => /\.tsx?$/.test(file));

function folders() {
  const groups = ['libs', 'infra', 'apps'].filter((group) => existsSync(join(repo, group)));
  return [...groups.flatMap((group) => readdirSync(join(repo, group)).map((name) => `${group}/${name}`)), 'bench', 'chaos'];
}

/** TypeScript projects that `tsc -b` builds: what ships, the measurements and the chaos run. The web app is built by Vite. */
export function buildProjects() {
  return folders().filter((folder) => folder !== 'apps/web' && existsSync(join(repo, folder, 'tsconfig.json')) && hasSource(`${folder}/src`));
}

/** TypeScript projects of integration tests, of the web app's unit tests and of the journeys. */
export function testProjects() {
  const integration = folders().map((folder) => `${folder}/tsconfig.test.json`).filter((file) => existsSync(join(repo, file)) && hasSource(file.replace('tsconfig.test.json', 'test')));
  return [...integration, ...['apps/web/tsconfig.spec.json', 'e2e/tsconfig.json'].filter((file) => existsSync(join(repo, file)))];
}

/** Names of the scripts a package has. */
export function scriptsOf(folder) {
  const file = join(repo, folder, 'package.json');
  return existsSync(file) ? Object.keys(JSON.parse(readFileSync(file, 'utf8')).scripts ?? {}) : [];
}
