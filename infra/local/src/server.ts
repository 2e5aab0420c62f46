import { ConfigError, runProcess } from '@konbit/platform';
import { keep } from './server/keep.js';
import { prepare } from './server/prepare.js';
import { keepConfig, prepareConfig } from './server/server-config.js';
import { StartError } from './start-error.js';

/** What a server of several processes needs beside its services: `prepare` before they start, `keep` while they run. */
const jobs: Readonly<Record<string, () => Promise<void>>> = {
  prepare: async () => prepare(prepareConfig(process.env)),
  keep: async () => runProcess({ name: 'keeper', start: (log) => Promise.resolve({ stop: keep(keepConfig(process.env), log) }) }),
};

const job = jobs[process.argv[2] ?? ''];
if (job) await job().catch(tell);
else end('Use: node infra/local/dist/server.js prepare | keep', 2);

function tell(error: unknown): void {
  if (!(error instanceof ConfigError || error instanceof StartError)) throw error;
  end(error.message, 1);
}

function end(sentence: string, exitCode: number): void {
  process.stderr.write(`${sentence}\n`);
  process.exitCode = exitCode;
}
