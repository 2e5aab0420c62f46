import { Controller, Get, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { DomainError, LOG, type Log, refusalOf } from '@konbit/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { traceOf } from '../operations/request-spans.js';
import { publicHeaders } from './html.js';
import { SlipPages } from './slip-page.service.js';
import type { PublicTrouble } from './trouble-html.js';
import { TryWindow } from './try-window.js';

const troubles: Readonly<Record<PublicTrouble, number>> = { expired: 404, too_many: 429, unavailable: 503 };
const retryAfterOutageS = 60;

/** `/c/CODE`: plain HTML for whoever holds the paper (REFERRALS §11). Every try counts, the right code too. */
@Controller('c')
export class SlipPageController {
  constructor(private readonly pages: SlipPages, private readonly tries: TryWindow, @Inject(LOG) private readonly log: Log) {}

  @Get(':code')
  async page(@Param('code') code: string, @Query('l') language: unknown, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    void reply.headers(publicHeaders);
    const waitS = this.tries.take(request.ip);
    if (waitS > 0) return await this.trouble(reply.header('retry-after', String(waitS)), 'too_many', language);
    try {
      await reply.code(200).send(await this.pages.of(code, language, traceOf(request)));
    } catch (error) {
      if (error instanceof DomainError && (error.code === 'LINK_INVALID' || error.code === 'INVALID_INPUT')) return await this.trouble(reply, 'expired', language);
      refusalOf(error, this.log, { page: 'slip' });
      await this.trouble(reply.header('retry-after', String(retryAfterOutageS)), 'unavailable', language);
    }
  }

  private async trouble(reply: FastifyReply, trouble: PublicTrouble, language: unknown): Promise<void> {
    await reply.code(troubles[trouble]).send(await this.pages.trouble(trouble, language));
  }
}
