import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { accountsPath, ensureAdmin, readAccounts } from '../launch/accounts-file.js';
import { verifyPassword } from '../sign-in/accounts.js';
import { accountCommand } from './account.js';
import type { CommandContext } from './context.js';
import { FileAccounts } from './staff-accounts.js';

describe('konbit account', () => {
  let home: string;
  let printed: string[];
  let context: CommandContext;

  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'konbit-account-'));
    printed = [];
    context = { home, run: null, ownerUrl: () => '', logAddress: () => ({ busUrl: '' }), accounts: () => new FileAccounts(home), print: (line) => { printed.push(line); } };
  });
  afterEach(() => { rmSync(home, { recursive: true, force: true }); });

  const branch = 'ORG-IMV-MIG/BR-IMV-MIG-CENTRAL';
  const passwordShown = (): string => printed.join().match(/: (\S+)$/)?.[1] ?? '';

  it('makes the first administrator once, and never shows the password again', async () => {
    const password = await ensureAdmin(home);
    const [admin] = readAccounts(home);
    expect(admin).toMatchObject({ username: 'admin', roles: ['admin'] });
    expect(await verifyPassword(password ?? '', admin?.passwordHash ?? '')).toBe(true);
    expect(await ensureAdmin(home)).toBeNull();
    expect(statSync(accountsPath(home)).mode & 0o777).toBe(0o600);
  });

  it('adds an account whose shown password opens it', async () => {
    await accountCommand(context, ['add', 'Ana.Rojas', 'Ana Rojas', 'adviser', branch]);
    const [ana] = readAccounts(home);
    expect(ana).toMatchObject({ username: 'ana.rojas', name: 'Ana Rojas', roles: ['adviser'], branches: [branch] });
    expect(await verifyPassword(passwordShown(), ana?.passwordHash ?? '')).toBe(true);
  });

  it('closes and opens an account, and renews its password', async () => {
    await accountCommand(context, ['add', 'ana', 'Ana', 'adviser', branch]);
    const before = readAccounts(home)[0]?.passwordHash;
    await accountCommand(context, ['close', 'ana']);
    expect(readAccounts(home)[0]?.disabled).toBe(true);
    await accountCommand(context, ['open', 'ana']);
    expect(readAccounts(home)[0]?.disabled).toBeUndefined();
    await accountCommand(context, ['password', 'ana']);
    expect(readAccounts(home)[0]?.passwordHash).not.toBe(before);
  });

  it.each([
    [['add', 'ana', 'Ana', 'boss', branch], 'No existe el rol "boss"'],
    [['add', 'ana', 'Ana', 'adviser', 'Mesón'], 'no es una sucursal'],
    [['add', 'ana'], 'Indique usuario'],
    [['close', 'nobody'], 'No existe la cuenta "nobody"'],
    [['fire', 'ana'], 'No existe "account fire"'],
  ])('refuses %j', async (args, sentence) => {
    await expect(accountCommand(context, args)).rejects.toThrow(sentence);
  });
});
