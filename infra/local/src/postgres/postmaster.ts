import { readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { StartError, codeOf, damagedData, diskFull, noPermission } from '../start-error.js';

/** What Postgres writes into `postmaster.pid`. */
export interface Postmaster { pid: number; dataDir: string; port: number; socketDir: string | null; ready: boolean }

/** Reads the pid file of a data folder; null when there is none or it is still incomplete. */
export function readPostmaster(dataDir: string): Postmaster | null {
  try {
    return parsePostmaster(readFileSync(join(dataDir, 'postmaster.pid'), 'utf8'));
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

/** Lines of the pid file: 1 pid, 2 data folder, 4 port, 5 folder of its socket, 8 status. */
export function parsePostmaster(text: string): Postmaster | null {
  const lines = text.split('\n').map((line) => line.trim());
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  if (!pid || !port || !lines[1]) return null;
  return { pid, dataDir: lines[1], port, socketDir: lines[4] || null, ready: lines[7] === 'ready' };
}

/** Whether a process with this id exists, of whatever user. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

/** Whether this process is a Postgres; true when the system cannot tell. */
export function isPostgresProcess(pid: number): boolean {
  if (process.platform !== 'linux') return true;
  try {
    return readFileSync(`/proc/${pid}/comm`, 'utf8').startsWith('postgres');
  } catch {
    return false;
  }
}

/** Whether the server at this address accepts our password and serves exactly this data folder. */
export async function answersFor(adminUrl: string, dataDir: string): Promise<boolean> {
  const client = new Client({ connectionString: adminUrl, connectionTimeoutMillis: 3_000 });
  try {
    await client.connect();
    const answer = await client.query<{ data_directory: string }>('show data_directory');
    return realpathSync(answer.rows[0]?.data_directory ?? '') === realpathSync(dataDir);
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** The sentence behind what initdb or the server printed before it gave up. */
export function explainPostgresLog(log: string, dataDir: string): StartError {
  if (/No space left on device|Disk quota exceeded/i.test(log)) return new StartError(diskFull(dataDir));
  if (/Permission denied|wrong ownership|Operation not permitted/i.test(log)) return new StartError(noPermission(dataDir));
  if (/Address already in use|could not bind/i.test(log)) {
    return new StartError('El puerto elegido para la base de datos está ocupado: vuelva a iniciar para usar otro.');
  }
  if (/incompatible with server/i.test(log)) {
    return new StartError(`Los datos de ${dataDir} son de otra versión de Postgres: indique otra carpeta con KONBIT_HOME=/ruta o use la versión anterior de Konbit.`);
  }
  if (/lock file "postmaster\.pid"|pre-existing shared memory/i.test(log)) {
    return new StartError(`Otro proceso de base de datos sigue usando ${dataDir}: espere unos segundos y vuelva a iniciar; si se repite, reinicie el equipo.`);
  }
  if (/PANIC|pg_control|checkpoint record|not a valid data directory|invalid page|could not (open|read|access|locate)|syntax error in file|configuration file/i.test(log)) {
    return new StartError(damagedData(dataDir));
  }
  return new StartError(`La base de datos no pudo iniciar (${lastLine(log)}): revise ${dataDir}.log y vuelva a intentar.`);
}

function lastLine(log: string): string {
  return log.trim().split('\n').at(-1)?.replace(/^.*(FATAL|ERROR|PANIC):\s*/, '') ?? 'sin detalle';
}
