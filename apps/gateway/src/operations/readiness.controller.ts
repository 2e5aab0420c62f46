import { Controller, Get, Header, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Readiness, type ReadinessReport } from './readiness.js';

/** Whether a load balancer may send people here: 503 with the reasons while it may not. */
@Controller('readyz')
export class ReadinessController {
  constructor(private readonly readiness: Readiness) {}

  @Get()
  @Header('cache-control', 'no-store')
  async read(@Res({ passthrough: true }) reply: FastifyReply): Promise<ReadinessReport> {
    const report = await this.readiness.report();
    void reply.code(report.ready ? 200 : 503);
    return report;
  }
}
