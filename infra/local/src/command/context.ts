import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chosenBrokers, type LogAddress } from '@konbit/messaging';
import { codeId } from '@konbit/platform';
import { readLaunchConfig } from '../launch/launch-config.js';
import { holderUrl } from '../launch/home-lock.js';
import { type RunFile, readRunFile } from '../launch/run-file.js';
import { StartError } from '../start-error.js';
import { type OperatedService, operatedServices } from '../operated-services.js';
import { UsageError } from './exit-code.js';
import { KeycloakAccounts } from './keycloak-accounts.js';
import { FileAccounts, type StaffAccounts } from './staff-accounts.js';

/** Where this command finds Konbit. */
export interface CommandContext {
  home: string;
  run: RunFile | null;
  ownerUrl: (service: OperatedService | 'bus') => string;
  /** Where events travel; on Postgres as the log's owner. */
  logAddress: () => LogAddress;
  accounts: () => StaffAccounts;
  print: (line: string) => void;
}

/** Reads `run.json` and the environment, which wins. */
export function commandContext(env: NodeJS.ProcessEnv): CommandContext {
  const root = resolve(fileURLToPath(import.meta.url), '../../../../..');
  const { home, tenantCut } = readLaunchConfig({ KONBIT_HOME: env['KONBIT_HOME'], KONBIT_TENANT_CUT: env['KONBIT_TENANT_CUT'] }, { root, isSystemRoot: process.getuid?.() === 0 });
  const run = holderUrl(home) === null ? null : readRunFile(home);
  const ownerUrl = (service: OperatedService | 'bus'): string => {
    const name = `${service.toUpperCase()}_OWNER_DATABASE_URL`;
    const url = env[name] || run?.databaseUrls[name];
    if (url) return url;
    throw new StartError(`Konbit no está funcionando con la carpeta ${home}: inícielo con "npm start", o indique ${name} (carpeta de estado: ${join(home, 'run.json')}).`);
  };
  return {
    home, run, ownerUrl,
    logAddress: () => {
      const kafkaBrokers = env['KONBIT_EVENTS'] ? chosenBrokers(env) : run?.kafkaBrokers;
      return kafkaBrokers ? { kafkaBrokers } : { busUrl: ownerUrl('bus') };
    },
    accounts: () => accountsFrom(env, { home, tenant: codeId(tenantCut) }),
    print: (line) => { process.stdout.write(`${line}\n`); },
  };
}

/** Accounts live in Keycloak when the environment says so, else in the state folder. */
function accountsFrom(env: NodeJS.ProcessEnv, { home, tenant }: { home: string; tenant: string }): StaffAccounts {
  const [issuer, secret] = [env['OIDC_ISSUER'], env['KONBIT_ACCOUNTS_SECRET']];
  if (!issuer && !secret) return new FileAccounts(home);
  if (issuer && secret) return new KeycloakAccounts({ issuer, secret, tenant });
  throw new StartError('Para las cuentas de Keycloak indique OIDC_ISSUER y KONBIT_ACCOUNTS_SECRET; para las de esta carpeta, ninguno de los dos.');
}

/** The services a command is about: the one named, or all. */
export function servicesFrom(name: string | undefined): readonly OperatedService[] {
  if (name === undefined) return operatedServices;
  const service = operatedServices.find((known) => known === name);
  if (!service) throw new UsageError(`No existe el servicio "${name}": use cases, referrals o directory.`);
  return [service];
}
