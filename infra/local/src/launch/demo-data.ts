import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { once } from 'node:events';
import type { LogFile } from './log-file.js';

/** Runs the demo loader, when it is built, and shows its lines; a failure leaves Konbit running and says so. */
export async function loadDemoData({ root, env, log, say, onSpawn }: {
  root: string; env: NodeJS.ProcessEnv; log: LogFile; say: (sentence: string) => void; onSpawn: (kill: () => void) => void;
}): Promise<void> {
  const entry = join(root, 'infra/demo/dist/main.js');
  if (!existsSync(entry)) return;
  say('Cargando los datos de demostración…');
  const child = spawn(process.execPath, [entry], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  onSpawn(() => void child.kill('SIGTERM'));
  child.stderr.on('data', (chunk: Buffer) => log.write(chunk));
  createInterface(child.stdout).on('line', (line) => {
    log.write(`${line}\n`);
    // Lines of the services' own logger are for the file.
    if (!line.startsWith('{')) say(`  ${line}`);
  });
  const [code] = await once(child, 'close') as [number | null];
  if (code !== 0) say(`No se pudieron cargar los datos de demostración: revise ${log.path}. Konbit funciona sin ellos.`);
}
