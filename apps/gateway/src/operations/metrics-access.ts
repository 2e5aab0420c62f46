import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';

const loopback = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);
const forwarding = ['x-forwarded-for', 'forwarded', 'x-real-ip', 'via'];

/** Who may read the figures: whoever shows the token, or without one a program on this computer. A proxy here speaks for others, so what it passes on does not count. */
export function mayReadMetrics(request: Pick<FastifyRequest, 'headers'> & { socket: { remoteAddress?: string | undefined } }, token: string | null): boolean {
  if (token !== null) return isSame(request.headers.authorization ?? '', `Bearer ${token}`);
  return loopback.has(request.socket.remoteAddress ?? '') && forwarding.every((name) => request.headers[name] === undefined);
}

function isSame(given: string, wanted: string): boolean {
  const [one, other] = [given, wanted].map((text) => createHash('sha256').update(text).digest()) as [Buffer, Buffer];
  return timingSafeEqual(one, other);
}
