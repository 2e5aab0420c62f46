import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

export interface Stack {
  url: string;
  home: string;
  stop(): Promise<void>;
}

const root = new URL('../../', import.meta.url);
const readyLimitMs = 180_000;

/** Starts the whole product in its own home, on a free port, with demo data or as an office of its own; resolves when it says where it is. */
export async function startStack({ demo = true } = {}): Promise<Stack> {
  const home = await mkdtemp(join(tmpdir(), 'konbit-e2e-'));
  const port = await freePort();
  const launcher = spawn(process.execPath, ['infra/local/dist/launcher.js'], {
    cwd: root, env: { ...process.env, KONBIT_HOME: home, KONBIT_PORT: String(port), KONBIT_DEMO: demo ? '1' : '0' }, stdio: ['ignore', 'pipe', 'pipe'],
  });
  const url = await readyUrl(launcher);
  return { url, home, stop: () => stop(launcher, home) };
}

/** An account of an office outside demonstration, made as its operator makes it; answers the password that is shown once. */
export async function addAccount(home: string, username: string, name: string, role: string): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, ['infra/local/dist/cli.js', 'account', 'add', username, name, role, 'ORG-IMV-MIG/BR-IMV-MIG-CENTRAL'], {
    cwd: root, env: { ...process.env, KONBIT_HOME: home },
  });
  const password = /: (\S+)\s*$/.exec(stdout)?.[1];
  if (!password) throw new Error(`no password in: ${stdout}`);
  return password;
}

function readyUrl(launcher: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const timer = setTimeout(() => reject(new Error(`the stack did not become ready:\n${said}`)), readyLimitMs);
    const hear = (chunk: Buffer): void => {
      said += chunk.toString();
      const line = /Konbit: (http:\/\/\S+)/.exec(said);
      if (line?.[1]) {
        clearTimeout(timer);
        resolve(line[1]);
      }
    };
    launcher.stdout?.on('data', hear);
    launcher.stderr?.on('data', hear);
    launcher.once('exit', (code) => reject(new Error(`the stack ended with ${code}:\n${said}`)));
  });
}

async function stop(launcher: ChildProcess, home: string): Promise<void> {
  const ended = new Promise((resolve) => launcher.once('exit', resolve));
  launcher.kill('SIGTERM');
  await ended;
  await rm(home, { recursive: true, force: true });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => (address !== null && typeof address === 'object' ? resolve(address.port) : reject(new Error('no free port'))));
    });
  });
}
