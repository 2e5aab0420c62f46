import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

export const repo = resolve(import.meta.dirname, '..');

/** Every file that is or would be committed, relative to the root; in a copy without git, every file that is not built. */
export function repoFiles() {
  return existsSync(join(repo, '.git')) ? committable() : walked('.');
}

function committable() {
  const listed = execFileSync('git', ['-c', 'safe.directory=*', 'ls-files', '--cached', '--others', '--exclude-standard', '-z'], { cwd: repo, encoding: 'utf8', maxBuffer: 1e8 });
  return [...new Set(listed.split('\0'))].filter((file) => file !== '' && existsSync(join(repo, file)));
}

const built = new Set(['node_modules', 'dist', 'dist-test', 'generated', 'gql', 'coverage', 'shots', '.konbit']);

function walked(folder) {
  return readdirSync(join(repo, folder), { withFileTypes: true }).filter(({ name }) => !built.has(name) && !name.endsWith('.tsbuildinfo')).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? walked(path) : [path];
  });
}

/** The text of one file, or null when it is not text. */
export function textOf(file) {
  const bytes = readFileSync(join(repo, file));
  return bytes.includes(0) ? null : bytes.toString('utf8');
}

/** Folders of the workspaces, the root included, that have a package.json. */
export function packageFolders() {
  const groups = ['apps', 'libs', 'infra'].filter((group) => existsSync(join(repo, group)));
  const folders = groups.flatMap((group) => readdirSync(join(repo, group)).map((name) => `${group}/${name}`));
  return ['.', ...folders].filter((folder) => existsSync(join(repo, folder, 'package.json')));
}
