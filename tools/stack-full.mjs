// `npm run stack:full`: all of docker-compose.yml as plain processes, with the file's commands, settings and health checks. Needs Java, Maven and openssl.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { ensureInstalled, pinnedEnvironment, underPinnedNode } from './install.mjs';

const root = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '');
const stopLimitMs = 90_000;

try {
  ensureInstalled();
} catch (error) {
  fail(error.message);
}
underPinnedNode(fileURLToPath(import.meta.url));
command([process.execPath, 'node_modules/ts7/bin/tsc', '-b']);
if (!existsSync(join(root, 'apps/web/dist/app/index.html'))) command(['npm', 'run', '-s', 'build:web']);

const { FullStack, fullStackLack, fullStackNeeds } = await import(pathToFileURL(join(root, 'libs/testing/dist/index.js')).href);
if (fullStackLack() !== null) fail(fullStackNeeds(fullStackLack()));

const say = (sentence) => console.log(sentence);
const interrupted = new AbortController();
const starting = FullStack.start({ root, say, signal: interrupted.signal });
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void end());
// npm runs scripts in a shell that dies of a signal without passing it on: an orphan stops as if it had been told.
const parent = process.ppid;
if (process.env.npm_lifecycle_event) setInterval(() => { if (process.ppid !== parent) void end(); }, 250).unref();

const stack = await starting.catch((error) => (interrupted.signal.aborted ? null : fail(error.message)));
if (stack && !interrupted.signal.aborted) {
  say(`
Konbit: ${stack.url}   (sign-in: ${stack.issuer})
Its certificate is of this run alone: the browser warns once; curl --cacert ${stack.certificate}
The first account, in another terminal of this folder; it prints the password:
  ${Object.entries(stack.accountsEnv).map(([name, value]) => `${name}=${value}`).join(' ')} \\
  npx konbit account add ana.rojas "Ana Rojas" adviser ORG-IMV-MIG/BR-IMV-MIG-CENTRAL
Keycloak's console: ${new URL(stack.issuer).origin}/admin/ (admin, ${stack.secret('keycloak_admin_password')})
Everything lives in a temporary folder and is forgotten at Ctrl-C.`);
  setInterval(() => undefined, 2 ** 30);
}

async function end() {
  if (interrupted.signal.aborted) return;
  say('Stopping…');
  interrupted.abort();
  setTimeout(() => process.exit(1), stopLimitMs).unref();
  const running = await starting.catch(() => null);
  await running?.stop();
  process.exit(0);
}

function command([program, ...args]) {
  const run = spawnSync(program, args, { cwd: root, stdio: 'inherit', env: pinnedEnvironment() });
  if (run.status !== 0) fail(`${args.at(-1)} did not compile: see above.`);
}

function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}
