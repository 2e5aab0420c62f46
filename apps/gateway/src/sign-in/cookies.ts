import type {} from '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';

/*
 * `__Host-` asks for Secure, which browsers also accept from http://localhost and http://127.0.0.1
 * (seen in Chromium 156); every other address needs https, and config.ts refuses to start without it.
 */
const sessionCookie = '__Host-konbit';
const attemptCookie = '__Host-konbit-entrada';
const attemptS = 600;
const base = { path: '/', secure: true, httpOnly: true, sameSite: 'lax' } as const;

/** The session's cookie, or undefined. */
export function sessionCookieOf(request: FastifyRequest): string | undefined {
  return request.cookies[sessionCookie];
}

export function giveSession(reply: FastifyReply, value: string): void {
  void reply.setCookie(sessionCookie, value, base);
}

export function dropSession(reply: FastifyReply): void {
  void reply.clearCookie(sessionCookie, base);
}

/** The sealed secrets of a sign-in under way, or undefined. */
export function attemptCookieOf(request: FastifyRequest): string | undefined {
  return request.cookies[attemptCookie];
}

export function giveAttempt(reply: FastifyReply, value: string): void {
  void reply.setCookie(attemptCookie, value, { ...base, maxAge: attemptS });
}

export function dropAttempt(reply: FastifyReply): void {
  void reply.clearCookie(attemptCookie, base);
}
