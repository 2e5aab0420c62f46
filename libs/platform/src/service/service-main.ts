import type { DynamicModule, Type } from '@nestjs/common';
import { systemCtx } from '../actor/actor.js';
import { writeAudit } from '../audit/write-audit.js';
import type { TokenVerifier } from '../auth/token-verifier.js';
import type { Clock } from '../clock/clock.js';
import { Database } from '../database/database.js';
import { migrate, type Migration } from '../database/migrate.js';
import type { Log } from '../log/logger.js';
import { type RpcServer, serveRpc } from '../rpc/serve-rpc.js';
import { readKeysFile } from '../vault/keys-file.js';
import { assertKnownKeys } from '../vault/known-keys.js';
import { Vault } from '../vault/vault.js';
import { PlatformModule } from './platform.module.js';
import { runProcess, type Running } from './process-life.js';
import { rpcPortOf, serviceConfig, type ServiceConfig, type ServiceName } from './service-config.js';

/** A service: its schema and the module that wires it. */
export interface ServiceDefinition {
  name: ServiceName;
  migrations: readonly Migration[];
  module: Type | DynamicModule;
}

export interface StartOptions {
  config: ServiceConfig;
  log: Log;
  clock?: Clock;
  verifier?: TokenVerifier;
}

export interface RunningService extends Running {
  server: RpcServer;
}

/** `main.ts` of a service: environment, migrations, keys, calls served, and the life of the process. */
export async function serviceMain(definition: ServiceDefinition): Promise<void> {
  await runProcess({ name: definition.name, start: (log) => startService(definition, { config: serviceConfig(definition.name), log }) });
}

/** Starts a service in this process; migrates first, as owner. Throws a ConfigError for what an operator can put right. */
export async function startService(definition: ServiceDefinition, options: StartOptions): Promise<RunningService> {
  const { config, log } = options;
  const port = rpcPortOf(config, definition.name);
  const vault = await prepareDatabase(config, definition.migrations, log);
  const server = await serveRpc(rootModule(definition.module, { ...options, vault }), { port, log });
  await auditStart(server.app.get(Database, { strict: false }), config);
  return { server, stop: () => server.close() };
}

/** Migrations and the check of keys, both as owner; gives the vault of the keys file. */
export async function prepareDatabase(config: ServiceConfig, migrations: readonly Migration[], log: Log): Promise<Vault> {
  const vault = new Vault(await readKeysFile(config.keysFile));
  await migrate({ ownerUrl: config.ownerDatabaseUrl, migrations, onApplied: (migration) => log.info('migrated', { migration }) });
  await assertKnownKeys(config.ownerDatabaseUrl, vault);
  return vault;
}

function rootModule(module: Type | DynamicModule, parts: StartOptions & { vault: Vault }): DynamicModule {
  return { module: RootModule, imports: [PlatformModule.forService(parts), module] };
}

class RootModule {}

/** A service that runs has an audit that is not empty: `verify-audit` can tell "nothing happened" from "nothing is seen". */
async function auditStart(db: Database, config: ServiceConfig): Promise<void> {
  const ctx = systemCtx(config.tenant, config.name);
  await db.inTenant(ctx, (tx) => writeAudit(tx, ctx, { action: 'service.started', subjectType: 'service', subjectId: config.name, outcome: 'ok' }));
}
