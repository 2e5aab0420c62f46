// The two cases a new user meets: `npm start` on a fresh clone as root (in root's own home) and as an ordinary user.
// Usage: node tools/check-start.mjs [root] [user]. As an ordinary user only the second case can run; the first is said to be skipped.
import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { addCounts, countingLine, noCounts, report } from './counts.mjs';
import { freePort, startStack, stopStack } from './started-stack.mjs';

const repo = fileURLToPath(new URL('..', import.meta.url));
const isRoot = process.getuid?.() === 0;
const coldLimitS = 20 * 60;
const warmLimitS = 15;
const stopLimitS = 10;

const wanted = process.argv.slice(2).filter((arg) => !arg.startsWith('-'));
const cases = (wanted.length > 0 ? wanted : ['root', 'user']);

let counts = noCounts;
for (const name of cases) counts = addCounts(counts, await runCase(name));
report(counts);
if (!process.env.KONBIT_COUNTS_FILE) console.log(countingLine(counts));
process.exitCode = counts.failed > 0 ? 1 : 0;

async function runCase(name) {
  console.log(`\nStart check: fresh clone as ${name === 'root' ? 'root' : 'an ordinary user'}`);
  if (name === 'root' && !isRoot) {
    console.log('SKIPPED start check as root: this run is not root');
    return { passed: 0, failed: 0, skipped: 1 };
  }
  const account = name === 'root' || !isRoot ? ownAccount() : newAccount();
  try {
    await check(account);
    console.log(`ok start check as ${name}`);
    return { passed: 1, failed: 0, skipped: 0 };
  } catch (error) {
    console.log(`FAILED start check as ${name}: ${error.message}`);
    return { passed: 0, failed: 1, skipped: 0 };
  } finally {
    account.remove();
  }
}

async function check(account) {
  const port = await freePort();
  const settings = { ...account, clone: cloneFor(account), port, home: account.state };

  const cold = await startStack(settings, coldLimitS);
  console.log(`first start ${cold.seconds.toFixed(1)} s: ${cold.line}`);
  await expectHealthy(port);
  console.log(`stopped in ${(await stopStack(cold, settings, stopLimitS)).toFixed(1)} s, nothing left running`);

  const warm = await startStack(settings, coldLimitS);
  console.log(`second start ${warm.seconds.toFixed(1)} s (limit ${warmLimitS})`);
  await expectHealthy(port);
  await stopStack(warm, settings, stopLimitS);
  if (warm.seconds > warmLimitS) throw new Error(`the second start took ${warm.seconds.toFixed(1)} s, more than ${warmLimitS}`);
}

async function expectHealthy(port) {
  const answer = await fetch(`http://127.0.0.1:${port}/healthz`);
  if (answer.status !== 200) throw new Error(`/healthz answered ${answer.status}`);
}

/** What is committed, copied where the account can enter and owned by it. */
function cloneFor(account) {
  const clone = join(account.folder, 'konbit');
  execFileSync('git', ['-c', 'safe.directory=*', 'clone', '--quiet', '--no-hardlinks', '--no-local', `file://${repo}`, clone], { stdio: ['ignore', 'inherit', 'inherit'] });
  account.own(clone);
  return clone;
}

/** Whoever runs this: a folder in their own home, state outside it (root's home is closed to the database user). */
function ownAccount() {
  const folder = mkdtempSync(join(homedir(), 'konbit-check-'));
  const parent = isRoot ? mkdtempSync('/var/tmp/konbit-check-') : folder;
  if (isRoot) chmodSync(parent, 0o755);
  return {
    folder, state: join(parent, 'state'), environment: {}, own: () => undefined,
    remove: () => [folder, parent].forEach((path) => rmSync(path, { recursive: true, force: true })),
  };
}

/** A user made for this check alone, with a copy of the npm cache so that nothing is fetched twice. */
function newAccount() {
  const name = `konbitcheck${process.pid}`;
  execFileSync('useradd', ['--create-home', '--shell', '/bin/bash', name]);
  const [, , uid, gid, , folder] = execFileSync('getent', ['passwd', name], { encoding: 'utf8' }).trim().split(':');
  const own = (path) => execFileSync('chown', ['-R', `${uid}:${gid}`, path]);
  const npm = (key) => execFileSync('npm', ['config', 'get', key], { encoding: 'utf8', cwd: homedir() }).trim();
  const cache = join(npm('cache'), '_cacache');
  if (existsSync(cache)) {
    cpSync(cache, join(folder, '.npm/_cacache'), { recursive: true });
    own(join(folder, '.npm'));
  }
  return {
    folder, state: join(folder, 'state'), own, uid: Number(uid), gid: Number(gid),
    environment: { HOME: folder, USER: name, LOGNAME: name, npm_config_registry: npm('registry'), npm_config_cache: join(folder, '.npm') },
    remove: () => execFileSync('userdel', ['--remove', '--force', name], { stdio: 'ignore' }),
  };
}
