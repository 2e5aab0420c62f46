import { join } from 'node:path';
import { type DatabaseService, databaseServices, serviceDatabaseEnv } from '../postgres/databases.js';
import type { LaunchConfig } from './launch-config.js';
import type { Secrets } from './secrets.js';

/** What the launcher knows once database, sign-in and ports are chosen. */
export interface StackFacts {
  config: LaunchConfig;
  secrets: Secrets;
  demo: boolean;
  keysFile: string;
  databaseUrls: Readonly<Record<string, string>>;
  issuer: string;
  rpcPorts: Readonly<Record<'cases' | 'referrals' | 'directory', number>>;
}

export const clientId = 'konbit-gateway';
export const audience = 'konbit-api';

/** Environment of one service: its own databases and nobody else's secrets. */
export function serviceEnv(facts: StackFacts, service: DatabaseService): NodeJS.ProcessEnv {
  const env = { ...inherited(), ...commonEnv(facts), ...serviceDatabaseEnv(facts.databaseUrls, service), ...eventsEnv(facts.config) };
  return service === 'gateway' ? { ...env, ...gatewayEnv(facts) } : env;
}

/** Environment of the demo loader, which runs the services' own classes in one process. */
export function loaderEnv(facts: StackFacts): NodeJS.ProcessEnv {
  const databases = databaseServices.map((service) => serviceDatabaseEnv(facts.databaseUrls, service));
  return { ...inherited(), ...commonEnv(facts), ...Object.assign({}, ...databases) as Record<string, string>, ...facts.databaseUrls, ...eventsEnv(facts.config) };
}

/** On Kafka nobody but the operator's tool has the Postgres log. */
function eventsEnv({ kafkaBrokers }: LaunchConfig): Record<string, string> {
  return kafkaBrokers ? { KONBIT_EVENTS: 'kafka', KONBIT_KAFKA_BROKERS: kafkaBrokers.join(','), BUS_DATABASE_URL: '' } : { KONBIT_EVENTS: 'postgres' };
}

function commonEnv({ config, keysFile, issuer, rpcPorts, demo }: StackFacts): Record<string, string> {
  return {
    NODE_ENV: 'production',
    KONBIT_HOME: config.home, KONBIT_KEYS_FILE: keysFile, KONBIT_TENANT_CUT: config.tenantCut,
    KONBIT_DEMO: demo ? '1' : '0', KONBIT_DEV: config.dev ? '1' : '0',
    OIDC_ISSUER: issuer, OIDC_AUDIENCE: audience,
    CASES_RPC_PORT: String(rpcPorts.cases), REFERRALS_RPC_PORT: String(rpcPorts.referrals), DIRECTORY_RPC_PORT: String(rpcPorts.directory),
    ...(config.tls && { NODE_EXTRA_CA_CERTS: config.tls.cert }),
  };
}

function gatewayEnv({ config, secrets }: StackFacts): Record<string, string> {
  return {
    KONBIT_PORT: String(config.port), KONBIT_HOST: config.host, KONBIT_PUBLIC_URL: config.publicUrl,
    KONBIT_WEB_DIR: join(config.root, 'apps/web/dist/app'),
    OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: secrets.clientSecret,
    ...(config.tls && { KONBIT_TLS_CERT: config.tls.cert, KONBIT_TLS_KEY: config.tls.key }),
  };
}

/** What a municipality sets for the services themselves. */
const ownSettings: readonly string[] = ['KONBIT_MIGRATION_ORG', 'KONBIT_OMIL_ORG', 'KONBIT_TRUSTED_PROXY', 'KONBIT_RATE_PERSON', 'KONBIT_RATE_BRANCH', 'KONBIT_METRICS_TOKEN', 'KONBIT_DRAIN_SECONDS',
  'KONBIT_KAFKA_TLS_CA', 'KONBIT_KAFKA_USER', 'KONBIT_KAFKA_PASSWORD_FILE'];

/** Settings of another run mode must not leak into this one. */
function inherited(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => ownSettings.includes(name) || !/^(KONBIT|OIDC)_|DATABASE_URL$/.test(name)));
}
