import type { Metrics } from '@konbit/platform';
import type { FastifyInstance } from 'fastify';

/** Counts every HTTP answer by its route, never by its address, and by its status. */
export function countRequests(fastify: FastifyInstance, metrics: Metrics): void {
  fastify.addHook('onResponse', (request, reply, done) => {
    metrics.answered({ call: `${request.method} ${request.routeOptions.url ?? 'none'}`, outcome: String(reply.statusCode), seconds: reply.elapsedTime / 1000 });
    done();
  });
}
