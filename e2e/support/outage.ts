import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

interface RunFile { services: { name: string; pid: number | null }[] }

/** The folder of the stack this run started, or null when it uses one of somebody else, whose services nobody may stop. */
export const ownHome = (): string | null => process.env['KONBIT_E2E_HOME'] ?? null;

/** Stops a service of the own stack where it stands, as a machine that hangs does; answers what lets it go on. */
export async function freeze(home: string, service: string): Promise<() => void> {
  const pid = await pidOf(home, service);
  process.kill(pid, 'SIGSTOP');
  return () => void process.kill(pid, 'SIGCONT');
}

/** Kills a service of the own stack without a word to it; the launcher starts it again. */
export async function kill(home: string, service: string): Promise<void> {
  process.kill(await pidOf(home, service), 'SIGKILL');
}

async function pidOf(home: string, service: string): Promise<number> {
  const { services } = JSON.parse(await readFile(join(home, 'run.json'), 'utf8')) as RunFile;
  const pid = services.find(({ name }) => name === service)?.pid;
  if (!pid) throw new Error(`The stack in ${home} runs no service ${service}`);
  return pid;
}
