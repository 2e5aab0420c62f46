import type { CommandContext } from './command/context.js';
import { ExitCode, UsageError } from './command/exit-code.js';
import { helpText } from './command/help.js';
import { StartError, codeOf, textOf } from './start-error.js';

type Command = (context: CommandContext, args: string[]) => Promise<ExitCode>;

// Loaded when they are asked for: what compares two files does not wait for the clients of Postgres and Kafka.
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  status: async () => (await import('./command/status.js')).statusCommand,
  parked: async () => (await import('./command/parked.js')).parkedCommand,
  'verify-audit': async () => (await import('./command/audit.js')).auditCommand,
  account: async () => (await import('./command/account.js')).accountCommand,
  topics: async () => (await import('./command/topics.js')).topicsCommand,
  log: async () => (await import('./command/log.js')).logCommand,
};

async function main(args: string[]): Promise<ExitCode> {
  const [name = 'help', ...rest] = args;
  if (name === 'criteria') return criteria(rest);
  if (name === 'help' || args.includes('--help') || args.includes('-h')) {
    process.stdout.write(helpText);
    return ExitCode.ok;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) throw new UsageError(`No existe el comando "${name}".`);
  const { commandContext } = await import('./command/context.js');
  return (await command())(commandContext(process.env), rest);
}

async function criteria(args: string[]): Promise<ExitCode> {
  const { criteriaCommand } = await import('./command/criteria.js');
  // A reader may close early, as `head` does.
  process.stdout.on('error', (error) => { if (codeOf(error) !== 'EPIPE') throw error; });
  return criteriaCommand({ input: process.stdin, output: process.stdout, errors: process.stderr }, args);
}

function fail(error: unknown): ExitCode {
  if (error instanceof UsageError) {
    process.stderr.write(`${error.message}\n\n${helpText}`);
    return ExitCode.usage;
  }
  if (error instanceof StartError) process.stderr.write(`${error.message}\n`);
  else if (['ECONNREFUSED', 'ETIMEDOUT', 'ENOTFOUND'].includes(codeOf(error))) process.stderr.write('La base de datos no responde: inicie Konbit con "npm start" y vuelva a intentar.\n');
  else process.stderr.write(`No se pudo completar: ${textOf(error)}\n`);
  return ExitCode.noAnswer;
}

process.exitCode = await main(process.argv.slice(2)).catch(fail);
