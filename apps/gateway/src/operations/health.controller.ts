import { Controller, Get, Header, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { CasesClient, DirectoryClient, ReferralsClient } from '../api/services.js';
import { SessionStore } from '../sign-in/session.store.js';

/** Whether the product can be used: this gateway, its database and the services behind it. */
@Controller('healthz')
export class HealthController {
  constructor(private readonly cases: CasesClient, private readonly referrals: ReferralsClient, private readonly directory: DirectoryClient, private readonly store: SessionStore) {}

  @Get()
  @Header('cache-control', 'no-store')
  async health(@Res({ passthrough: true }) reply: FastifyReply): Promise<{ ok: boolean; parts: Record<string, boolean> }> {
    const services = [this.cases, this.referrals, this.directory].map(async (service) => (await service.health())?.ok ?? false);
    const [database, cases, referrals, directory] = await Promise.all([this.store.ping().then(() => true, () => false), ...services]);
    const parts = { database, cases: cases ?? false, referrals: referrals ?? false, directory: directory ?? false };
    const ok = Object.values(parts).every(Boolean);
    void reply.code(ok ? 200 : 503);
    return { ok, parts };
  }
}
