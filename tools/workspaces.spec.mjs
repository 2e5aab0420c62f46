import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildProjects } from './projects.mjs';
import { packageFolders, repo } from './repo-files.mjs';

describe('the monorepo', () => {
  const { projects } = JSON.parse(readFileSync(join(repo, 'nest-cli.json'), 'utf8'));

  it('is described to Nest as it is: every service and library, at its place', () => {
    const described = Object.values(projects).map(({ root }) => root);
    expect(described.toSorted()).toEqual(packageFolders().filter((folder) => folder !== '.' && folder !== 'apps/web' && folder !== 'infra/demo').toSorted());
    expect(Object.values(projects).filter(({ compilerOptions }) => !existsSync(join(repo, compilerOptions.tsConfigPath)))).toEqual([]);
  });

  it('is built whole by `npm run build`', () => {
    const { references } = JSON.parse(readFileSync(join(repo, 'tsconfig.json'), 'utf8'));
    expect(references.map(({ path }) => path).toSorted()).toEqual(buildProjects().toSorted());
  });

  it('explains each of its scripts', () => {
    expect(execFileSync(process.execPath, [join(repo, 'tools/help.mjs')], { encoding: 'utf8' })).toContain('npm test');
  });
});
