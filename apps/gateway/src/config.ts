import { type LogAddress, logAddress } from '@konbit/messaging';
import { ConfigError, type Env, readConfig, rpcPortOf, serviceConfig, type ServiceConfig } from '@konbit/platform';
import { z } from 'zod';

const defaultHost = '127.0.0.1';
const defaultPort = 3000;
const flag = z.enum(['0', '1'], { error: 'it is 0 or 1' }).default('0').transform((value) => value === '1');
const rate = (fallback: number) => z.coerce.number({ error: 'it is a number of requests per second' }).positive().default(fallback);

const own = z.object({
  KONBIT_HOST: z.string().default(defaultHost),
  KONBIT_PORT: z.coerce.number({ error: 'it is a port number' }).int().min(1).max(65_535).default(defaultPort),
  KONBIT_PUBLIC_URL: z.url({ protocol: /^https?$/, error: 'it is an http(s) url' }).optional(),
  KONBIT_TRUSTED_PROXY: z.string().optional(),
  KONBIT_WEB_DIR: z.string().optional(),
  KONBIT_DOCUMENTS: z.string().optional(),
  KONBIT_TLS_CERT: z.string().optional(),
  KONBIT_TLS_KEY: z.string().optional(),
  KONBIT_METRICS_TOKEN: z.string().min(16, 'it has 16 characters or more').optional(),
  KONBIT_DRAIN_SECONDS: z.coerce.number({ error: 'it is a number of seconds' }).min(0).max(3, 'it is 3 at most: a stop has ten seconds in all').default(0),
  KONBIT_DEV: flag,
  KONBIT_DEMO: flag,
  KONBIT_RATE_PERSON: rate(40),
  KONBIT_RATE_BRANCH: rate(400),
  OIDC_CLIENT_ID: z.string().default('konbit-gateway'),
  OIDC_CLIENT_SECRET: z.string(),
});

export interface GatewayConfig {
  service: ServiceConfig;
  /** Where the hints come from. */
  events: LogAddress;
  host: string;
  port: number;
  /** The one address by which people open Konbit: cookies, sign-in and the check of `Origin` belong to it. */
  publicUrl: string;
  /** Addresses (with or without a prefix length, by commas) of the proxy in front, whose word on the client's address counts; null when there is none. */
  trustedProxy: string | null;
  webDir: string | null;
  /** Manifest of trusted documents; null is the one that ships. */
  documents: string | null;
  tls: { cert: string; key: string } | null;
  /** What a reader of the metrics shows; null when only this computer may read them. */
  metricsToken: string | null;
  /** How long a stopping gateway still answers after it has said that it is not ready. */
  drainMs: number;
  isDev: boolean;
  isDemo: boolean;
  ratePerson: number;
  rateBranch: number;
  client: { id: string; secret: string };
  rpc: { cases: number; referrals: number; directory: number };
}

/** Reads the gateway's settings. Throws a ConfigError that names the variable. */
export function gatewayConfig(env?: Env): GatewayConfig {
  const service = serviceConfig('gateway', env);
  const read = readConfig(own, env);
  const tls = tlsOf(read.KONBIT_TLS_CERT, read.KONBIT_TLS_KEY);
  const publicUrl = read.KONBIT_PUBLIC_URL ?? `${tls ? 'https' : 'http'}://localhost:${read.KONBIT_PORT}`;
  refuseOpenHttp(publicUrl);
  return {
    service, events: logAddress({}, env), host: read.KONBIT_HOST, port: read.KONBIT_PORT, publicUrl, trustedProxy: read.KONBIT_TRUSTED_PROXY ?? null, webDir: read.KONBIT_WEB_DIR ?? null, documents: read.KONBIT_DOCUMENTS ?? null, tls,
    metricsToken: read.KONBIT_METRICS_TOKEN ?? null, drainMs: read.KONBIT_DRAIN_SECONDS * 1000,
    isDev: read.KONBIT_DEV, isDemo: read.KONBIT_DEMO, ratePerson: read.KONBIT_RATE_PERSON, rateBranch: read.KONBIT_RATE_BRANCH,
    client: { id: read.OIDC_CLIENT_ID, secret: read.OIDC_CLIENT_SECRET },
    rpc: { cases: rpcPortOf(service, 'cases'), referrals: rpcPortOf(service, 'referrals'), directory: rpcPortOf(service, 'directory') },
  };
}

function tlsOf(cert: string | undefined, key: string | undefined): { cert: string; key: string } | null {
  if (cert === undefined && key === undefined) return null;
  if (cert === undefined || key === undefined) throw new ConfigError('KONBIT_TLS_CERT and KONBIT_TLS_KEY go together: set both or none');
  return { cert, key };
}

/** Over plain http to another address the browser drops the session's cookie (DESIGN §6). */
/** Whether people reach Konbit at this address from its own computer alone. */
export function isLoopbackUrl(url: string): boolean {
  return ['localhost', '127.0.0.1', '[::1]'].includes(new URL(url).hostname);
}

function refuseOpenHttp(publicUrl: string): void {
  if (publicUrl.startsWith('https:') || isLoopbackUrl(publicUrl)) return;
  throw new ConfigError('KONBIT_PUBLIC_URL is plain http to another address: set KONBIT_TLS_CERT and KONBIT_TLS_KEY, or put a TLS proxy in front and name its https address');
}
