import { z } from 'zod';
import { ConfigError, type Env, readConfig } from '../config/config.js';
import { codeId } from '../ids/code-id.js';

export const services = ['cases', 'referrals', 'directory', 'gateway'] as const;
export type ServiceName = (typeof services)[number];

/** Settings every service has; a service reads its own further ones with `readConfig`. */
export interface ServiceConfig {
  name: ServiceName;
  databaseUrl: string;
  ownerDatabaseUrl: string;
  rpcPorts: Partial<Record<ServiceName, number>>;
  keysFile: string;
  tenantCut: string;
  /** Id of the home municipality. */
  tenant: string;
  home: string | null;
  isDev: boolean;
  oidc: { issuer: string; audience: string; jwksUri: string | undefined };
}

/** Injection token of the ServiceConfig. */
export const SERVICE_CONFIG: unique symbol = Symbol('ServiceConfig');

const postgresUrl = z.url({ protocol: /^postgres(ql)?$/, error: 'it is a postgres:// url' });
const httpUrl = z.url({ protocol: /^https?$/, error: 'it is an http(s) url' });
const port = z.coerce.number({ error: 'it is a port number' }).int().min(1).max(65_535);

const shared = z.object({
  CASES_RPC_PORT: port.optional(), REFERRALS_RPC_PORT: port.optional(), DIRECTORY_RPC_PORT: port.optional(),
  KONBIT_KEYS_FILE: z.string(),
  KONBIT_TENANT_CUT: z.string().regex(/^\d{5}$/, 'a CUT has five digits').default('05101'),
  KONBIT_HOME: z.string().optional(),
  KONBIT_DEV: z.string().optional(),
  OIDC_ISSUER: httpUrl,
  OIDC_AUDIENCE: z.string().default('konbit-api'),
  OIDC_JWKS_URI: httpUrl.optional(),
});

/** Reads the settings of a service; throws a ConfigError that names the variable. */
export function serviceConfig(name: ServiceName, env?: Env): ServiceConfig {
  const [appUrl, ownerUrl] = [`${name.toUpperCase()}_DATABASE_URL`, `${name.toUpperCase()}_OWNER_DATABASE_URL`];
  const own: Record<never, z.ZodType> = { [appUrl]: postgresUrl, [ownerUrl]: postgresUrl };
  const read = readConfig(shared.extend(own), env);
  const urls = read as unknown as Record<string, string>;
  return {
    name,
    databaseUrl: urls[appUrl] ?? '', ownerDatabaseUrl: urls[ownerUrl] ?? '',
    rpcPorts: portsOf({ cases: read.CASES_RPC_PORT, referrals: read.REFERRALS_RPC_PORT, directory: read.DIRECTORY_RPC_PORT }),
    keysFile: read.KONBIT_KEYS_FILE, tenantCut: read.KONBIT_TENANT_CUT, tenant: codeId(read.KONBIT_TENANT_CUT),
    home: read.KONBIT_HOME ?? null, isDev: read.KONBIT_DEV === '1',
    oidc: { issuer: read.OIDC_ISSUER, audience: read.OIDC_AUDIENCE, jwksUri: read.OIDC_JWKS_URI },
  };
}

/** The port a service listens on; throws a ConfigError that names its variable. */
export function rpcPortOf(config: ServiceConfig, name: ServiceName): number {
  const found = config.rpcPorts[name];
  if (found === undefined) throw new ConfigError(`${name.toUpperCase()}_RPC_PORT is not set`);
  return found;
}

function portsOf(ports: Record<string, number | undefined>): Partial<Record<ServiceName, number>> {
  return Object.fromEntries(Object.entries(ports).filter(([, value]) => value !== undefined));
}
