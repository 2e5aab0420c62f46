import { Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, Reflector } from '@nestjs/core';
import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo';
import { GraphQLModule } from '@nestjs/graphql';
import { LOG, type Log, Metrics } from '@konbit/platform';
import type { GatewayConfig } from '../config.js';
import { GATEWAY_CONFIG } from '../core.module.js';
import { SessionService } from '../sign-in/session.service.js';
import { SignInModule } from '../sign-in/sign-in.module.js';
import { AllowGuard } from './allow.js';
import { ApiContexts } from './api-contexts.js';
import { ErrorFilter } from './error.filter.js';
import { graphqlOptions } from './graphql-options.js';
import { RateLimit } from './rate-limit.js';

const burstSeconds = 3;
const limit = (perSecond: number): RateLimit => new RateLimit({ perSecond, burst: perSecond * burstSeconds });

@Module({
  imports: [
    GraphQLModule.forRootAsync<ApolloDriverConfig>({
      driver: ApolloDriver,
      imports: [SignInModule],
      inject: [GATEWAY_CONFIG, LOG, SessionService, Metrics],
      useFactory: ({ ratePerson, rateBranch, isDev }: GatewayConfig, log: Log, sessions: SessionService, metrics: Metrics) => (
        graphqlOptions({ contexts: new ApiContexts(sessions, { person: limit(ratePerson), branch: limit(rateBranch) }), log, metrics, isDev })),
    }),
    SignInModule,
  ],
  providers: [
    { provide: APP_GUARD, inject: [Reflector, SessionService], useFactory: (reflector: Reflector, sessions: SessionService) => new AllowGuard(reflector, sessions) },
    { provide: APP_FILTER, inject: [LOG, Metrics], useFactory: (log: Log, metrics: Metrics) => new ErrorFilter(log, metrics) },
  ],
})
export class ApiModule {}
