// Runs the dependency rules over the TypeScript sources: `node tools/arch/arch.mjs [--json] [root…]`.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join, resolve } from 'node:path';
import { cruise } from 'dependency-cruiser';

const repo = resolve(import.meta.dirname, '../..');
const { forbidden, options } = createRequire(import.meta.url)('./dependency-cruiser.cjs');

/** Our packages by their sources, so that the rules see through the doors without a build. */
function sourceDoors(root) {
  const groups = ['libs', 'infra', 'apps'].filter((group) => existsSync(join(root, group)));
  const folders = groups.flatMap((group) => readdirSync(join(root, group)).map((name) => join(root, group, name)));
  return Object.fromEntries(folders.flatMap((folder) => doorsOf(folder).map(([door, file]) => [`@konbit/${basename(folder)}${door.slice(1)}$`, file])));
}

/** The doors of one package as `[door, source file]`; a bad example has no package.json and its index is the door. */
function doorsOf(folder) {
  const manifest = join(folder, 'package.json');
  const doors = existsSync(manifest) ? JSON.parse(readFileSync(manifest, 'utf8')).exports ?? {} : { '.': './dist/index.js' };
  return Object.entries(doors)
    .map(([door, target]) => [door, join(folder, (target.default ?? target).replace(/^[.]\/dist\/(.*)[.]js$/, 'src/$1.ts'))])
    .filter(([, file]) => existsSync(file));
}

/** The violations under one root as `{ rule, from, to }`, and how many modules were read. */
export async function cruiseTree(root) {
  const places = ['apps', 'libs', 'infra', 'bench', 'chaos', 'e2e', 'tools'].filter((dir) => existsSync(join(root, dir)));
  const { output } = await cruise(
    places,
    { ...options, baseDir: root, validate: true, ruleSet: { forbidden } },
    { alias: sourceDoors(root), extensionAlias: { '.js': ['.ts', '.tsx', '.js'] }, bustTheCache: true, conditionNames: ['import', 'node', 'default'], exportsFields: ['exports'] },
  );
  const { violations, totalCruised } = output.summary;
  return { modules: totalCruised, violations: violations.map(({ rule, from, to, cycle }) => ({ rule: rule.name, from, to: cycle ? cycle.map((step) => step.name).join(' → ') : to })) };
}

function print(root, { modules, violations }) {
  const why = new Map(forbidden.map(({ name, comment }) => [name, comment]));
  for (const { rule, from, to } of violations) console.error(`${rule}: ${from} → ${to}\n    ${why.get(rule)}`);
  console.log(`architecture: ${modules} modules, ${forbidden.length} rules, ${violations.length} broken`);
}

if (process.argv[1] === import.meta.filename) {
  const json = process.argv.includes('--json');
  const roots = process.argv.slice(2).filter((arg) => !arg.startsWith('-'));
  const results = {};
  for (const root of roots.length > 0 ? roots : [repo]) results[root] = await cruiseTree(resolve(root));
  if (json) console.log(JSON.stringify(results));
  else for (const [root, result] of Object.entries(results)) print(root, result);
  process.exitCode = Object.values(results).some((result) => result.violations.length > 0) ? 1 : 0;
}
