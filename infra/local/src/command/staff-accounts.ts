import { randomUUID } from 'node:crypto';
import { readAccounts, writeAccounts } from '../launch/accounts-file.js';
import { type Account, hashPassword } from '../sign-in/accounts.js';
import { StartError } from '../start-error.js';
import { UsageError } from './exit-code.js';

/** An account as the command shows it and makes it. */
export type StaffAccount = Pick<Account, 'username' | 'name' | 'roles' | 'branches' | 'disabled'>;

/** Where an office keeps its accounts. Usernames come as they are kept; an unknown one throws `StartError`. */
export interface StaffAccounts {
  list(): Promise<StaffAccount[]>;
  /** Throws `UsageError` when the username is taken. */
  add(account: StaffAccount, password: string): Promise<void>;
  setPassword(username: string, password: string): Promise<void>;
  /** A closed account may not sign in, and what it has open ends. */
  setClosed(username: string, closed: boolean): Promise<void>;
}

/** The accounts of the embedded sign-in: a file of the state folder. */
export class FileAccounts implements StaffAccounts {
  constructor(private readonly home: string) {}

  async list(): Promise<StaffAccount[]> {
    return readAccounts(this.home);
  }

  async add(account: StaffAccount, password: string): Promise<void> {
    const accounts = readAccounts(this.home);
    if (accounts.some(({ username }) => username === account.username)) throw usernameTaken(account.username);
    writeAccounts(this.home, [...accounts, { sub: randomUUID(), ...account, passwordHash: await hashPassword(password) }]);
  }

  async setPassword(username: string, password: string): Promise<void> {
    const passwordHash = await hashPassword(password);
    this.change(username, (account) => ({ ...account, passwordHash }));
  }

  async setClosed(username: string, closed: boolean): Promise<void> {
    this.change(username, ({ disabled: _before, ...account }) => (closed ? { ...account, disabled: true } : account));
  }

  private change(username: string, edit: (account: Account) => Account): void {
    const accounts = readAccounts(this.home);
    if (!accounts.some((account) => account.username === username)) throw accountUnknown(username);
    writeAccounts(this.home, accounts.map((account) => (account.username === username ? edit(account) : account)));
  }
}

export function usernameTaken(username: string): UsageError {
  return new UsageError(`Ya existe la cuenta "${username}".`);
}

export function accountUnknown(username: string): StartError {
  return new StartError(`No existe la cuenta "${username}".`);
}
