import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { accountsFromFile, hashPassword, newPassword, verifyPassword } from './accounts.js';

describe('accounts', () => {
  it('keep a salted hash that only the right password opens', async () => {
    const hash = await hashPassword('una clave larga');
    expect(hash).toMatch(/^scrypt\$/);
    expect(await hashPassword('una clave larga')).not.toBe(hash);
    expect(await verifyPassword('una clave larga', hash)).toBe(true);
    expect(await verifyPassword('otra', hash)).toBe(false);
    expect(await verifyPassword('una clave larga', 'scrypt$damaged')).toBe(false);
  });

  it('get generated passwords that are long and differ', () => {
    expect(newPassword()).toMatch(/^([a-z2-9]{5}-){3}[a-z2-9]{5}$/);
    expect(newPassword()).not.toBe(newPassword());
  });

  it('of a file are read again when the file changes', () => {
    const folder = mkdtempSync(join(tmpdir(), 'konbit-accounts-'));
    const path = join(folder, 'accounts.json');
    const write = (disabled: boolean): void => writeFileSync(path, JSON.stringify([{ sub: '1', username: 'ana', disabled }]));
    write(false);
    const accounts = accountsFromFile(path);
    expect(accounts.byUsername(' Ana ')?.disabled).toBe(false);
    write(true);
    utimesSync(path, new Date(), new Date(Date.now() + 5_000));
    expect(accounts.bySub('1')?.disabled).toBe(true);
    rmSync(folder, { recursive: true });
  });
});
