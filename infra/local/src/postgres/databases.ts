import { createHmac } from 'node:crypto';
import { Client } from 'pg';

/** The four services that own a database and an app role. */
export const databaseServices = ['cases', 'referrals', 'directory', 'gateway'] as const;
export type DatabaseService = (typeof databaseServices)[number];

export interface BootstrapOptions {
  /** Put before every database name; roles are shared by the whole server. */
  prefix?: string;
  /** Password per role; a role that is absent gets one derived from the administrator's. */
  passwords?: Readonly<Record<string, string>>;
}

const bootstrapLock = 7_140_031;

/**
 * Makes roles and databases of every service and of the event log, or checks them again.
 * Returns urls by environment name; the log as each service sees it is `<SVC>_BUS_DATABASE_URL` (BACKBONE §2.7).
 */
export async function bootstrapDatabases(adminUrl: string, options: BootstrapOptions = {}): Promise<Record<string, string>> {
  const prefix = options.prefix ?? '';
  if (!/^[a-z0-9_]*$/.test(prefix)) throw new Error(`database prefix "${prefix}" is not a plain name`);
  const passwordOf = passwordsFrom(adminUrl, options.passwords ?? {});
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [bootstrapLock]);
    await ensureRoles(client, passwordOf);
    await ensureDatabases(client, adminUrl, prefix);
  } finally {
    await client.end();
  }
  return urlsOf(adminUrl, prefix, passwordOf);
}

/** The database variables of one service: its own urls and its own sign-in to the log. */
export function serviceDatabaseEnv(urls: Readonly<Record<string, string>>, service: DatabaseService): Record<string, string> {
  const upper = service.toUpperCase();
  const own = Object.entries(urls).filter(([name]) => name === `${upper}_DATABASE_URL` || name === `${upper}_OWNER_DATABASE_URL`);
  return { ...Object.fromEntries(own), BUS_DATABASE_URL: urls[`${upper}_BUS_DATABASE_URL`] ?? '' };
}

type PasswordOf = (role: string) => string;

function passwordsFrom(adminUrl: string, given: Readonly<Record<string, string>>): PasswordOf {
  const secret = decodeURIComponent(new URL(adminUrl).password);
  return (role) => {
    const known = given[role];
    if (known) return known;
    if (!secret) throw new Error(`no password for role ${role}: the administrator's url has none to derive it from`);
    return createHmac('sha256', secret).update(`role:${role}`).digest('base64url');
  };
}

async function ensureRoles(client: Client, passwordOf: PasswordOf): Promise<void> {
  await ensureRole(client, 'bus_reader', null);
  const owners = [...databaseServices.map((service) => `${service}_owner`), 'bus_owner'];
  for (const role of owners) await ensureRole(client, role, passwordOf(role));
  for (const service of databaseServices) {
    await ensureRole(client, `${service}_app`, passwordOf(`${service}_app`));
    await client.query(`grant bus_reader to ${service}_app`);
  }
}

async function ensureRole(client: Client, role: string, password: string | null): Promise<void> {
  const known = await client.query('select 1 from pg_roles where rolname = $1', [role]);
  if (known.rowCount === 0) await client.query(`create role ${role} nosuperuser nocreatedb nocreaterole nobypassrls`);
  if (password !== null) await client.query(`alter role ${role} login password ${client.escapeLiteral(password)}`);
}

async function ensureDatabases(client: Client, adminUrl: string, prefix: string): Promise<void> {
  for (const service of [...databaseServices, 'bus'] as const) {
    const reader = service === 'bus' ? 'bus_reader' : `${service}_app`;
    const name = `${prefix}${service}`;
    const known = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (known.rowCount === 0) await client.query(`create database ${name} owner ${service}_owner`);
    await client.query(`revoke all on database ${name} from public`);
    await client.query(`grant connect on database ${name} to ${reader}`);
    await openSchema(databaseUrl(adminUrl, name), reader);
  }
}

async function openSchema(url: string, reader: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`revoke all on schema public from public; grant usage on schema public to ${reader}`);
  } finally {
    await client.end();
  }
}

function urlsOf(adminUrl: string, prefix: string, passwordOf: PasswordOf): Record<string, string> {
  const url = (database: string, role: string): string => databaseUrl(adminUrl, `${prefix}${database}`, role, passwordOf(role));
  const urls: Record<string, string> = { BUS_OWNER_DATABASE_URL: url('bus', 'bus_owner') };
  for (const service of databaseServices) {
    const upper = service.toUpperCase();
    urls[`${upper}_DATABASE_URL`] = url(service, `${service}_app`);
    urls[`${upper}_OWNER_DATABASE_URL`] = url(service, `${service}_owner`);
    urls[`${upper}_BUS_DATABASE_URL`] = url('bus', `${service}_app`);
  }
  return urls;
}

function databaseUrl(adminUrl: string, database: string, role?: string, password?: string): string {
  const url = new URL(adminUrl);
  url.pathname = `/${database}`;
  if (role !== undefined) url.username = role;
  if (password !== undefined) url.password = password;
  return url.href;
}
