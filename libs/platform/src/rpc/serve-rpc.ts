import { setTimeout as wait } from 'node:timers/promises';
import type { DynamicModule, INestMicroservice, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { type MicroserviceOptions, Transport } from '@nestjs/microservices';
import { ConfigError } from '../config/config.js';
import type { Log } from '../log/logger.js';
import { NestLog } from '../log/nest-log.js';
import { RpcEdge } from './rpc-edge.js';
import { loopback, maxFrame } from './wire.js';

export interface ServeOptions {
  port: number;
  log: Log;
  host?: string;
}

/** A service that answers calls. */
export interface RpcServer {
  app: INestMicroservice;
  /** Finishes the calls in flight (≤ 5 s), then closes everything in Nest's order. */
  close(): Promise<void>;
}

const drainForMs = 5000;
const flushMs = 20;

/** Serves a module's `@Handles` methods on loopback; the module must hold the platform module. Throws a ConfigError for a busy port. */
export async function serveRpc(module: Type | DynamicModule, { port, log, host = loopback }: ServeOptions): Promise<RpcServer> {
  const app = await NestFactory.createMicroservice<MicroserviceOptions>(module, {
    transport: Transport.TCP, options: { host, port, maxBufferSize: maxFrame }, logger: new NestLog(log), abortOnError: false,
  });
  await app.listen().catch(async (error: unknown) => {
    await app.close().catch(() => undefined);
    throw portError(error, port);
  });
  const edge = app.get(RpcEdge, { strict: false });
  return {
    app,
    close: async () => {
      await edge.drain(drainForMs);
      // The last answers are given, and not yet written: Nest closes sockets without looking.
      await wait(flushMs);
      await app.close();
    },
  };
}

function portError(error: unknown, port: number): unknown {
  const code = typeof error === 'object' && error !== null ? (error as { code?: unknown }).code : undefined;
  return code === 'EADDRINUSE' ? new ConfigError(`port ${port} is in use by another program`, { cause: error }) : error;
}
