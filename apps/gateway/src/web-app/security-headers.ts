import type { FastifyInstance } from 'fastify';

/** WEB §8; the hash is React Aria's one style element. */
const policy = [
  `default-src 'self'`, `style-src 'self' 'sha256-38RhXrc7EdReTKsOm23ZPOCUgniTUUcjky8QOOrQx6o='`, `img-src 'self' blob: data:`, `media-src 'self' blob:`,
  `frame-ancestors 'none'`, `base-uri 'none'`, `form-action 'self'`,
].join('; ');

/** Headers of every answer; HSTS only where the address is https. */
export function securityHeaders(isHttps: boolean): Readonly<Record<string, string>> {
  return {
    'content-security-policy': policy, 'x-content-type-options': 'nosniff', 'referrer-policy': 'same-origin', 'x-frame-options': 'DENY',
    'cross-origin-resource-policy': 'same-origin',
    ...(isHttps ? { 'strict-transport-security': 'max-age=31536000; includeSubDomains' } : {}),
  };
}

/** Sets them before anything answers, so that refusals carry them too. */
export function addSecurityHeaders(fastify: FastifyInstance, isHttps: boolean): void {
  const headers = securityHeaders(isHttps);
  fastify.addHook('onRequest', async (_request, reply) => void reply.headers(headers));
}
