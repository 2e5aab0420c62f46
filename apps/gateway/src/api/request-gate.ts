import { DomainError } from '@konbit/platform';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { csrfHeader } from './api-context.js';
import { statusOf } from './api-errors.js';
import type { TrustedDocuments } from './trusted-documents.js';

export interface GateOptions {
  path: string;
  /** Scheme, host and port people use in the browser. */
  origin: string;
  documents: TrustedDocuments;
  onRefused: (code: string) => void;
}

/** In front of GraphQL: POST alone, from our own pages, and only documents we know. */
export function gateGraphql(fastify: FastifyInstance, { path, origin, documents, onRefused }: GateOptions): void {
  const refuse = async (reply: FastifyReply, { code, details }: DomainError, status: number = statusOf(code)): Promise<FastifyReply> => {
    onRefused(code);
    return await reply.code(status).send({ errors: [{ message: code, extensions: { code, ...details } }] });
  };
  // The route that will answer decides: an address may be written in other ways (`/%67raphql`, with its host).
  const isApi = (request: FastifyRequest): boolean => request.routeOptions.url === path || pathOf(request) === path;
  fastify.addHook('onRequest', async (request, reply) => {
    if (!isApi(request)) return;
    if (request.method !== 'POST') return await refuse(reply.header('allow', 'POST'), new DomainError('INVALID_INPUT', { cause: 'METHOD' }), 405);
    if (!isFromOurPages(request, origin)) return await refuse(reply, new DomainError('FORBIDDEN_ACTION', { cause: 'CSRF' }));
  });
  fastify.addHook('preHandler', async (request, reply) => {
    if (!isApi(request)) return;
    const choice = documents.choose(request.body);
    if ('refused' in choice) return await refuse(reply, new DomainError(choice.refused));
    request.body = { query: choice.text, ...parametersOf(request.body as Record<string, unknown>) };
  });
}

/** What goes on beside the text. A parameter of a wrong form does too, so that Apollo refuses it; a map of extensions has had its say by now. */
function parametersOf({ variables, operationName, extensions }: Record<string, unknown>): Record<string, unknown> {
  const isMap = typeof extensions === 'object' && !Array.isArray(extensions);
  return Object.fromEntries(Object.entries({ variables, operationName, ...(isMap ? {} : { extensions }) }).filter(([, value]) => value !== undefined));
}

/** A page of another site can send neither our header nor our origin. */
function isFromOurPages(request: FastifyRequest, origin: string): boolean {
  const { origin: from } = request.headers;
  return request.headers[csrfHeader] !== undefined && (from === undefined || from === origin);
}

function pathOf(request: FastifyRequest): string {
  return request.url.split('?', 1)[0]!;
}
