import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import fastifyCookie from '@fastify/cookie';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { type Clock, ConfigError, type Log, Metrics, NestLog, prepareDatabase, type Running } from '@konbit/platform';
import { graphqlPath } from './api/graphql-options.js';
import { gateGraphql } from './api/request-gate.js';
import { TrustedDocuments } from './api/trusted-documents.js';
import { AppModule } from './app.module.js';
import type { GatewayConfig } from './config.js';
import { closeGently, OpenRequests } from './graceful-stop.js';
import { HintHub } from './hints/hint-hub.js';
import { migrations } from './migrations/migrations.js';
import { Readiness } from './operations/readiness.js';
import { countRequests } from './operations/request-figures.js';
import { traceRequests } from './operations/request-spans.js';
import { addSecurityHeaders } from './web-app/security-headers.js';
import { serveWebApp } from './web-app/web-app.js';

const bodyLimit = 100 * 1024;

export interface GatewayOptions {
  config: GatewayConfig;
  log: Log;
  clock?: Clock;
}

/** Starts the gateway; migrates first, as owner. Throws a ConfigError for what an operator can put right. */
export async function startGateway({ config, log, clock }: GatewayOptions): Promise<Running> {
  const vault = await prepareDatabase(config.service, migrations, log);
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.with({ config, log, vault, ...(clock ? { clock } : {}) }), new FastifyAdapter({ bodyLimit, ...tlsOf(config), ...(config.trustedProxy === null ? {} : { trustProxy: config.trustedProxy }) }),
    { logger: new NestLog(log), abortOnError: false },
  );
  const requests = new OpenRequests(app.getHttpAdapter().getInstance().server);
  await prepareHttp(app, config, log);
  await app.listen({ port: config.port, host: config.host }).catch((error: unknown) => {
    throw portError(error, config);
  });
  return {
    stop: async () => {
      app.get(Readiness, { strict: false }).stop();
      if (config.drainMs > 0) await wait(config.drainMs);
      // A broker that is silent holds back the end of the hints, which must not hold back the answers.
      await Promise.all([app.get(HintHub, { strict: false }).stop(), closeGently(app, requests)]);
    },
  };
}

async function prepareHttp(app: NestFastifyApplication, { publicUrl, isDev, documents: file, webDir }: GatewayConfig, log: Log): Promise<void> {
  const fastify = app.getHttpAdapter().getInstance();
  const documents = TrustedDocuments.fromFile(isDev, file ?? undefined);
  if (documents.size === 0 && !isDev) log.warn('no trusted document is known: every request to GraphQL will be refused');
  const metrics = app.get(Metrics);
  traceRequests(fastify);
  countRequests(fastify, metrics);
  addSecurityHeaders(fastify, publicUrl.startsWith('https:'));
  await app.register(fastifyCookie);
  gateGraphql(fastify, { path: graphqlPath, origin: new URL(publicUrl).origin, documents, onRefused: (code) => { metrics.refused(code); } });
  if (webDir === null) return;
  if (!existsSync(join(webDir, 'index.html'))) throw new ConfigError('KONBIT_WEB_DIR holds no built web app: run `npm run build:web`');
  await serveWebApp(fastify, { folder: webDir, publicUrl });
}

function tlsOf({ tls }: GatewayConfig): { https?: { cert: Buffer; key: Buffer } } {
  if (!tls) return {};
  try {
    return { https: { cert: readFileSync(tls.cert), key: readFileSync(tls.key) } };
  } catch (error) {
    throw new ConfigError('KONBIT_TLS_CERT or KONBIT_TLS_KEY names a file that cannot be read', { cause: error });
  }
}

function portError(error: unknown, { port, host }: GatewayConfig): unknown {
  const code = typeof error === 'object' && error !== null ? (error as { code?: unknown }).code : undefined;
  if (code === 'EADDRINUSE') return new ConfigError(`port ${port} is in use by another program: set KONBIT_PORT to another`, { cause: error });
  return code === 'EADDRNOTAVAIL' ? new ConfigError(`KONBIT_HOST ${host} is not an address of this computer`, { cause: error }) : error;
}
