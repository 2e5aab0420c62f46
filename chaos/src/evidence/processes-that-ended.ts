import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MadeFault } from '../nemesis/nemesis.js';

const services = ['cases', 'referrals', 'directory', 'gateway'];

/** Processes that ended without a fault that ends them, and promises that nobody awaited, as the product's own logs have them. */
export function endedByThemselves(home: string, faults: readonly MadeFault[]): string[] {
  const logs = join(home, 'logs');
  const text = (file: string): string => (existsSync(join(logs, file)) ? readFileSync(join(logs, file), 'utf8') : '');
  const launcher = text('launcher.log');
  const ended = services.flatMap((service) => {
    // A start that fails because its database is away is said in the same words.
    const times = count(launcher, `El servicio ${service} se detuvo`) - count(text(`${service}.log`), `El servicio ${service} no pudo iniciar`);
    const killed = faults.filter(({ kind, target }) => kind === 'rolling' || (kind === 'kill' && target === service)).length;
    return times > killed ? [`${service} ended ${times} times, ${killed} of them by a fault`] : [];
  });
  const unforeseen = ['promise nobody awaited', 'exception nobody caught'].flatMap((words) => readdirSync(logs).filter((file) => text(file).includes(words)).map((file) => `${words}: ${file}`));
  return [...ended, ...unforeseen];
}

const count = (text: string, words: string): number => text.split(words).length - 1;
