import { roles } from '@konbit/contracts';
import { newPassword, usernameOf } from '../sign-in/accounts.js';
import type { CommandContext } from './context.js';
import { ExitCode, UsageError } from './exit-code.js';

/** `konbit account …`: the accounts of an office, in its own sign-in or in its Keycloak. */
export async function accountCommand(context: CommandContext, args: string[]): Promise<ExitCode> {
  const [action, ...rest] = args;
  if (action === 'list') return list(context);
  if (action === 'add') return add(context, rest);
  if (action === 'password') return renew(context, rest[0]);
  if (action === 'close') return setClosed(context, rest[0], true);
  if (action === 'open') return setClosed(context, rest[0], false);
  throw new UsageError(`No existe "account ${action ?? ''}".`);
}

async function list(context: CommandContext): Promise<ExitCode> {
  const accounts = await context.accounts().list();
  if (accounts.length === 0) context.print('No hay cuentas. Con el ingreso propio, las de demostración no se guardan y la primera se crea al iniciar con KONBIT_DEMO=0.');
  for (const account of accounts) {
    context.print(`${account.username}  ${account.name} · ${account.roles.join(', ')} · ${account.branches.join(', ') || 'sin sucursal'}${account.disabled ? ' · cerrada' : ''}`);
  }
  return ExitCode.ok;
}

async function add(context: CommandContext, [typed, name, roleList, branchList]: string[]): Promise<ExitCode> {
  if (!typed || !name || !roleList) throw new UsageError('Indique usuario, nombre, roles y sucursales.');
  const username = usernameOf(typed);
  const password = newPassword();
  await context.accounts().add({ username, name, roles: rolesFrom(roleList), branches: branchesFrom(branchList ?? '') }, password);
  context.print(`Se creó la cuenta "${username}". Contraseña (no se mostrará otra vez): ${password}`);
  return ExitCode.ok;
}

async function renew(context: CommandContext, typed: string | undefined): Promise<ExitCode> {
  const username = usernameFrom(typed);
  const password = newPassword();
  await context.accounts().setPassword(username, password);
  context.print(`Nueva contraseña de "${username}" (no se mostrará otra vez): ${password}`);
  return ExitCode.ok;
}

async function setClosed(context: CommandContext, typed: string | undefined, closed: boolean): Promise<ExitCode> {
  const username = usernameFrom(typed);
  await context.accounts().setClosed(username, closed);
  context.print(`Se ${closed ? 'cerró' : 'volvió a abrir'} la cuenta "${username}".`);
  return ExitCode.ok;
}

function usernameFrom(typed: string | undefined): string {
  if (!typed) throw new UsageError('Indique el usuario.');
  return usernameOf(typed);
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
