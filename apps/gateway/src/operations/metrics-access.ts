import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';

const loopback = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);
const forwarding = ['x-forwarded-for', 'forwarded', 'x-real-ip', 'via'];

/** Who may read the figures: whoever shows the token; without one a program on this computer, and only where nobody comes from elsewhere. A proxy here speaks for others and need not say so. */
export function mayReadMetrics(request: Pick<FastifyRequest, 'headers'> & { socket: { remoteAddress?: string | undefined } }, { token, isLocal }: { token: string | null; isLocal: boolean }): boolean {
  if (token !== null) return isSame(request.headers.authorization ?? '', `Bearer ${token}`);
  return isLocal && loopback.has(request.socket.remoteAddress ?? '') && forwarding.every((name) => request.headers[name] === undefined);
}

function isSame(given: string, wanted: string): boolean {
  const [one, other] = [given, wanted].map((text) => createHash('sha256').update(text).digest()) as [Buffer, Buffer];
  return timingSafeEqual(one, other);
}
