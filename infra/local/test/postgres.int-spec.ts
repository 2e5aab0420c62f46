import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { type RunningPostgres, bootstrapDatabases, serviceDatabaseEnv, startPostgres } from '@konbit/local';
import { Client } from 'pg';

// A cluster is made slowly on a busy machine.
jest.setTimeout(30_000);

describe('embedded Postgres', () => {
  let folder: string;
  let dataDir: string;
  let server: RunningPostgres | null = null;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'konbit-pg-'));
    dataDir = join(folder, 'postgres');
  });
  afterEach(async () => {
    await server?.stop();
    server = null;
  });
  afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

  const open = async (): Promise<RunningPostgres> => {
    server = await startPostgres({ dataDir });
    return server;
  };

  const query = async <T extends object>(url: string, sql: string): Promise<T[]> => {
    const client = new Client({ connectionString: url });
    await client.connect();
    try {
      return (await client.query<T>(sql)).rows;
    } finally {
      await client.end();
    }
  };

  it('writes no value of a refused row into its own log', async () => {
    const { adminUrl } = await open();
    await query(adminUrl, 'create table person (name text unique)');
    await query(adminUrl, `insert into person values ('Wideline')`);
    await expect(query(adminUrl, `insert into person values ('Wideline')`)).rejects.toMatchObject({ code: '23505' });
    await expect(query(adminUrl, `select 'Wideline'::uuid`)).rejects.toMatchObject({ code: '22P02' });
    const log = readFileSync(`${dataDir}.log`, 'utf8');
    expect(log).toContain('ready to accept connections');
    expect(log).not.toContain('Wideline');
  });

  it('keeps what was committed through kill -9, with fsync on and UTF-8', async () => {
    const { adminUrl, pid } = await open();
    await query(adminUrl, `create table kept (name text); insert into kept values ('Ñuñoa')`);
    process.kill(pid, 'SIGKILL');
    const { adminUrl: after } = await open();
    expect(await query(after, 'select name from kept')).toEqual([{ name: 'Ñuñoa' }]);
    expect(await query(after, 'show fsync')).toEqual([{ fsync: 'on' }]);
    expect(await query(after, 'show server_encoding')).toEqual([{ server_encoding: 'UTF8' }]);
  });

  it('adopts the live server of the same folder instead of starting another', async () => {
    const first = await open();
    const second = await startPostgres({ dataDir });
    expect(second).toMatchObject({ adopted: true, pid: first.pid, port: first.port });
    await second.stop();
    await expect(query(first.adminUrl, 'select 1')).rejects.toThrow();
  });

  it('reports a server that dies', async () => {
    const died = new Promise<void>((resolve) => { void startPostgres({ dataDir, onExit: resolve }).then((started) => { process.kill(started.pid, 'SIGKILL'); }); });
    await died;
  });

  it('listens on loopback and on a socket that only its user can reach, with a password that only this user can read', async () => {
    const { adminUrl } = await open();
    expect(await query(adminUrl, 'show listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }]);
    expect(await query(adminUrl, 'show unix_socket_directories')).toEqual([{ unix_socket_directories: `${dataDir}.socket` }]);
    expect(statSync(`${dataDir}.socket`).mode & 0o777).toBe(0o700);
    const byLoopback = new URL(adminUrl);
    byLoopback.search = '';
    const addresses = [await query(adminUrl, 'select inet_client_addr() as address'), await query(byLoopback.href, 'select inet_client_addr() as address')];
    expect(addresses).toEqual([[{ address: null }], [{ address: '127.0.0.1' }]]);
    for (const url of [new URL(adminUrl), byLoopback]) {
      url.password = 'guess';
      await expect(query(url.href, 'select 1')).rejects.toThrow('password authentication failed');
    }
    expect(statSync(`${dataDir}.password`).mode & 0o777).toBe(0o600);
  });

  it('does without a socket where its name would be too long', async () => {
    const long = join(folder, 'a'.repeat(100), 'postgres');
    const server = await startPostgres({ dataDir: long });
    try {
      expect(await query(server.adminUrl, 'select inet_client_addr() as address')).toEqual([{ address: '127.0.0.1' }]);
    } finally {
      await server.stop();
    }
  });

  it('makes roles and databases once, however often it is asked', async () => {
    const { adminUrl } = await open();
    const urls = await bootstrapDatabases(adminUrl);
    expect(await bootstrapDatabases(adminUrl)).toEqual(urls);
    expect(await query(urls['CASES_OWNER_DATABASE_URL'] ?? '', 'select current_user, current_database() as db')).toEqual([{ current_user: 'cases_owner', db: 'cases' }]);
    const { BUS_DATABASE_URL } = serviceDatabaseEnv(urls, 'referrals');
    expect(await query(BUS_DATABASE_URL ?? '', 'select current_user, current_database() as db')).toEqual([{ current_user: 'referrals_app', db: 'bus' }]);
  });

  it('lets an app role neither create anything nor enter another database', async () => {
    const { adminUrl } = await open();
    const urls = await bootstrapDatabases(adminUrl, { prefix: 't1_' });
    const app = urls['CASES_DATABASE_URL'] ?? '';
    await expect(query(app, 'create table x (y int)')).rejects.toThrow('permission denied');
    const other = new URL(app);
    other.pathname = '/t1_referrals';
    await expect(query(other.href, 'select 1')).rejects.toThrow('permission denied for database');
    const roles = await query(adminUrl, `select 1 from pg_roles where rolname ~ '_(app|owner)$' and (rolsuper or rolbypassrls or rolcreatedb or rolcreaterole)`);
    expect(roles).toEqual([]);
  });

  it('tells data of another version and a damaged folder in a sentence', async () => {
    await open();
    await server?.stop();
    server = null;
    writeFileSync(join(dataDir, 'PG_VERSION'), '15\n');
    await expect(startPostgres({ dataDir })).rejects.toThrow(/son de Postgres 15.*KONBIT_HOME/);
    writeFileSync(join(dataDir, 'PG_VERSION'), '18\n');
    writeFileSync(join(dataDir, 'global', 'pg_control'), 'garbage');
    await expect(startPostgres({ dataDir })).rejects.toThrow(/está dañada.*npm run reset/);
  });
});
