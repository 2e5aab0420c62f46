/** A start that cannot go on; its message is one Spanish sentence that tells the person what to do. */
export class StartError extends Error {
  override readonly name = 'StartError';
}

/** Node's error code (`EACCES`, `ENOSPC`, …) of anything thrown, or an empty text. */
export function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}

/** Text of anything thrown. */
export function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Turns a file-system error about `path` into a sentence; other errors come back unchanged. */
export function explainFileError(error: unknown, path: string): Error {
  if (error instanceof StartError) return error;
  const code = codeOf(error);
  if (code === 'EACCES' || code === 'EPERM') return new StartError(noPermission(path));
  if (code === 'ENOSPC' || code === 'EDQUOT') return new StartError(diskFull(path));
  if (code === 'EROFS') return new StartError(`La carpeta ${path} es de solo lectura: indique otra con KONBIT_HOME=/ruta y vuelva a iniciar.`);
  if (code === 'ENOTDIR' || code === 'EEXIST') return new StartError(`${path} no es una carpeta: bórrelo o indique otra carpeta con KONBIT_HOME=/ruta y vuelva a iniciar.`);
  return error instanceof Error ? error : new Error(String(error));
}

/** The sentence for a folder this user may not write. */
export function noPermission(path: string): string {
  return `Este usuario no tiene permiso para escribir en ${path}: déle permiso o indique otra carpeta con KONBIT_HOME=/ruta y vuelva a iniciar.`;
}

/** The sentence for a full disk. */
export function diskFull(path: string): string {
  return `No queda espacio en el disco de ${path}: libere al menos 500 MB y vuelva a iniciar; los datos guardados no se pierden.`;
}

/** The sentence for a data folder that Postgres cannot read. */
export function damagedData(path: string): string {
  return `La carpeta de datos ${path} está dañada: recupere su respaldo, o borre todo y empiece de nuevo con "npm run reset".`;
}
