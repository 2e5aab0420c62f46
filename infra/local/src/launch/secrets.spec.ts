import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LogFile } from './log-file.js';
import { demoMode, ensureKeysFile, loadSecrets, rememberSignInPort } from './secrets.js';

describe('secrets of the state folder', () => {
  let home: string;
  beforeEach(() => { home = mkdtempSync(join(tmpdir(), 'konbit-secrets-')); });
  afterEach(() => { rmSync(home, { recursive: true, force: true }); });

  it('are made once, private to this user', () => {
    const first = loadSecrets(home, true);
    rememberSignInPort(home, first, 4321);
    expect(loadSecrets(home, true)).toEqual({ ...first, signInPort: 4321 });
    expect(statSync(join(home, 'secrets.json')).mode & 0o777).toBe(0o600);
  });

  it('hold one 32-byte key of each kind', () => {
    const path = ensureKeysFile(home, false);
    const keys = JSON.parse(readFileSync(path, 'utf8')) as Record<'aes' | 'hmac', { id: string; key: string }[]>;
    for (const kind of ['aes', 'hmac'] as const) expect(Buffer.from(keys[kind][0]?.key ?? '', 'base64')).toHaveLength(32);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('are never made anew for data that already exist', () => {
    expect(() => ensureKeysFile(home, true)).toThrow(/Falta .*keys\.json.*respaldo/);
  });

  it('remember that a real office works here, and let no demonstration in', () => {
    expect(loadSecrets(home, false).demo).toBe(false);
    expect(demoMode(null, false)).toBe(false);
    expect(() => demoMode(true, false)).toThrow('datos de una oficina real');
    expect([demoMode(null, true), demoMode(true, true), demoMode(false, true)]).toEqual([true, true, false]);
  });

  it('tell a damaged file by name', () => {
    writeFileSync(join(home, 'secrets.json'), '{"clientSecret":');
    expect(() => loadSecrets(home, true)).toThrow(/secrets\.json está dañado/);
  });

  it('share the folder with logs that rotate by size', () => {
    const log = new LogFile(join(home, 'x.log'));
    const block = Buffer.alloc(3 * 1024 * 1024, 'x');
    for (let i = 0; i < 5; i += 1) log.write(block);
    expect(statSync(join(home, 'x.log')).size).toBe(block.length);
    expect(statSync(join(home, 'x.log.1')).size).toBe(2 * block.length);
    expect(statSync(join(home, 'x.log.2')).size).toBe(2 * block.length);
  });
});
