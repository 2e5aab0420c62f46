import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive } from '../postgres/postmaster.js';
import { StartError, codeOf, explainFileError } from '../start-error.js';

interface Holder { pid: number; born: string; url: string }

/**
 * Takes the state folder for this process; a holder that died (kill -9, power cut) is replaced.
 * Throws `StartError` naming the address when another Konbit runs there. Returns the release.
 */
export function lockHome(home: string, url: string): () => void {
  const path = join(home, 'lock.json');
  const mine = JSON.stringify({ pid: process.pid, born: birthOf(process.pid), url } satisfies Holder);
  for (let tries = 0; tries < 5; tries += 1) {
    if (create(path, mine)) return () => release(path, mine);
    const found = read(path);
    const holder = parse(found);
    if (holder && isHolding(holder)) throw new StartError(runningSentence(home, holder.url));
    removeStale(path, found);
  }
  throw new StartError(runningSentence(home, url));
}

/** Address of the Konbit that holds this folder now, or null. */
export function holderUrl(home: string): string | null {
  const holder = parse(read(join(home, 'lock.json')));
  return holder && isHolding(holder) ? holder.url : null;
}

function runningSentence(home: string, url: string): string {
  return `Konbit ya está funcionando con la carpeta ${home}: ábralo en ${url}, o deténgalo (Ctrl+C en su ventana) antes de iniciar otra vez.`;
}

function create(path: string, text: string): boolean {
  try {
    writeFileSync(path, text, { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw explainFileError(error, path);
  }
}

/** Moves the stale file away first: if a rival has just replaced it, theirs is put back. */
function removeStale(path: string, stale: string | null): void {
  const aside = `${path}.${process.pid}`;
  try {
    renameSync(path, aside);
    if (read(aside) !== stale) linkSync(aside, path);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT' && codeOf(error) !== 'EEXIST') throw explainFileError(error, path);
  } finally {
    rmSync(aside, { force: true });
  }
}

function release(path: string, mine: string): void {
  if (read(path) === mine) rmSync(path, { force: true });
}

function isHolding(holder: Holder): boolean {
  return holder.pid !== process.pid && isAlive(holder.pid) && birthOf(holder.pid) === holder.born;
}

/** Start time of a process, so that a recycled id is not taken for the holder; empty where the system tells none. */
function birthOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}

function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw explainFileError(error, path);
  }
}

function parse(text: string | null): Holder | null {
  try {
    const value = JSON.parse(text ?? 'null') as Partial<Holder> | null;
    return value && typeof value.pid === 'number' && typeof value.born === 'string' ? { pid: value.pid, born: value.born, url: value.url ?? '' } : null;
  } catch {
    return null;
  }
}
