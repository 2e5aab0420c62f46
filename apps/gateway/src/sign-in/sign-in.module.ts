import { Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { type Clock, CLOCK, LOG, type Log, TokenVerifier, Vault } from '@konbit/platform';
import type { Pool } from 'pg';
import type { GatewayConfig } from '../config.js';
import { GATEWAY_CONFIG } from '../core.module.js';
import { DirectoryModule } from '../directory/directory.module.js';
import { ReferenceCache } from '../directory/reference-cache.js';
import { Issuer } from './issuer.js';
import { OfficialNames } from './official-names.js';
import { SessionService } from './session.service.js';
import { SessionStore } from './session.store.js';
import { sessionPool } from './session-pool.js';
import { SessionViews } from './session-view.js';
import { SignInController } from './sign-in.controller.js';
import { ViewerResolver } from './viewer.resolver.js';

const SESSION_POOL: unique symbol = Symbol('SessionPool');

@Module({
  imports: [DirectoryModule],
  controllers: [SignInController],
  providers: [
    ViewerResolver,
    { provide: SESSION_POOL, inject: [GATEWAY_CONFIG, LOG], useFactory: ({ service }: GatewayConfig, log: Log) => sessionPool({ url: service.databaseUrl, log }) },
    { provide: SessionStore, inject: [SESSION_POOL], useFactory: (opened: Pool) => new SessionStore(opened) },
    { provide: OfficialNames, inject: [SESSION_POOL], useFactory: (opened: Pool) => new OfficialNames(opened) },
    {
      provide: Issuer, inject: [GATEWAY_CONFIG],
      useFactory: ({ service, client, publicUrl }: GatewayConfig) => new Issuer({ issuer: service.oidc.issuer, clientId: client.id, clientSecret: client.secret, publicUrl }),
    },
    {
      provide: SessionService, inject: [SessionStore, OfficialNames, Issuer, Vault, TokenVerifier, CLOCK],
      useFactory: (store: SessionStore, officials: OfficialNames, issuer: Issuer, vault: Vault, tokens: TokenVerifier, clock: Clock) =>
        new SessionService({ store, officials, issuer, vault, tokens, clock }),
    },
    {
      provide: SessionViews, inject: [ReferenceCache, Vault, GATEWAY_CONFIG],
      useFactory: (reference: ReferenceCache, vault: Vault, config: GatewayConfig) => new SessionViews(reference, vault, config.isDemo),
    },
  ],
  exports: [OfficialNames, SessionService, SessionStore],
})
export class SignInModule implements OnApplicationShutdown {
  constructor(@Inject(SESSION_POOL) private readonly sessions: Pool) {}

  onApplicationShutdown(): Promise<void> {
    return this.sessions.end();
  }
}
