import type { Events } from './nemesis/plan.js';

export interface Options { minutes: number; seed: number; events: Events; json: boolean; clients: number; actsPerSecond: number }

const names = ['--minutes', '--seed', '--events', '--clients', '--rate'];
export const usage = 'npm run chaos -- [--minutes 30] [--seed 1] [--events postgres|kafka] [--clients 10] [--rate 25] [--json]';

/** Reads the command line. Throws a sentence for what it does not know. */
export function readOptions(args: readonly string[]): Options {
  const values = new Map<string, string>();
  for (let i = 0; i < args.length; i += 1) {
    const name = args[i]!;
    if (name === '--json') continue;
    if (!names.includes(name)) throw new Error(`${name} is not known. ${usage}`);
    values.set(name, args[i += 1] ?? '');
  }
  const events = values.get('--events') ?? 'postgres';
  if (events !== 'postgres' && events !== 'kafka') throw new Error(`--events is postgres or kafka. ${usage}`);
  const number = (name: string, otherwise: number): number => {
    const value = Number(values.get(name) ?? otherwise);
    if (!(value > 0)) throw new Error(`${name} is a number above 0. ${usage}`);
    return value;
  };
  return {
    minutes: number('--minutes', 30), seed: Math.floor(number('--seed', Math.floor(Math.random() * 1e9) + 1)), events, json: args.includes('--json'),
    clients: number('--clients', 10), actsPerSecond: number('--rate', 25),
  };
}
