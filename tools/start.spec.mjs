import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const script = resolve(import.meta.dirname, 'start.mjs');

describe('npm run reset', () => {
  let home;
  beforeEach(() => { home = mkdtempSync(join(tmpdir(), 'konbit-reset-')); });
  afterEach(() => { rmSync(home, { recursive: true, force: true }); });

  const reset = () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [script, '--reset'], { env: { ...process.env, NODE_OPTIONS: '', KONBIT_HOME: home }, encoding: 'utf8' });
    return { status, output: stdout + stderr };
  };

  it('clears our own files without a question where there is no terminal, and leaves others alone', () => {
    for (const folder of ['postgres', 'logs', 'photos']) mkdirSync(join(home, folder));
    for (const file of ['keys.json', 'secrets.json', 'run.json', 'postgres.password', 'demo-day.json', 'thesis.odt']) writeFileSync(join(home, file), 'x');
    expect(reset()).toMatchObject({ status: 0, output: expect.stringContaining('Se borraron los datos') });
    expect(readdirSync(home).sort()).toEqual(['photos', 'thesis.odt']);
    expect(reset().output).toContain('No hay datos que borrar');
  });

  it('refuses while Konbit runs there, naming the address', () => {
    const stat = readFileSync(`/proc/${process.pid}/stat`, 'utf8');
    const born = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
    writeFileSync(join(home, 'lock.json'), JSON.stringify({ pid: process.pid, born, url: 'http://localhost:3999' }));
    expect(reset()).toMatchObject({ status: 1, output: expect.stringContaining('http://localhost:3999') });
    expect(existsSync(join(home, 'lock.json'))).toBe(true);
  });
});

describe('tools/start.mjs', () => {
  it('imports nothing but built-ins, because nothing is installed yet', () => {
    const imports = [...readFileSync(script, 'utf8').matchAll(/^import .* from '([^']+)'/gm)].map(([, from]) => from);
    expect(imports.filter((from) => !from.startsWith('node:'))).toEqual([]);
  });
});
