import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { prepareHome, requireCertificate } from './launch/files.js';
import { lockHome } from './launch/home-lock.js';
import { type LaunchConfig, readLaunchConfig } from './launch/launch-config.js';
import { LogFile } from './launch/log-file.js';
import { requirePort } from './launch/ports.js';
import { removeRunFile, waitForLeftovers } from './launch/run-file.js';
import { demoNotice, readyLines } from './launch/sentences.js';
import { Stack } from './launch/stack.js';
import { StartError, explainFileError, textOf } from './start-error.js';

const stopLimitMs = 9_500;

async function main(): Promise<void> {
  const config = readLaunchConfig(process.env, {
    root: resolve(fileURLToPath(import.meta.url), '../../../..'), isSystemRoot: process.getuid?.() === 0,
  });
  requireCertificate(config.tls);
  prepareHome(config.home);
  const release = lockHome(config.home, config.publicUrl);
  const log = new LogFile(`${config.home}/logs/launcher.log`);
  const say = (sentence: string): void => {
    process.stdout.write(`${sentence}\n`);
    log.write(`${new Date().toISOString()} ${sentence}\n`);
  };
  const stack = new Stack({ config, say });
  const end = endOnce(stack, { config, release, say });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {
    log.write(`${new Date().toISOString()} ${signal}\n`);
    void end('Deteniendo Konbit…', 0);
  });
  // The wrapper that started this process was killed: nobody is left to ask for the end.
  process.on('disconnect', () => void end('Deteniendo Konbit…', 0));
  try {
    await waitForLeftovers(config.home, say);
    await requirePort(config.port, config.host, 'KONBIT_PORT');
    await stack.start();
    printReady(config, stack, log);
  } catch (error) {
    log.write(`${error instanceof Error ? error.stack ?? error.message : String(error)}\n`);
    await end(explain(error, config), 1);
  }
}

type End = (sentence: string, exitCode: number) => Promise<void>;

/** The first reason to end wins; a second signal meanwhile changes nothing. */
function endOnce(stack: Stack, { config, release, say }: { config: LaunchConfig; release: () => void; say: (sentence: string) => void }): End {
  let ending = false;
  return async (sentence, exitCode) => {
    if (ending) return;
    ending = true;
    say(sentence);
    setTimeout(() => process.exit(1), stopLimitMs).unref();
    await stack.stop();
    removeRunFile(config.home);
    release();
    process.exit(exitCode);
  };
}

/** Passwords are for the screen alone, never for the log. */
function printReady(config: LaunchConfig, stack: Stack, log: LogFile): void {
  log.write(`${new Date().toISOString()} Konbit: ${config.publicUrl}\n`);
  const lines = stack.demo ? demoNotice() : readyLines(config.home, stack.adminPassword);
  process.stdout.write(`\nKonbit: ${config.publicUrl}\n${lines.join('\n')}\n`);
}

function explain(error: unknown, config: LaunchConfig): string {
  const explained = error instanceof StartError ? error : explainFileError(error, config.home);
  if (explained instanceof StartError) return explained.message;
  return `Konbit no pudo iniciar (${textOf(error)}): revise ${config.home}/logs/launcher.log y vuelva a intentar.`;
}

process.stdout.on('error', () => undefined);
main().catch((error: unknown) => {
  process.stderr.write(`${textOf(error)}\n`);
  process.exit(1);
});
