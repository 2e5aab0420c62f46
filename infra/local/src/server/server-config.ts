import { readFileSync } from 'node:fs';
import { chosenBrokers } from '@konbit/messaging';
import { ConfigError, readConfig } from '@konbit/platform';
import { z } from 'zod';

type Env = Readonly<Record<string, string | undefined>>;
const postgresUrl = z.url({ protocol: /^postgres(ql)?$/, error: 'it is a postgres:// url' });

/** What prepares a server of several processes. */
export interface PrepareConfig {
  adminUrl: string;
  home: string;
  settingsDir: string;
  clientSecret: string;
  /** Null while events travel through Postgres. */
  kafkaBrokers: readonly string[] | null;
}

const prepareSchema = z.object({
  KONBIT_ADMIN_DATABASE_URL: postgresUrl,
  KONBIT_ADMIN_PASSWORD_FILE: z.string(),
  KONBIT_HOME: z.string(),
  KONBIT_SETTINGS_DIR: z.string(),
  OIDC_CLIENT_SECRET_FILE: z.string(),
});

/** Reads the settings of `prepare`; secrets come from files alone. Throws a ConfigError that names the variable. */
export function prepareConfig(env: Env): PrepareConfig {
  const read = readConfig(prepareSchema, env);
  const adminUrl = new URL(read.KONBIT_ADMIN_DATABASE_URL);
  adminUrl.password = encodeURIComponent(secretIn('KONBIT_ADMIN_PASSWORD_FILE', read.KONBIT_ADMIN_PASSWORD_FILE));
  return {
    adminUrl: adminUrl.href, home: read.KONBIT_HOME, settingsDir: read.KONBIT_SETTINGS_DIR, clientSecret: secretIn('OIDC_CLIENT_SECRET_FILE', read.OIDC_CLIENT_SECRET_FILE),
    kafkaBrokers: chosenBrokers(env),
  };
}

const keepSchema = z.object({
  CASES_OWNER_DATABASE_URL: postgresUrl, REFERRALS_OWNER_DATABASE_URL: postgresUrl, DIRECTORY_OWNER_DATABASE_URL: postgresUrl, BUS_OWNER_DATABASE_URL: postgresUrl,
});

/** Reads the settings of `keep`: the databases as their owners, on Kafka with or without that of the Postgres log. Throws a ConfigError that names the variable. */
export function keepConfig(env: Env): Readonly<Record<string, string>> {
  const read = readConfig(chosenBrokers(env) ? keepSchema.partial({ BUS_OWNER_DATABASE_URL: true }) : keepSchema, env);
  return Object.fromEntries(Object.entries(read).filter(([, url]) => url !== undefined));
}

/** A secret is one line of at least 16 characters that a settings file can hold as it is. */
function secretIn(name: string, path: string): string {
  const text = readable(name, path).trim();
  if (!/^[\w.~+/=-]{16,}$/.test(text)) throw new ConfigError(`${name}: the file holds no secret of at least 16 letters, digits or . _ ~ + / = - in one line`);
  return text;
}

function readable(name: string, path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    throw new ConfigError(`${name} names a file that cannot be read`);
  }
}
