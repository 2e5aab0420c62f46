import { type DynamicModule, type FactoryProvider, Module } from '@nestjs/common';
import type { RpcMap } from '@konbit/contracts';
import { TokenVerifier } from '../auth/token-verifier.js';
import { CLOCK, type Clock, SystemClock } from '../clock/clock.js';
import { Database } from '../database/database.js';
import { databaseModule } from '../database/database.module.js';
import { LOG, type Log } from '../log/logger.js';
import { connectionFigure } from '../metrics/connection-figure.js';
import { Metrics } from '../metrics/metrics.js';
import { MetricsController } from '../metrics/metrics.controller.js';
import { Health, HealthController } from '../rpc/health.js';
import { RpcClient } from '../rpc/rpc-client.js';
import { RpcEdge } from '../rpc/rpc-edge.js';
import type { RpcCaller } from '../rpc/wire.js';
import { Vault } from '../vault/vault.js';
import { auditTurnedAway } from './turned-away.js';
import { rpcPortOf, SERVICE_CONFIG, type ServiceConfig, type ServiceName } from './service-config.js';

export interface PlatformParts {
  config: ServiceConfig;
  log: Log;
  vault: Vault;
  clock?: Clock;
  verifier?: TokenVerifier;
  /** Callers of services that run in the same process, by service name; the others are called over the wire. */
  callers?: LocalCallers;
}

export type LocalCallers = Readonly<Partial<Record<ServiceName, RpcCaller<RpcMap>>>>;
const LOCAL_CALLERS: unique symbol = Symbol('LocalCallers');

/** Global providers of every process: SERVICE_CONFIG, LOG, CLOCK, Vault, TokenVerifier, Database, Metrics, RpcEdge and Health. */
@Module({})
export class PlatformModule {
  static forService({ config, log, vault, clock, verifier, callers = {} }: PlatformParts): DynamicModule {
    return {
      module: PlatformModule,
      global: true,
      imports: [databaseModule({ name: config.name, url: config.databaseUrl })],
      controllers: [HealthController, MetricsController],
      providers: [
        { provide: SERVICE_CONFIG, useValue: config },
        { provide: LOG, useValue: log },
        { provide: CLOCK, useValue: clock ?? new SystemClock() },
        { provide: Vault, useValue: vault },
        { provide: LOCAL_CALLERS, useValue: callers },
        { provide: TokenVerifier, useFactory: () => verifier ?? new TokenVerifier(config.oidc) },
        { provide: Metrics, inject: [Database], useFactory: (db: Database) => makeMetrics(config.name, db) },
        { provide: RpcEdge, inject: [TokenVerifier, Database, Metrics], useFactory: (tokens: TokenVerifier, db: Database, metrics: Metrics) => (
          new RpcEdge({ verifier: tokens, tenant: config.tenant, log, metrics, checkAnswers: config.isDev, onTurnedAway: auditTurnedAway({ db, log, tenant: config.tenant }) })) },
        { provide: Health, inject: [Database, TokenVerifier, RpcEdge], useFactory: (db: Database, tokens: TokenVerifier, edge: RpcEdge) => makeHealth(config.name, { db, tokens, edge }) },
      ],
      exports: [SERVICE_CONFIG, LOG, CLOCK, Vault, LOCAL_CALLERS, TokenVerifier, Metrics, RpcEdge, Health],
    };
  }
}

/** A provider of the typed client of another service: the one in this process when there is one, else over the wire by the port of the environment. */
export function rpcClientProvider(token: string | symbol, map: RpcMap): FactoryProvider {
  return {
    provide: token,
    inject: [SERVICE_CONFIG, LOCAL_CALLERS, LOG],
    useFactory: (config: ServiceConfig, callers: LocalCallers, log: Log) => (
      callers[map.service as ServiceName] ?? new RpcClient(map, { port: rpcPortOf(config, map.service as ServiceName), log })),
  };
}

function makeHealth(name: string, { db, tokens, edge }: { db: Database; tokens: TokenVerifier; edge: RpcEdge }): Health {
  const health = new Health(name);
  health.add('database', async () => (await db.isUp() ? 'OK' : 'DATABASE_DOWN'));
  health.add('keys', async () => (await tokens.hasKeys() ? 'OK' : 'KEYS_MISSING'));
  health.add('calls', () => (edge.isStopping ? 'STOPPING' : 'OK'));
  return health;
}

function makeMetrics(name: string, db: Database): Metrics {
  const metrics = new Metrics(name);
  metrics.add(connectionFigure(() => db.connections()));
  return metrics;
}
