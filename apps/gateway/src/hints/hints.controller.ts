import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import { type Clock, CLOCK, DomainError } from '@konbit/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { sessionCookieOf } from '../sign-in/cookies.js';
import { SessionService } from '../sign-in/session.service.js';
import { sinkOf } from './hint-stream.js';
import { HintHub } from './hint-hub.js';

/** Hints as server-sent events. Listening is no work: it keeps no session open. */
@Controller('hints')
export class HintsController {
  constructor(private readonly sessions: SessionService, private readonly hub: HintHub, @Inject(CLOCK) private readonly clock: Clock) {}

  @Get()
  async hints(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const session = await this.sessions.resolve(sessionCookieOf(request), { touch: false });
    if (!session) throw new DomainError('UNAUTHENTICATED');
    reply.hijack();
    const { raw } = reply;
    raw.writeHead(200, { ...headersOf(reply), 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', 'x-accel-buffering': 'no', connection: 'close' });
    const leave = this.hub.connect(session, sinkOf(raw), this.clock.now());
    raw.on('close', leave);
    raw.on('error', leave);
  }
}

/** Headers that hooks have set; a hijacked answer does not send them by itself. */
function headersOf(reply: FastifyReply): Record<string, string> {
  return Object.fromEntries(Object.entries(reply.getHeaders()).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])));
}
