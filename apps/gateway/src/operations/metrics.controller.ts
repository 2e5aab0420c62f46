import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import { connectionFigure, Metrics, metricsText, metricsType } from '@konbit/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CasesClient, DirectoryClient, ReferralsClient } from '../api/services.js';
import type { GatewayConfig } from '../config.js';
import { GATEWAY_CONFIG } from '../core.module.js';
import { HintHub } from '../hints/hint-hub.js';
import { SessionStore } from '../sign-in/session.store.js';
import { mayReadMetrics } from './metrics-access.js';
import { isLoopbackUrl } from '../config.js';

/** The figures of the whole product at one address: of this process, and of each service by its call `metrics`. */
@Controller('metrics')
export class MetricsController {
  private readonly services: readonly (CasesClient | ReferralsClient | DirectoryClient)[];
  private answering: Readonly<Record<string, boolean>> = {};

  constructor(
    @Inject(GATEWAY_CONFIG) private readonly config: GatewayConfig, private readonly metrics: Metrics,
    cases: CasesClient, referrals: ReferralsClient, directory: DirectoryClient, store: SessionStore, hints: HintHub,
  ) {
    this.services = [cases, referrals, directory];
    metrics.add(connectionFigure(() => store.connections()));
    metrics.add({ name: 'konbit_hint_readers', help: 'Browser windows that listen for news', kind: 'gauge', read: () => [{ value: hints.size }] });
    metrics.add({
      name: 'konbit_service_up', help: '1 for a service whose figures are in this answer', kind: 'gauge', labels: ['name'],
      read: () => Object.entries(this.answering).map(([name, up]) => ({ labels: { name }, value: up ? 1 : 0 })),
    });
  }

  @Get()
  async read(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { metricsToken, publicUrl } = this.config;
    if (!mayReadMetrics(request, { token: metricsToken, isLocal: isLoopbackUrl(publicUrl) })) return await refuse(reply, metricsToken !== null);
    const found = await Promise.all(this.services.map((service) => service.metrics()));
    this.answering = Object.fromEntries(this.services.map(({ service }, index) => [service, found[index] !== null]));
    const own = await this.metrics.read();
    await reply.header('content-type', metricsType).header('cache-control', 'no-store').send(await metricsText([own, ...found.filter((figures) => figures !== null)]));
  }
}

async function refuse(reply: FastifyReply, byToken: boolean): Promise<void> {
  if (byToken) void reply.code(401).header('www-authenticate', 'Bearer');
  else void reply.code(404);
  await reply.type('text/plain; charset=utf-8').send(byToken ? 'The metrics need the token of KONBIT_METRICS_TOKEN.' : 'No existe.');
}
