import { readdirSync, readFileSync } from 'node:fs';
import { eventually, type Product } from '@konbit/testing';

const backWithinMs = 90_000;

/** Signals that go to nobody are no fault of ours: the process has ended meanwhile. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // Ended by itself.
  }
}

/** A process and its children, as Postgres has them. */
export function treeOf(pid: number): number[] {
  return [pid, ...readdirSync('/proc').filter((entry) => /^\d+$/.test(entry)).map(Number).filter((one) => parentOf(one) === pid)];
}

/** Waits until the launcher says that another process has taken the place of this one. */
export async function replaced(product: Product, service: string, pid: number): Promise<void> {
  await eventually(() => {
    const now = product.run.services.find(({ name }) => name === service);
    return now && now.pid !== null && now.pid !== pid && now.state === 'ready';
  }, `${service} started again`, { limitMs: backWithinMs, everyMs: 100 });
}

export async function postgresReplaced(product: Product, pid: number): Promise<void> {
  await eventually(() => product.run.postgresPid !== pid, 'Postgres started again', { limitMs: backWithinMs, everyMs: 100 });
}

function parentOf(pid: number): number | null {
  try {
    return Number(readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /, '').split(' ')[1]);
  } catch {
    return null;
  }
}
