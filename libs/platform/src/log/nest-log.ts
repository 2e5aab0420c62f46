import type { LoggerService } from '@nestjs/common';
import { withoutValues } from './error-fields.js';
import type { Log } from './logger.js';

/** Nest's own messages as lines of our log; its start-up chatter is left out. */
export class NestLog implements LoggerService {
  constructor(private readonly target: Log) {}

  log(): void {
    // Module and route listings say nothing to an operator.
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.target.warn(textOf(message), { context: contextOf(rest) });
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.target.error(textOf(message), { context: contextOf(rest) });
  }

  fatal(message: unknown, ...rest: unknown[]): void {
    this.error(message, ...rest);
  }
}

function textOf(message: unknown): string {
  if (message instanceof Error) return withoutValues(message.message);
  return typeof message === 'string' ? withoutValues(message) : 'message of the framework';
}

function contextOf(rest: unknown[]): string | undefined {
  const last = rest.at(-1);
  return typeof last === 'string' && !last.includes('\n') ? last : undefined;
}
