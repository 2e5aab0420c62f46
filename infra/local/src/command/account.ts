import { randomUUID } from 'node:crypto';
import { roles } from '@konbit/contracts';
import { type Account, hashPassword, newPassword, usernameOf } from '../sign-in/accounts.js';
import { readAccounts, writeAccounts } from '../launch/accounts-file.js';
import { StartError } from '../start-error.js';
import type { CommandContext } from './context.js';
import { ExitCode, UsageError } from './exit-code.js';

/** `konbit account …`: the accounts of an office that uses the embedded sign-in. */
export async function accountCommand(context: CommandContext, args: string[]): Promise<ExitCode> {
  const [action, ...rest] = args;
  if (action === 'list') return list(context);
  if (action === 'add') return add(context, rest);
  if (action === 'password') return change(context, rest[0], async (account) => renew(context, account));
  if (action === 'close') return change(context, rest[0], (account) => Promise.resolve({ ...account, disabled: true }));
  if (action === 'open') return change(context, rest[0], ({ disabled: _closed, ...account }) => Promise.resolve(account));
  throw new UsageError(`No existe "account ${action ?? ''}".`);
}

function list(context: CommandContext): Promise<ExitCode> {
  const accounts = readAccounts(context.home);
  if (accounts.length === 0) context.print('No hay cuentas propias: las de demostración no se guardan, y la primera se crea al iniciar con KONBIT_DEMO=0.');
  for (const account of accounts) {
    context.print(`${account.username}  ${account.name} · ${account.roles.join(', ')} · ${account.branches.join(', ') || 'sin sucursal'}${account.disabled ? ' · cerrada' : ''}`);
  }
  return Promise.resolve(ExitCode.ok);
}

async function add(context: CommandContext, [typed, name, roleList, branchList]: string[]): Promise<ExitCode> {
  if (!typed || !name || !roleList) throw new UsageError('Indique usuario, nombre, roles y sucursales.');
  const username = usernameOf(typed);
  const accounts = readAccounts(context.home);
  if (accounts.some((account) => account.username === username)) throw new UsageError(`Ya existe la cuenta "${username}".`);
  const password = newPassword();
  writeAccounts(context.home, [...accounts, {
    sub: randomUUID(), username, name, roles: rolesFrom(roleList), branches: branchesFrom(branchList ?? ''), passwordHash: await hashPassword(password),
  }]);
  context.print(`Se creó la cuenta "${username}". Contraseña (no se mostrará otra vez): ${password}`);
  return ExitCode.ok;
}

async function renew(context: CommandContext, account: Account): Promise<Account> {
  const password = newPassword();
  context.print(`Nueva contraseña de "${account.username}" (no se mostrará otra vez): ${password}`);
  return { ...account, passwordHash: await hashPassword(password) };
}

async function change(context: CommandContext, typed: string | undefined, edit: (account: Account) => Promise<Account>): Promise<ExitCode> {
  if (!typed) throw new UsageError('Indique el usuario.');
  const accounts = readAccounts(context.home);
  const found = accounts.find(({ username }) => username === usernameOf(typed));
  if (!found) throw new StartError(`No existe la cuenta "${typed}".`);
  const edited = await edit(found);
  writeAccounts(context.home, accounts.map((account) => (account === found ? edited : account)));
  context.print(`Se actualizó la cuenta "${found.username}".`);
  return ExitCode.ok;
}

function rolesFrom(text: string): string[] {
  const asked = text.split(',').map((role) => role.trim());
  const unknown = asked.find((role) => !roles.some((known) => known === role));
  if (unknown !== undefined) throw new UsageError(`No existe el rol "${unknown}": use ${roles.join(', ')}.`);
  return asked;
}

function branchesFrom(text: string): string[] {
  const asked = text.split(',').map((branch) => branch.trim()).filter(Boolean);
  const wrong = asked.find((branch) => !/^[A-Z0-9-]+\/[A-Z0-9-]+$/.test(branch));
  if (wrong !== undefined) throw new UsageError(`"${wrong}" no es una sucursal: escriba ORGANIZACIÓN/SUCURSAL, por ejemplo ORG-IMV-MIG/BR-IMV-MIG-CENTRAL.`);
  return asked;
}
