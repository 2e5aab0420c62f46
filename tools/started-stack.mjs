import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';

/** A port nobody listens on now. */
export async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

/** Runs `npm start` in a clone and waits for its last line. Throws with its output when that does not come. */
export async function startStack({ clone, port, home, uid, gid, environment }, limitS) {
  const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(npm_|KONBIT_|NODE_OPTIONS$|INIT_CWD$)/i.test(name)));
  const startedAt = performance.now();
  const child = spawn('npm', ['start'], {
    cwd: clone, uid, gid, detached: true, stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...inherited, npm_config_prefer_offline: 'true', ...environment, KONBIT_PORT: String(port), KONBIT_HOME: home },
  });
  const said = [];
  const line = await new Promise((found, failed) => {
    const timer = setTimeout(() => failed(new Error(`no "Konbit: http…" line within ${limitS} s`)), limitS * 1000);
    const give = (settle, value) => { clearTimeout(timer); settle(value); };
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (text) => {
        said.push(text);
        if (/^Konbit: http/.test(text)) give(found, text);
      });
    }
    child.once('exit', (code, signal) => give(failed, new Error(`npm start ended by itself (${signal ?? code})`)));
  }).catch(async (error) => {
    await end(processesOf({ clone, home }));
    throw new Error(`${error.message}\n${said.slice(-40).join('\n')}`);
  });
  return { child, line, seconds: (performance.now() - startedAt) / 1000 };
}

/** SIGTERM to npm alone, as a terminal or systemd would send it; answers after how many seconds nothing was left. */
export async function stopStack({ child }, { clone, home }, limitS) {
  const startedAt = performance.now();
  child.kill('SIGTERM');
  const elapsedS = () => (performance.now() - startedAt) / 1000;
  let left = processesOf({ clone, home });
  while (left.length > 0 && elapsedS() < limitS) {
    await delay(100);
    left = processesOf({ clone, home });
  }
  if (left.length === 0) return elapsedS();
  await end(left);
  throw new Error(`${limitS} s after SIGTERM these still ran: ${left.map(({ pid, command }) => `${pid} ${command}`).join('; ')}`);
}

/** Every live process that works in the clone or on its state, by command line or folder. */
function processesOf({ clone, home }) {
  const ours = (text) => text.includes(clone) || text.includes(home);
  return readdirSync('/proc').filter((entry) => /^\d+$/.test(entry) && Number(entry) !== process.pid).flatMap((pid) => {
    try {
      const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
      return command !== '' && (ours(command) || ours(readlinkSync(`/proc/${pid}/cwd`))) ? [{ pid: Number(pid), command: command.slice(0, 120) }] : [];
    } catch {
      return [];
    }
  });
}

async function end(processes) {
  for (const { pid } of processes) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It ended by itself meanwhile.
    }
  }
  await delay(500);
}
