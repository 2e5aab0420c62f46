import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive } from '../postgres/postmaster.js';
import { readJson, writePrivate } from './files.js';
import { setTimeout as wait } from 'node:timers/promises';

export interface RunningService { name: string; pid: number | null; state: string; restarts: number }

/** What `konbit` needs to know of the launcher that runs: read from `run.json` (0600). */
export interface RunFile {
  pid: number;
  startedAt: string;
  url: string;
  issuer: string;
  postgresPid: number;
  services: RunningService[];
  /** Null while events travel through Postgres. */
  kafkaBrokers: readonly string[] | null;
  /** Urls of the owner roles by environment name. */
  databaseUrls: Record<string, string>;
}

/** Replaces the run file. */
export function writeRunFile(home: string, run: RunFile): void {
  writePrivate(join(home, 'run.json'), JSON.stringify(run, null, 2));
}

/** The run file, or null when no launcher has left one. */
export function readRunFile(home: string): RunFile | null {
  return readJson(join(home, 'run.json')) as RunFile | null;
}

/** Removes the run file after a clean stop. */
export function removeRunFile(home: string): void {
  rmSync(join(home, 'run.json'), { force: true });
}

/** Services of a killed launcher end by themselves: waits for them, so that ports and leases are free. */
export async function waitForLeftovers(home: string, say: (sentence: string) => void, limitMs = 12_000): Promise<void> {
  const left = (): number[] => (readRunFile(home)?.services ?? []).flatMap(({ pid }) => (pid !== null && isAlive(pid) ? [pid] : []));
  if (left().length === 0) return;
  say('Esperando que terminen los procesos del inicio anterior…');
  const giveUpAt = Date.now() + limitMs;
  while (left().length > 0 && Date.now() < giveUpAt) await wait(100);
}
