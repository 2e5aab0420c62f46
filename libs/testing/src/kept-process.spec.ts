import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from './eventually.js';
import { KeptProcess, tailOf } from './kept-process.js';

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

describe('a kept process', () => {
  let folder: string;
  const start = (script: string): KeptProcess => KeptProcess.start({ command: ['sh', '-c', script], cwd: folder, env: process.env, log: join(folder, 'log') });
  beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'konbit-kept-')); });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('ends with its own code, and what it said is in its log', async () => {
    const kept = start('echo hello; exit 3');
    expect(await kept.ended).toBe(3);
    expect([tailOf(join(folder, 'log')), kept.isRunning, kept.pid]).toEqual(['hello\n', false, null]);
  });

  it('is asked to end, and made to when it does not', async () => {
    const listens = (word: string) => eventually(() => tailOf(join(folder, 'log')).includes(word), 'it listens');
    const polite = start('trap "exit 0" TERM; echo polite; while :; do sleep 0.05; done');
    await listens('polite');
    expect(await polite.stop(5000)).toBe(0);
    const stubborn = start('trap "" TERM; echo stubborn; while :; do sleep 0.05; done');
    await listens('stubborn');
    expect(await stubborn.stop(200)).toBe(137);
  });

  it('dies with all that it began', async () => {
    const kept = start('sleep 60 & echo $!; wait');
    const child = Number(await eventually(() => tailOf(join(folder, 'log')).trim(), 'its child'));
    kept.signal('SIGKILL');
    await kept.ended;
    await eventually(() => !isAlive(child), 'its child has gone');
  });

  it('does not outlive the one who started it, however that one ended', async () => {
    const module = new URL('./kept-process.js', import.meta.url).href;
    const script = `const { KeptProcess } = await import('${module}'); KeptProcess.start({ command: ['sleep', '60'], cwd: '.', env: process.env, log: 'log' }); setInterval(() => {}, 1000);`;
    const owner = spawn(process.execPath, ['--input-type=module', '-e', script], { cwd: folder, env: { ...process.env, NODE_OPTIONS: '' }, stdio: 'ignore' });
    const pid = Number(await eventually(() => tailOf(join(folder, 'log.pid')).trim(), 'it runs'));
    expect(isAlive(pid)).toBe(true);
    owner.kill('SIGKILL');
    await eventually(() => !isAlive(pid), 'it has gone');
  });
});
