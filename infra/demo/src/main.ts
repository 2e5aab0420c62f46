import { ConfigError, DomainError } from '@konbit/platform';
import { demoConfig } from './config.js';
import { loadDemo } from './load.js';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** A refusal is told with its details: codes and fields, never a value. */
function explain(error: unknown): string {
  const details = error instanceof DomainError ? ` ${JSON.stringify(error.details)}` : '';
  return `${error instanceof Error ? error.stack : String(error)}${details}`;
}

try {
  await loadDemo(demoConfig(), say);
} catch (error) {
  process.stderr.write(`${error instanceof ConfigError ? error.message : explain(error)}\n`);
  process.exitCode = 1;
}
