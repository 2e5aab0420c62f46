import { type Log, silentLog } from '@konbit/platform';

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
  /** Default: `BUS_DATABASE_URL`. */
  busUrl?: string;
  log?: Log;
}

export interface MessagingConfig {
  service: string;
  consumes: readonly ConsumerGroup[];
  databaseUrl: string;
  busUrl: string;
  log: Log;
}

type Env = Readonly<Record<string, string | undefined>>;

/** Options completed from the environment; throws naming the variable that is wrong. */
export function messagingConfig(options: MessagingOptions, env: Env = process.env): MessagingConfig {
  return {
    service: options.service,
    consumes: options.consumes ?? [],
    databaseUrl: options.databaseUrl ?? required(env, `${options.service.toUpperCase()}_DATABASE_URL`),
    busUrl: options.busUrl ?? busUrlOf(env),
    log: options.log ?? silentLog,
  };
}

/** Where the log is; only the Postgres log exists. */
function busUrlOf(env: Env): string {
  const events = env['KONBIT_EVENTS'] ?? 'postgres';
  if (events !== 'postgres') throw new Error(`KONBIT_EVENTS is "${events}": only "postgres" is known`);
  return required(env, 'BUS_DATABASE_URL');
}

/** CUT of the municipality that this process serves; the start of the service has checked it. */
export function tenantCut(env: Env = process.env): string {
  return env['KONBIT_TENANT_CUT'] ?? '05101';
}

function required(env: Env, name: string): string {
  const value = env[name];
  if (!value) throw new Error(`${name} is not set: it names the Postgres database to use`);
  return value;
}
