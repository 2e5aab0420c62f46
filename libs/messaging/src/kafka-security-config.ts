import { readFileSync } from 'node:fs';
import { ConfigError } from '@konbit/platform';

/** How a process shows itself to the brokers, and how it knows them. */
export interface KafkaSecurity {
  /** Certificates that vouch for the brokers. */
  ca: string;
  sign: { username: string; password: string } | null;
}

type Env = Readonly<Record<string, string | undefined>>;

/** From `KONBIT_KAFKA_TLS_CA`, and with it `KONBIT_KAFKA_USER` and `KONBIT_KAFKA_PASSWORD_FILE`; null for plain connections. Throws a ConfigError naming the variable. */
export function kafkaSecurity(env: Env = process.env): KafkaSecurity | null {
  const { KONBIT_KAFKA_TLS_CA: ca, KONBIT_KAFKA_USER: username, KONBIT_KAFKA_PASSWORD_FILE: passwordFile } = env;
  if (!username !== !passwordFile) throw new ConfigError('KONBIT_KAFKA_USER and KONBIT_KAFKA_PASSWORD_FILE go together: set both or none');
  if (!ca && username) throw new ConfigError('KONBIT_KAFKA_TLS_CA is not set: a user signs in to brokers over TLS alone');
  if (!ca) return null;
  return { ca: textIn('KONBIT_KAFKA_TLS_CA', ca), sign: username && passwordFile ? { username, password: textIn('KONBIT_KAFKA_PASSWORD_FILE', passwordFile).trim() } : null };
}

function textIn(name: string, path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new ConfigError(`${name} names a file that cannot be read`, { cause: error });
  }
}
