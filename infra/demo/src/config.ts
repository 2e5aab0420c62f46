import { chosenBrokers, type LogAddress } from '@konbit/messaging';
import { codeId, readConfig } from '@konbit/platform';
import { z } from 'zod';

const url = z.url({ protocol: /^postgres(ql)?$/, error: 'it is a postgres:// url' });
const shape = z.object({
  KONBIT_HOME: z.string(),
  KONBIT_DEMO: z.literal('1', 'the demonstration is loaded only with KONBIT_DEMO=1'),
  KONBIT_TENANT_CUT: z.string().default('05101'),
  CASES_OWNER_DATABASE_URL: url, REFERRALS_OWNER_DATABASE_URL: url, DIRECTORY_OWNER_DATABASE_URL: url,
});
const onPostgres = z.object({ BUS_OWNER_DATABASE_URL: url, CASES_BUS_DATABASE_URL: url, REFERRALS_BUS_DATABASE_URL: url, DIRECTORY_BUS_DATABASE_URL: url });

export type LoadedService = 'cases' | 'referrals' | 'directory';

export interface DemoConfig {
  home: string;
  tenant: string;
  /** The log; on Postgres as its owner. */
  address: LogAddress;
  ownerUrls: Record<LoadedService, string>;
  /** The Postgres log as each service sees it; null on Kafka. */
  busUrls: Record<LoadedService, string> | null;
}

/** Settings of the loader; throws a ConfigError that names the variable, also when KONBIT_DEMO is not 1. */
export function demoConfig(): DemoConfig {
  const read = readConfig(shape);
  return {
    home: read.KONBIT_HOME, tenant: codeId(read.KONBIT_TENANT_CUT), ...logConfig(),
    ownerUrls: { cases: read.CASES_OWNER_DATABASE_URL, referrals: read.REFERRALS_OWNER_DATABASE_URL, directory: read.DIRECTORY_OWNER_DATABASE_URL },
  };
}

function logConfig(): Pick<DemoConfig, 'address' | 'busUrls'> {
  const kafkaBrokers = chosenBrokers();
  if (kafkaBrokers) return { address: { kafkaBrokers }, busUrls: null };
  const read = readConfig(onPostgres);
  return {
    address: { busUrl: read.BUS_OWNER_DATABASE_URL },
    busUrls: { cases: read.CASES_BUS_DATABASE_URL, referrals: read.REFERRALS_BUS_DATABASE_URL, directory: read.DIRECTORY_BUS_DATABASE_URL },
  };
}

/** Each service signs in to the Postgres log as itself; one process holds all of them, opened one after the other. */
export function signInToLogAs(service: LoadedService, { busUrls }: DemoConfig): void {
  if (busUrls) process.env['BUS_DATABASE_URL'] = busUrls[service];
}
