import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { type Account, hashPassword, newPassword } from '../sign-in/accounts.js';
import { readJson, writePrivate } from './files.js';

/** Path of the accounts of a real office. */
export function accountsPath(home: string): string {
  return join(home, 'accounts.json');
}

/** Makes the first account, `admin`, when there is none; answers its password, which is shown once and kept only as a hash. */
export async function ensureAdmin(home: string): Promise<string | null> {
  if (readAccounts(home).length > 0) return null;
  const password = newPassword();
  const admin: Account = {
    sub: randomUUID(), username: 'admin', name: 'Administración', roles: ['admin'], branches: [], passwordHash: await hashPassword(password),
  };
  writeAccounts(home, [admin]);
  return password;
}

/** The accounts of the file, none when it is absent. */
export function readAccounts(home: string): Account[] {
  return (readJson(accountsPath(home)) as Account[] | null) ?? [];
}

/** Replaces the accounts; the running sign-in reads them again by itself. */
export function writeAccounts(home: string, accounts: readonly Account[]): void {
  writePrivate(accountsPath(home), JSON.stringify(accounts, null, 2));
}
