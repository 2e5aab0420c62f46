import { ConfigError, type Log, silentLog } from '@konbit/platform';
import { kafkaSecurity } from './kafka-security-config.js';

export interface ConsumerGroup {
  /** Group and consumer name, e.g. `cases.timeline`; a rebuild appends `@2`. */
  group: string;
  /** Topics it reads, e.g. `referrals.events`. */
  topics: readonly string[];
}

export interface MessagingOptions {
  service: string;
  consumes?: readonly ConsumerGroup[];
  /** Default: `<SVC>_DATABASE_URL`, the app role. */
  databaseUrl?: string;
  /** Where the Postgres log is. Default: `BUS_DATABASE_URL`. */
  busUrl?: string;
  /** Default: `KONBIT_KAFKA_BROKERS` when `KONBIT_EVENTS` is `kafka`. */
  kafkaBrokers?: readonly string[];
  log?: Log;
}

/** Where events travel: in the Postgres log, or on Kafka. */
export type LogAddress = { busUrl: string } | { kafkaBrokers: readonly string[] };

export interface MessagingConfig {
  service: string;
  consumes: readonly ConsumerGroup[];
  databaseUrl: string;
  address: LogAddress;
  log: Log;
}

type Env = Readonly<Record<string, string | undefined>>;

/** Options completed from the environment; throws a ConfigError naming the variable that is wrong. */
export function messagingConfig(options: MessagingOptions, env: Env = process.env): MessagingConfig {
  return {
    service: options.service,
    consumes: options.consumes ?? [],
    databaseUrl: options.databaseUrl ?? required(env, `${options.service.toUpperCase()}_DATABASE_URL`),
    address: logAddress(options, env),
    log: options.log ?? silentLog,
  };
}

/** Which log `KONBIT_EVENTS` chooses and where it is; throws a ConfigError naming the variable that is wrong. */
export function logAddress(given: Pick<MessagingOptions, 'busUrl' | 'kafkaBrokers'> = {}, env: Env = process.env): LogAddress {
  const kafkaBrokers = given.kafkaBrokers ?? chosenBrokers(env);
  return kafkaBrokers ? { kafkaBrokers } : { busUrl: given.busUrl ?? required(env, 'BUS_DATABASE_URL') };
}

/** The brokers when `KONBIT_EVENTS` chooses Kafka, else null; throws a ConfigError naming the variable that is wrong. */
export function chosenBrokers(env: Env = process.env): string[] | null {
  const events = env['KONBIT_EVENTS'] || 'postgres';
  if (events === 'kafka') {
    kafkaSecurity(env);
    return brokersOf(env);
  }
  if (events === 'postgres') return null;
  throw new ConfigError(`KONBIT_EVENTS is "${events}": it is "postgres" or "kafka"`);
}

/** Addresses of the first brokers to ask, from `KONBIT_KAFKA_BROKERS`. */
export function brokersOf(env: Env = process.env): string[] {
  const brokers = (env['KONBIT_KAFKA_BROKERS'] ?? '').split(',').map((broker) => broker.trim()).filter((broker) => broker !== '');
  const wrong = brokers.find((broker) => !/^(\[[\da-f:]+\]|[\w.-]+):\d{1,5}$/i.test(broker) || Number(broker.slice(broker.lastIndexOf(':') + 1)) > 65_535);
  if (wrong !== undefined) throw new ConfigError(`KONBIT_KAFKA_BROKERS names "${wrong}": each broker is host:port, by commas`);
  if (brokers.length === 0) throw new ConfigError('KONBIT_KAFKA_BROKERS is not set: it names the brokers, host:port by commas');
  return brokers;
}

/** CUT of the municipality that this process serves; the start of the service has checked it. */
export function tenantCut(env: Env = process.env): string {
  return env['KONBIT_TENANT_CUT'] ?? '05101';
}

function required(env: Env, name: string): string {
  const value = env[name];
  if (!value) throw new ConfigError(`${name} is not set: it names the Postgres database to use`);
  return value;
}
