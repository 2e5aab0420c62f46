import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';

const run = resolve(import.meta.dirname, '../dist/run.js');

async function chaos(...args: string[]): Promise<{ code: number | null; said: string; told: Record<string, number> }> {
  const child = spawn(process.execPath, [run, ...args, '--json'], { env: { ...process.env, NODE_OPTIONS: '' }, stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => { said += chunk.toString(); });
  const [code] = await once(child, 'close') as [number | null];
  const last = said.split('\n').find((line) => line.startsWith('{'));
  return { code, said, told: JSON.parse(last ?? '{}') as Record<string, number> };
}

describe('npm run chaos', () => {
  it('keeps every acknowledged command through a minute of faults', async () => {
    const { code, said, told } = await chaos('--minutes', '1', '--seed', '7');
    // What was broken is in what the run said.
    if (code !== 0) throw new Error(said);
    expect(told).toMatchObject({ seed: 7, lost: 0, outOfOrder: 0, violations: 0 });
    expect(told['acknowledged']).toBeGreaterThan(100);
    expect(told['faults']).toBeGreaterThan(2);
  }, 420_000);
});
