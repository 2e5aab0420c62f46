import { ConfigError } from '../config/config.js';
import { errorFields, withoutValues } from '../log/error-fields.js';
import { JsonLog, type Log } from '../log/logger.js';
import { startTracing } from '../tracing/exporter.js';

/** What a process runs. */
export interface Running {
  stop(): Promise<void>;
}

export interface ProcessOptions {
  name: string;
  start: (log: Log) => Promise<Running>;
}

const stopWithinMs = 10_000;

/**
 * The life of one process: starts, tells its parent `ready` or `failed` with a sentence, and stops on SIGTERM, SIGINT or when the parent is gone,
 * within 10 seconds.
 */
export async function runProcess({ name, start }: ProcessOptions): Promise<void> {
  const log = new JsonLog(name);
  const tracing = startTracing(name);
  const starting = tracing.then(() => start(log));
  const stop = once((cause: string) => stopProcess(async () => {
    await (await starting).stop();
    await (await tracing)();
  }, cause, log));
  process.on('SIGTERM', () => stop('SIGTERM'));
  process.on('SIGINT', () => stop('SIGINT'));
  process.on('disconnect', () => stop('PARENT_GONE'));
  // A parent that was killed leaves broken pipes behind; the stop still has to be a graceful one.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  process.on('unhandledRejection', (error) => {
    log.error('promise nobody awaited', errorFields(error));
    stop('UNHANDLED');
  });
  // Node would print the whole error, values and all.
  process.on('uncaughtException', (error) => {
    log.error('exception nobody caught', errorFields(error));
    stop('UNHANDLED');
  });
  try {
    await starting;
    log.info('ready', { pid: process.pid });
    tellParent({ type: 'ready' });
  } catch (error) {
    log.error('start failed', errorFields(error));
    tellParent({ type: 'failed', message: sentenceOf(error) }, () => process.exit(1));
  }
}

async function stopProcess(end: () => Promise<void>, cause: string, log: Log): Promise<void> {
  log.info('stopping', { cause });
  setTimeout(() => process.exit(1), stopWithinMs).unref();
  const failed = cause === 'UNHANDLED';
  try {
    await end();
    process.exit(failed ? 1 : 0);
  } catch (error) {
    log.error('stop failed', errorFields(error));
    process.exit(1);
  }
}

function tellParent(message: object, then: () => void = () => undefined): void {
  if (process.send && process.connected) process.send(message, undefined, undefined, then);
  else then();
}

/** What the operator reads: our own sentences as they are, others with the name of what failed. */
function sentenceOf(error: unknown): string {
  if (error instanceof ConfigError) return error.message;
  return error instanceof Error ? `${error.name}: ${withoutValues(error.message)}` : 'the start failed';
}

function once(work: (cause: string) => Promise<void>): (cause: string) => void {
  let begun = false;
  return (cause) => {
    if (begun) return;
    begun = true;
    void work(cause);
  };
}
