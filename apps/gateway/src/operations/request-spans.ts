import type { IncomingMessage } from 'node:http';
import { isTrace, isTracing, newTrace, type OpenSpan, startSpan } from '@konbit/platform';
import type { FastifyInstance, FastifyRequest } from 'fastify';

const spans = new WeakMap<IncomingMessage, OpenSpan>();

/** A span for each request, named by its route; what the services do for it stands below. */
export function traceRequests(fastify: FastifyInstance): void {
  if (!isTracing()) return;
  fastify.addHook('onRequest', (request, _reply, done) => {
    const route = request.routeOptions.url ?? 'none';
    spans.set(request.raw, startSpan({ name: `${request.method} ${route}`, kind: 'server', parent: givenTrace(request), attributes: { 'http.request.method': request.method, 'http.route': route } }));
    done();
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    spans.get(request.raw)?.end(String(reply.statusCode));
    done();
  });
}

/** The trace that the calls for a request belong to. */
export function traceOf(request: FastifyRequest): string {
  return spans.get(request.raw)?.trace ?? givenTrace(request) ?? newTrace();
}

function givenTrace({ headers: { traceparent } }: FastifyRequest): string | null {
  return typeof traceparent === 'string' && isTrace(traceparent) ? traceparent : null;
}
