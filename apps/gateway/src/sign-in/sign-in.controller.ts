import { Controller, Get, Header, Inject, Post, Query, Req, Res, Body, HttpCode } from '@nestjs/common';
import { type Clock, CLOCK, DomainError, LOG, type Log, Vault } from '@konbit/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AuthorizationResponseError } from 'openid-client';
import { newAttempt, openAttempt, sealAttempt } from './attempt.js';
import { attemptCookieOf, dropAttempt, dropSession, giveAttempt, giveSession, sessionCookieOf } from './cookies.js';
import { Issuer } from './issuer.js';
import { pageStyle, popupDonePage, popupScript, type Trouble, troublePage } from './pages.js';
import { returnPath } from './return-to.js';
import { SessionService } from './session.service.js';
import { SessionViews } from './session-view.js';

/** Signing in and out by browser navigation, and what the web app asks about its session (STANDARDS §5). */
@Controller('auth')
export class SignInController {
  constructor(
    private readonly issuer: Issuer, private readonly sessions: SessionService, private readonly views: SessionViews, private readonly vault: Vault,
    @Inject(CLOCK) private readonly clock: Clock, @Inject(LOG) private readonly log: Log,
  ) {}

  @Get('login')
  async login(@Query('returnTo') returnTo: unknown, @Query('popup') popup: unknown, @Res() reply: FastifyReply): Promise<void> {
    const attempt = newAttempt(returnPath(returnTo), popup === '1', this.clock.now());
    try {
      const url = await this.issuer.authorizationUrl(attempt);
      giveAttempt(reply, sealAttempt(this.vault, attempt));
      await reply.header('cache-control', 'no-store').redirect(url.href, 303);
    } catch (error) {
      await this.trouble(reply, 'issuer_down', error);
    }
  }

  @Get('callback')
  async callback(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const attempt = openAttempt(this.vault, attemptCookieOf(request), this.clock.now());
    dropAttempt(reply);
    if (!attempt) return await this.withoutAttempt(request, reply);
    try {
      const tokens = await this.issuer.exchange(request.url, attempt);
      const before = sessionCookieOf(request);
      const cookie = await this.sessions.start({ ...tokens, idToken: tokens.idToken! });
      if (before !== undefined) await this.sessions.end(before);
      giveSession(reply, cookie);
    } catch (error) {
      return await this.trouble(reply, troubleOf(error), error);
    }
    if (attempt.popup) return await this.page(reply, 200, popupDonePage());
    await reply.header('cache-control', 'no-store').redirect(attempt.returnTo, 303);
  }

  /** Own session first, then the provider's: a failing provider leaves nobody signed in here. */
  @Get('logout')
  async logout(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    if (request.headers['sec-fetch-site'] === 'cross-site') return await this.trouble(reply, 'another_site');
    const cookie = sessionCookieOf(request);
    const idToken = cookie === undefined ? null : await this.sessions.end(cookie);
    dropSession(reply);
    const url = idToken === null ? null : await this.issuer.endSessionUrl(idToken);
    await reply.header('cache-control', 'no-store').redirect(url?.href ?? '/', 303);
  }

  @Post('backchannel-logout')
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  async backChannelLogout(@Body() body: { logout_token?: unknown } | undefined): Promise<void> {
    const token = body?.logout_token;
    if (typeof token !== 'string') throw new DomainError('INVALID_INPUT', { cause: 'LOGOUT_TOKEN_MISSING' });
    const ended = await this.issuer.verifyLogoutToken(token).catch((error: unknown) => {
      throw error instanceof DomainError ? error : new DomainError('INVALID_INPUT', { cause: 'LOGOUT_TOKEN_INVALID' }, { cause: error });
    });
    await this.sessions.endAll(ended);
  }

  @Get('session')
  @Header('cache-control', 'no-store')
  async session(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const session = await this.sessions.resolve(sessionCookieOf(request), { touch: false });
    // Nobody signed in is an answer, not a fault: `null`.
    await reply.type('application/json').send(JSON.stringify(session ? await this.views.of(session) : null));
  }

  @Get('popup.js')
  @Header('content-type', 'text/javascript; charset=utf-8')
  popupScript(): string {
    return popupScript;
  }

  @Get('page.css')
  @Header('content-type', 'text/css; charset=utf-8')
  pageStyle(): string {
    return pageStyle;
  }

  /** A second answer to one sign-in: whoever is signed in by now goes on working. */
  private async withoutAttempt(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const session = await this.sessions.resolve(sessionCookieOf(request), { touch: false }).catch(() => null);
    if (session) await reply.redirect('/', 303);
    else await this.trouble(reply, 'expired');
  }

  private async trouble(reply: FastifyReply, trouble: Trouble, error?: unknown): Promise<void> {
    this.log.warn('sign-in stopped', { cause: trouble, ...(error instanceof Error ? { error: error.name, errorCode: (error as { code?: unknown }).code } : {}) });
    const { status, html } = troublePage(trouble);
    await this.page(reply, status, html);
  }

  private async page(reply: FastifyReply, status: number, html: string): Promise<void> {
    await reply.code(status).header('cache-control', 'no-store').type('text/html; charset=utf-8').send(html);
  }
}

function troubleOf(error: unknown): Trouble {
  if (error instanceof DomainError && error.code === 'UNAVAILABLE') return 'issuer_down';
  return error instanceof AuthorizationResponseError ? 'not_finished' : 'refused';
}
