import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

export const repo = resolve(import.meta.dirname, '..');

/** Every file that is or would be committed, relative to the root. */
export function repoFiles() {
  const listed = execFileSync('git', ['-c', 'safe.directory=*', 'ls-files', '--cached', '--others', '--exclude-standard', '-z'], { cwd: repo, encoding: 'utf8', maxBuffer: 1e8 });
  return listed.split('\0').filter((file) => file !== '' && existsSync(join(repo, file)));
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
