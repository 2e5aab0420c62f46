import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { holderUrl, lockHome } from './home-lock.js';

describe('lock of the state folder', () => {
  let home: string;
  beforeEach(() => { home = mkdtempSync(join(tmpdir(), 'konbit-lock-')); });
  afterEach(() => { rmSync(home, { recursive: true, force: true }); });

  const lockOf = (pid: number, born: string): void =>
    writeFileSync(join(home, 'lock.json'), JSON.stringify({ pid, born, url: 'http://localhost:3210' }));

  const birth = (pid: number): string => {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  };

  it('is free again after release', () => {
    lockHome(home, 'http://localhost:1')();
    expect(existsSync(join(home, 'lock.json'))).toBe(false);
    lockHome(home, 'http://localhost:1')();
  });

  it('refuses a folder whose holder lives, naming its address', async () => {
    const other = spawn(process.execPath, ['-e', 'setInterval(() => 0, 1000)']);
    await once(other, 'spawn');
    lockOf(other.pid ?? 0, birth(other.pid ?? 0));
    expect(() => lockHome(home, 'http://localhost:1')).toThrow(/ya está funcionando.*http:\/\/localhost:3210/);
    expect(holderUrl(home)).toBe('http://localhost:3210');
    other.kill('SIGKILL');
    await once(other, 'exit');
  });

  it('takes over from a holder that was killed, from a recycled pid and from half a file', () => {
    lockOf(999_999_999, '1');
    lockHome(home, 'http://localhost:1')();
    lockOf(process.ppid, 'another birth');
    lockHome(home, 'http://localhost:1')();
    writeFileSync(join(home, 'lock.json'), '{"pid":');
    lockHome(home, 'http://localhost:1')();
    expect(holderUrl(home)).toBeNull();
  });
});
