import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync, chownSync, closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, statSync, writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from '../free-port.js';
import { type RunAs, runAs, runnableBinaries } from './binaries.js';
import { type Postmaster, answersFor, explainPostgresLog, isAlive, isPostgresProcess, readPostmaster } from './postmaster.js';
import { StartError, damagedData, explainFileError } from '../start-error.js';

export interface PostgresOptions {
  dataDir: string;
  /** A free loopback port is chosen when absent. */
  port?: number;
  /** File that receives the server's own log; default `<dataDir>.log`. */
  log?: string;
  onProgress?: (sentence: string) => void;
  /** Called when the server ends without `stop()`. */
  onExit?: () => void;
}

export interface RunningPostgres {
  adminUrl: string;
  port: number;
  pid: number;
  /** True when a server left alive by an earlier launcher was taken over. */
  adopted: boolean;
  stop(): Promise<void>;
}

interface Cluster { dataDir: string; passwordFile: string; log: string; who: RunAs; binaries: string; socketDir: string | null }

const majorVersion = '18';
const startLimitMs = 60_000;
const oldServerLimitMs = 5_000;
/** What the name of a socket may measure on every system that has them, less the file that Postgres makes there. */
const longestSocketDir = 103 - '/.s.PGSQL.65535'.length;

/**
 * Starts (or adopts) the embedded Postgres of a data folder, which is made on first use.
 * Throws `StartError` with one Spanish sentence (BACKBONE §2.5, §2.6, §10).
 */
export async function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  const say = options.onProgress ?? ((): void => undefined);
  const cluster = prepare(options, say);
  const live = await liveServer(cluster);
  if (live) return running(cluster, live, { adopted: true, ...(options.onExit && { onExit: options.onExit }) });
  say('Iniciando la base de datos…');
  const server = await launch(cluster, options.port);
  return running(cluster, server, { adopted: false, ...(options.onExit && { onExit: options.onExit }) });
}

function prepare(options: PostgresOptions, say: (sentence: string) => void): Cluster {
  const dataDir = resolve(options.dataDir);
  try {
    mkdirSync(dirname(dataDir), { recursive: true });
    const who = runAs(say);
    openTo(who, dirname(dataDir));
    const binaries = runnableBinaries(who, dirname(dataDir));
    const cluster = { dataDir, passwordFile: `${dataDir}.password`, log: options.log ?? `${dataDir}.log`, who, binaries, socketDir: socketDirOf(dataDir) };
    if (!existsSync(dataDir)) createCluster(cluster, say);
    checkCluster(cluster);
    makeSocketDir(cluster);
    return cluster;
  } catch (error) {
    throw explainFileError(error, dataDir);
  }
}

/** The system user must pass through the folder that holds the data, and through temporary folders above it. */
function openTo(who: RunAs, folder: string): void {
  if (who.uid === undefined) return;
  for (const closed of [folder, ...temporaryAncestors(folder)]) {
    const mode = statSync(closed).mode & 0o777;
    if ((mode & 0o001) === 0) chmodSync(closed, mode | 0o011);
  }
  const reachable = spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { ...who, cwd: '/' }).status === 0;
  if (!reachable) throw new StartError(`El usuario que ejecuta la base de datos no puede entrar a ${folder}: indique otra carpeta con KONBIT_HOME=/var/lib/konbit y vuelva a iniciar.`);
}

function temporaryAncestors(folder: string): string[] {
  const parent = dirname(folder);
  return parent.startsWith(`${tmpdir()}/`) ? [parent, ...temporaryAncestors(parent)] : [];
}

function createCluster(cluster: Cluster, say: (sentence: string) => void): void {
  say('Creando la base de datos (solo la primera vez)…');
  const fresh = `${cluster.dataDir}.new`;
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh, { mode: 0o700 });
  writeFileSync(cluster.passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600 });
  for (const path of [fresh, cluster.passwordFile]) giveTo(cluster.who, path);
  const args = ['-D', fresh, '-U', 'konbit', '-A', 'scram-sha-256', `--pwfile=${cluster.passwordFile}`, '-E', 'UTF8', '--no-locale'];
  const made = spawnSync(program(cluster, 'initdb'), args, { ...spawnBase(cluster), encoding: 'utf8' });
  if (made.status === 0) {
    renameSync(fresh, cluster.dataDir);
    return;
  }
  rmSync(fresh, { recursive: true, force: true });
  throw explainPostgresLog(`${made.stdout}${made.stderr}${made.error?.message ?? ''}`, cluster.dataDir);
}

/** A socket beside the data costs half of what loopback does; null where the system has none or the name would not fit. */
function socketDirOf(dataDir: string): string | null {
  const folder = `${dataDir}.socket`;
  return process.platform === 'win32' || Buffer.byteLength(folder) > longestSocketDir || /[,"\\]/.test(folder) ? null : folder;
}

function makeSocketDir({ socketDir, who }: Cluster): void {
  if (socketDir === null) return;
  mkdirSync(socketDir, { recursive: true, mode: 0o700 });
  giveTo(who, socketDir);
}

function checkCluster(cluster: Cluster): void {
  const versionFile = join(cluster.dataDir, 'PG_VERSION');
  if (!existsSync(versionFile) || !existsSync(cluster.passwordFile)) throw new StartError(damagedData(cluster.dataDir));
  const version = readFileSync(versionFile, 'utf8').trim();
  if (version === majorVersion) return;
  throw new StartError(`Los datos de ${cluster.dataDir} son de Postgres ${version} y esta versión de Konbit usa Postgres ${majorVersion}: use la versión anterior de Konbit para respaldarlos, o indique otra carpeta con KONBIT_HOME=/ruta.`);
}

async function liveServer(cluster: Cluster): Promise<Postmaster | null> {
  const server = readPostmaster(cluster.dataDir);
  if (!server || !isAlive(server.pid) || resolve(server.dataDir) !== cluster.dataDir) return null;
  return (await answersFor(adminUrl(cluster, server), cluster.dataDir)) ? server : null;
}

async function launch(cluster: Cluster, wantedPort: number | undefined): Promise<Postmaster> {
  const giveUpAt = Date.now() + oldServerLimitMs;
  for (;;) {
    const outcome = await tryLaunch(cluster, wantedPort ?? (await freePort()));
    if (typeof outcome !== 'string') return outcome;
    const heldByOldServer = /postmaster\.pid|pre-existing shared memory|already in use/i.test(outcome);
    if (!heldByOldServer) throw explainPostgresLog(outcome, cluster.dataDir);
    if (Date.now() > giveUpAt && !removeForeignPid(cluster)) throw explainPostgresLog(outcome, cluster.dataDir);
    await wait(300);
  }
}

/** After a power cut the old pid may belong to any program: then the pid file says nothing. */
function removeForeignPid(cluster: Cluster): boolean {
  const server = readPostmaster(cluster.dataDir);
  if (!server || isPostgresProcess(server.pid)) return false;
  rmSync(join(cluster.dataDir, 'postmaster.pid'), { force: true });
  return true;
}

async function tryLaunch(cluster: Cluster, port: number): Promise<Postmaster | string> {
  const offset = existsSync(cluster.log) ? statSync(cluster.log).size : 0;
  const log = openSync(cluster.log, 'a', 0o600);
  const child = spawn(program(cluster, 'postgres'), serverArgs(cluster, port), {
    ...spawnBase(cluster), detached: true, stdio: ['ignore', log, log],
  });
  closeSync(log);
  const ended: { cause?: string } = {};
  child.once('error', (error) => { ended.cause = error.message; });
  // A server that ends long after its start may outlive its folder.
  child.once('exit', () => { ended.cause ??= existsSync(cluster.log) ? readFileSync(cluster.log).subarray(offset).toString('utf8') : ''; });
  child.unref();
  const giveUpAt = Date.now() + startLimitMs;
  while (ended.cause === undefined) {
    const server = readPostmaster(cluster.dataDir);
    if (server?.ready && server.pid === child.pid) return server;
    if (Date.now() > giveUpAt) {
      child.kill('SIGQUIT');
      throw new StartError(`La base de datos no terminó de iniciar en 60 segundos: revise ${cluster.log} y vuelva a intentar.`);
    }
    await wait(40);
  }
  return ended.cause;
}

function serverArgs(cluster: Cluster, port: number): string[] {
  const settings = {
    port, listen_addresses: '127.0.0.1', unix_socket_directories: cluster.socketDir ?? '', max_connections: 100, shared_buffers: '64MB',
    timezone: 'UTC', log_timezone: 'UTC', io_method: 'sync', random_page_cost: '1.1', autovacuum_naptime: '15s',
    // A refused statement would stand in this log with the values of its row; the services log its code.
    log_min_messages: 'log',
  };
  return ['-D', cluster.dataDir, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
}

function running(cluster: Cluster, server: Postmaster, how: { adopted: boolean; onExit?: () => void }): RunningPostgres {
  let stopping = false;
  let misses = 0;
  const watch = setInterval(() => {
    misses = isServing(cluster, server.pid) ? 0 : misses + 1;
    // One miss may be the server rewriting its pid file.
    if (stopping || misses < 2) return;
    clearInterval(watch);
    how.onExit?.();
  }, 300);
  watch.unref();
  const stop = async (): Promise<void> => {
    stopping = true;
    clearInterval(watch);
    await stopServer(cluster, server.pid);
  };
  return { adminUrl: adminUrl(cluster, server), port: server.port, pid: server.pid, adopted: how.adopted, stop };
}

/** The pid file vanishes when the server ends; a zombie without a reaper would still answer a signal. */
function isServing(cluster: Cluster, pid: number): boolean {
  return readPostmaster(cluster.dataDir)?.pid === pid && isAlive(pid);
}

async function stopServer(cluster: Cluster, pid: number): Promise<void> {
  for (const [signal, limitMs] of [['SIGINT', 3_000], ['SIGQUIT', 1_000]] as const) {
    if (!isServing(cluster, pid)) return;
    process.kill(pid, signal);
    const giveUpAt = Date.now() + limitMs;
    while (isServing(cluster, pid) && Date.now() < giveUpAt) await wait(40);
  }
}

/** By the socket that the server itself says it has, else by loopback. */
function adminUrl(cluster: Cluster, { port, socketDir }: Postmaster): string {
  const url = `postgres://konbit:${readFileSync(cluster.passwordFile, 'utf8').trim()}@127.0.0.1:${port}/postgres`;
  return socketDir === null ? url : `${url}?host=${encodeURIComponent(socketDir)}`;
}

function spawnBase(cluster: Cluster): { uid?: number; gid?: number; cwd: string; env: NodeJS.ProcessEnv } {
  const system = process.platform === 'win32' ? process.env : { PATH: process.env['PATH'] ?? '' };
  return { ...cluster.who, cwd: dirname(cluster.dataDir), env: { ...system, LC_ALL: 'C', TZ: 'UTC' } };
}

function program(cluster: Cluster, name: string): string {
  return join(cluster.binaries, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
}

function giveTo(who: RunAs, path: string): void {
  if (who.uid !== undefined && who.gid !== undefined) chownSync(path, who.uid, who.gid);
}
