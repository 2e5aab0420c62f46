// Lints trees as if each were the repository: `node tools/lint/lint-tree.mjs DIR…` prints { dir: [{ file, rule, message }] }.
import { resolve } from 'node:path';
import { ESLint } from 'eslint';
import { konbitConfig } from './config.mjs';

const config = konbitConfig({ root: import.meta.dirname, projects: ['bad/tsconfig.json'] });
const found = {};
for (const dir of process.argv.slice(2)) {
  const eslint = new ESLint({ cwd: resolve(dir), overrideConfigFile: true, overrideConfig: config });
  const results = await eslint.lintFiles(['.']);
  found[dir] = results.flatMap(({ filePath, messages }) => messages.map(({ ruleId, message, line }) => ({ file: filePath, rule: ruleId, line, message })));
}
console.log(JSON.stringify(found));
