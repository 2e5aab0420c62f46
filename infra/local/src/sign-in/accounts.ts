import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { promisify } from 'node:util';

/** One person who may sign in; a branch is `ORG-CODE/BR-CODE` (DESIGN §5). */
export interface Account {
  sub: string;
  username: string;
  name: string;
  roles: string[];
  branches: string[];
  passwordHash: string;
  disabled?: boolean;
}

/** What the sign-in asks of its accounts. */
export interface Accounts {
  bySub(sub: string): Account | undefined;
  byUsername(username: string): Account | undefined;
}

const cost = { N: 32_768, r: 8, p: 3, maxmem: 64 * 1024 * 1024 };
const derive = promisify<string, Buffer, number, typeof cost, Buffer>(scrypt);

/** A salted scrypt hash, `scrypt$salt$hash`. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const hash = await derive(password.normalize('NFKC'), salt, 32, cost);
  return `scrypt$${salt.toString('base64')}$${hash.toString('base64')}`;
}

/** Whether a password gives this hash; false for an unreadable hash. */
export async function verifyPassword(password: string, passwordHash: string): Promise<boolean> {
  const [kind, salt, hash] = passwordHash.split('$');
  if (kind !== 'scrypt' || !salt || !hash) return false;
  const expected = Buffer.from(hash, 'base64');
  const given = await derive(password.normalize('NFKC'), Buffer.from(salt, 'base64'), 32, cost);
  return expected.length === given.length && timingSafeEqual(expected, given);
}

/** A password that a person can copy from a screen: 20 letters and digits without look-alikes. */
export function newPassword(): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
  return Array.from(randomBytes(20), (byte) => letters[byte % letters.length]).join('').replace(/(.{5})(?=.)/g, '$1-');
}

/** Accounts held in memory. */
export function accountsOf(list: readonly Account[]): Accounts {
  return {
    bySub: (sub) => list.find((account) => account.sub === sub),
    byUsername: (username) => list.find((account) => account.username === usernameOf(username)),
  };
}

/** Accounts of a JSON file, read again whenever it changes: a disabled account fails at its next use. */
export function accountsFromFile(path: string): Accounts {
  let known = { at: -1, accounts: accountsOf([]) };
  const current = (): Accounts => {
    const at = statSync(path).mtimeMs;
    if (at !== known.at) known = { at, accounts: accountsOf(JSON.parse(readFileSync(path, 'utf8')) as Account[]) };
    return known.accounts;
  };
  return { bySub: (sub) => current().bySub(sub), byUsername: (username) => current().byUsername(username) };
}

/** The form in which usernames are kept and compared. */
export function usernameOf(typed: string): string {
  return typed.trim().toLowerCase();
}
