// Plain Node ≥ 20 with nothing installed: brings node_modules to the lockfile and hands over to the pinned Node.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const repo = fileURLToPath(new URL('..', import.meta.url));
const stamp = join(repo, 'node_modules/.konbit-install');
const pinnedNode = join(repo, 'node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node');

const lockHash = () => `${createHash('sha256').update(readFileSync(join(repo, 'package-lock.json'))).digest('hex')} ${process.platform}-${process.arch}`;

/** True when node_modules was installed from this very lockfile. */
export function isInstalled() {
  return existsSync(stamp) && readFileSync(stamp, 'utf8').trim() === lockHash() && existsSync(pinnedNode);
}

/** Runs `npm ci` when the lockfile has moved; answers whether it did. Throws when npm fails. */
export function ensureInstalled(say = console.log) {
  if (isInstalled()) return false;
  say('Installing the packages of package-lock.json (npm ci); the first time takes some minutes.');
  const npm = process.env.npm_execpath ? [process.execPath, process.env.npm_execpath] : ['npm'];
  const run = spawnSync(npm[0], [...npm.slice(1), 'ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: repo, stdio: 'inherit', shell: process.platform === 'win32' });
  if (run.status !== 0) throw new Error('npm ci failed. Check the network and the npm registry setting (npm config get registry), then run the same command again.');
  writeFileSync(stamp, lockHash());
  return true;
}

/** The environment under which every tool and child finds the pinned Node first. */
export function pinnedEnvironment() {
  return { ...process.env, PATH: `${join(repo, 'node_modules/.bin')}${process.platform === 'win32' ? ';' : ':'}${process.env.PATH ?? ''}` };
}

/** Runs this same script again under the pinned Node and exits with its answer; returns when it is already the one. */
export function underPinnedNode(script) {
  const wanted = JSON.parse(readFileSync(join(repo, 'node_modules/node/package.json'), 'utf8')).version;
  if (process.versions.node === wanted) return;
  const run = spawnSync(pinnedNode, [script, ...process.argv.slice(2)], { cwd: repo, stdio: 'inherit', env: pinnedEnvironment() });
  process.exit(run.status ?? 1);
}
