import { join, resolve } from 'node:path';
import { chosenBrokers } from '@konbit/messaging';
import { StartError, textOf } from '../start-error.js';

/** Everything the launcher reads from the environment. */
export interface LaunchConfig {
  /** Folder of the clone. */
  root: string;
  home: string;
  host: string;
  port: number;
  publicUrl: string;
  /** Port of the sign-in; null = the one used last time, or a free one. */
  signInPort: number | null;
  /** Address of the sign-in behind a TLS proxy; null = derived from host and port. */
  signInUrl: string | null;
  tls: { cert: string; key: string } | null;
  /** Null when nobody said; the state folder remembers then. */
  demo: boolean | null;
  dev: boolean;
  tenantCut: string;
  /** Null while events travel through Postgres. */
  kafkaBrokers: readonly string[] | null;
}

type Env = Readonly<Record<string, string | undefined>>;

/** Reads and checks the environment; throws `StartError` with the variable's name. */
export function readLaunchConfig(env: Env, { root, isSystemRoot }: { root: string; isSystemRoot: boolean }): LaunchConfig {
  const host = env['KONBIT_HOST'] || '127.0.0.1';
  const port = portFrom(env, 'KONBIT_PORT') ?? 3000;
  const tls = tlsFrom(env);
  const loopback = isLoopback(host);
  if (!loopback && !tls) throw new StartError(needsTls(host));
  return {
    root,
    home: env['KONBIT_HOME'] ? resolve(env['KONBIT_HOME']) : isSystemRoot ? '/var/lib/konbit' : join(root, '.konbit'),
    host, port, tls,
    publicUrl: publicUrlFrom(env, { host, port, loopback, secure: tls !== null }),
    signInPort: portFrom(env, 'KONBIT_SIGNIN_PORT'),
    signInUrl: urlFrom(env, 'KONBIT_SIGNIN_URL'),
    demo: flagFrom(env, 'KONBIT_DEMO'),
    dev: flagFrom(env, 'KONBIT_DEV') ?? false,
    tenantCut: env['KONBIT_TENANT_CUT'] || '05101',
    kafkaBrokers: kafkaBrokersFrom(env),
  };
}

/** Whether only this machine can reach an address. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\./.test(host);
}

function needsTls(host: string): string {
  return `Para abrir Konbit en la dirección ${host} indique KONBIT_TLS_CERT y KONBIT_TLS_KEY, o deje 127.0.0.1 detrás de un proxy con TLS: sin conexión segura el navegador descarta la sesión.`;
}

function publicUrlFrom(env: Env, where: { host: string; port: number; loopback: boolean; secure: boolean }): string {
  const given = urlFrom(env, 'KONBIT_PUBLIC_URL');
  if (given) return given;
  if (where.host === '0.0.0.0' || where.host === '::') {
    throw new StartError('Con KONBIT_HOST=0.0.0.0 indique también KONBIT_PUBLIC_URL, la dirección con que las personas abren Konbit, por ejemplo https://konbit.municipio.cl:3000.');
  }
  const name = where.loopback ? 'localhost' : where.host;
  return `${where.secure ? 'https' : 'http'}://${name}:${where.port}`;
}

function portFrom(env: Env, name: string): number | null {
  const text = env[name];
  if (!text) return null;
  const port = Number(text);
  if (Number.isInteger(port) && port >= 1 && port <= 65_535) return port;
  throw new StartError(`${name} debe ser un número entre 1 y 65535 y es "${text}".`);
}

function flagFrom(env: Env, name: string): boolean | null {
  const text = env[name];
  if (text === undefined || text === '') return null;
  if (text === '0' || text === '1') return text === '1';
  throw new StartError(`${name} debe ser 0 o 1 y es "${text}".`);
}

function urlFrom(env: Env, name: string): string | null {
  const text = env[name];
  if (!text) return null;
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return text.replace(/\/+$/, '');
  throw new StartError(`${name} debe ser una dirección como https://konbit.municipio.cl y es "${text}".`);
}

function kafkaBrokersFrom(env: Env): readonly string[] | null {
  const { KONBIT_EVENTS: events, KONBIT_KAFKA_BROKERS: given } = env;
  try {
    return chosenBrokers(env);
  } catch (error) {
    if (events !== 'kafka') throw new StartError(`KONBIT_EVENTS debe ser postgres o kafka y es "${events}".`, { cause: error });
    if (!textOf(error).startsWith('KONBIT_KAFKA_BROKERS')) throw new StartError(`La conexión con los brokers de Kafka está mal indicada: ${textOf(error)}.`, { cause: error });
    throw new StartError(`Con KONBIT_EVENTS=kafka indique en KONBIT_KAFKA_BROKERS los brokers, por ejemplo k1.municipio.cl:9092,k2.municipio.cl:9092${given ? `; ahora es "${given}"` : ''}.`, { cause: error });
  }
}

function tlsFrom(env: Env): LaunchConfig['tls'] {
  const cert = env['KONBIT_TLS_CERT'];
  const key = env['KONBIT_TLS_KEY'];
  if (!cert && !key) return null;
  if (cert && key) return { cert: resolve(cert), key: resolve(key) };
  throw new StartError('KONBIT_TLS_CERT y KONBIT_TLS_KEY van juntos: indique los dos archivos o ninguno.');
}
