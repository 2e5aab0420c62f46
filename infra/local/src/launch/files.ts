import { randomUUID } from 'node:crypto';
import { accessSync, closeSync, constants, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StartError, diskFull, explainFileError } from '../start-error.js';

const neededBytes = 200 * 1024 * 1024;

/** Makes the state folder and proves that it can be written and has room; throws `StartError`. */
export function prepareHome(home: string): void {
  try {
    mkdirSync(join(home, 'logs'), { recursive: true, mode: 0o700 });
    const probe = join(home, `.probe-${randomUUID()}`);
    writeFileSync(probe, 'ok', { mode: 0o600 });
    rmSync(probe);
  } catch (error) {
    throw explainFileError(error, home);
  }
  const { bavail, bsize } = statfsSync(home);
  if (bavail * bsize < neededBytes) throw new StartError(diskFull(home));
}

/** Throws `StartError` when certificate or key cannot be read. */
export function requireCertificate(tls: { cert: string; key: string } | null): void {
  for (const path of tls ? [tls.cert, tls.key] : []) {
    try {
      accessSync(path, constants.R_OK);
    } catch {
      throw new StartError(`No se puede leer ${path}: corrija KONBIT_TLS_CERT o KONBIT_TLS_KEY, o el permiso de ese archivo, y vuelva a iniciar.`);
    }
  }
}

/** Writes a private file whole or not at all. */
export function writePrivate(path: string, text: string): void {
  const fresh = `${path}.${process.pid}.new`;
  try {
    const file = openSync(fresh, 'w', 0o600);
    writeFileSync(file, text);
    fsyncSync(file);
    closeSync(file);
    renameSync(fresh, path);
  } catch (error) {
    rmSync(fresh, { force: true });
    throw explainFileError(error, path);
  }
}

/** Reads a JSON file of the state folder; null when absent, `StartError` when it cannot be read. */
export function readJson(path: string): unknown {
  if (!existsSync(path)) return null;
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) throw new StartError(`El archivo ${path} está dañado: recupere su respaldo, o borre todo y empiece de nuevo con "npm run reset".`);
    throw explainFileError(error, path);
  }
}
