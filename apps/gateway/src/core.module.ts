import { type DynamicModule, Module } from '@nestjs/common';
import { type Clock, CLOCK, LOG, type Log, Metrics, SystemClock, TokenVerifier, Vault } from '@konbit/platform';
import { CasesClient, DirectoryClient, ReferralsClient } from './api/services.js';
import type { GatewayConfig } from './config.js';

/** Injection token of the GatewayConfig. */
export const GATEWAY_CONFIG: unique symbol = Symbol('GatewayConfig');

export interface GatewayParts {
  config: GatewayConfig;
  log: Log;
  vault: Vault;
  clock?: Clock;
  verifier?: TokenVerifier;
}

/** What every module uses: settings, log, clock, keys, the check of tokens, and the services behind the gateway. */
@Module({})
export class CoreModule {
  static with({ config, log, vault, clock, verifier }: GatewayParts): DynamicModule {
    const time = clock ?? new SystemClock();
    const providers = [
      { provide: GATEWAY_CONFIG, useValue: config },
      { provide: LOG, useValue: log },
      { provide: CLOCK, useValue: time },
      { provide: Vault, useValue: vault },
      { provide: Metrics, useFactory: () => new Metrics('gateway') },
      { provide: TokenVerifier, useFactory: () => verifier ?? new TokenVerifier({ ...config.service.oidc, clock: time }) },
      { provide: CasesClient, useFactory: () => new CasesClient({ port: config.rpc.cases, log }) },
      { provide: ReferralsClient, useFactory: () => new ReferralsClient({ port: config.rpc.referrals, log }) },
      { provide: DirectoryClient, useFactory: () => new DirectoryClient({ port: config.rpc.directory, log }) },
    ];
    return { module: CoreModule, global: true, providers, exports: providers.map(({ provide }) => provide) };
  }
}
