import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Metric, metric } from './metric.js';

const root = new URL('../../', import.meta.url);

interface Started { child: { pid?: number }; seconds: number }
interface StackTools {
  freePort(): Promise<number>;
  startStack(settings: { clone: string; home: string; port: number }, limitS: number): Promise<Started>;
  stopStack(started: Started, settings: { clone: string; home: string }, limitS: number): Promise<number>;
}

/** A fresh clone started twice: install and build in the first figure, neither in the second; then the memory of all its processes. */
export async function measureStart(): Promise<Metric[]> {
  const tools = await import(new URL('tools/started-stack.mjs', root).href) as StackTools;
  const folder = mkdtempSync(join(tmpdir(), 'konbit-bench-'));
  chmodSync(folder, 0o755);
  const settings = { clone: join(folder, 'konbit'), home: join(folder, 'state'), port: await tools.freePort() };
  try {
    execFileSync('git', ['clone', '--quiet', '--no-local', root.href, settings.clone]);
    const cold = await tools.startStack(settings, 1200);
    await tools.stopStack(cold, settings, 10);
    const warm = await tools.startStack(settings, 120);
    const pss = pssOf(settings);
    const stopSeconds = await tools.stopStack(warm, settings, 10);
    return [
      metric('start_cold_s', cold.seconds, 's'), metric('start_warm_s', warm.seconds, 's', 15), metric('stop_s', stopSeconds, 's', 10),
      metric('stack_pss_mb', pss / 1000, 'MB', 900),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Proportional set size in kB of every process of the clone or on its state: shared pages are counted once. */
export function pssOf({ clone, home }: { clone: string; home: string }): number {
  return readdirSync('/proc').filter((entry) => /^\d+$/.test(entry) && Number(entry) !== process.pid).reduce((sum, pid) => sum + pssOfProcess(pid, [clone, home]), 0);
}

function pssOfProcess(pid: string, marks: readonly string[]): number {
  try {
    const facts = readFileSync(`/proc/${pid}/cmdline`, 'utf8') + readFileSync(`/proc/${pid}/environ`, 'utf8');
    if (!marks.some((mark) => facts.includes(mark)) && !isPostgresOf(pid, marks)) return 0;
    return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}

/** A Postgres backend rewrites its command line; its working folder stays the data folder. */
function isPostgresOf(pid: string, marks: readonly string[]): boolean {
  const folder = readlinkSync(`/proc/${pid}/cwd`);
  return marks.some((mark) => folder.includes(mark));
}
