import { accountCommand } from './command/account.js';
import { auditCommand } from './command/audit.js';
import { criteriaCommand } from './command/criteria.js';
import { ExitCode, UsageError } from './command/exit-code.js';
import { helpText } from './command/help.js';
import { logCommand } from './command/log.js';
import { parkedCommand } from './command/parked.js';
import { statusCommand } from './command/status.js';
import { topicsCommand } from './command/topics.js';
import { type CommandContext, commandContext } from './command/context.js';
import { StartError, codeOf, textOf } from './start-error.js';

type Command = (context: CommandContext, args: string[]) => Promise<ExitCode>;

const commands: Readonly<Record<string, Command>> = {
  status: statusCommand, parked: parkedCommand, 'verify-audit': auditCommand, account: accountCommand, topics: topicsCommand, log: logCommand,
};

async function main(args: string[]): Promise<ExitCode> {
  const [name = 'help', ...rest] = args;
  if (name === 'criteria') return criteriaCommand({ input: process.stdin, output: process.stdout, errors: process.stderr }, rest);
  if (name === 'help' || args.includes('--help') || args.includes('-h')) {
    process.stdout.write(helpText);
    return ExitCode.ok;
  }
  const command = commands[name];
  if (!command) throw new UsageError(`No existe el comando "${name}".`);
  return command(commandContext(process.env), rest);
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
