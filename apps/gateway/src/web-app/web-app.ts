import { readdirSync } from 'node:fs';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type CompressedFile, CompressedFiles } from './compressed-files.js';

const immutable = 'public, max-age=31536000, immutable';
const own = /^\/(graphql|auth|hints|healthz|readyz|metrics|graphiql|c)(\/|$)/;

export interface WebAppOptions {
  /** Folder of the built app. */
  folder: string;
  publicUrl: string;
}

/** The built web app: assets named by their hash for ever, its page for every address a person may open. */
export async function serveWebApp(fastify: FastifyInstance, { folder, publicUrl }: WebAppOptions): Promise<void> {
  const files = new Set(readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => `/${file.replaceAll('\\', '/')}`));
  const home = new URL(publicUrl);
  const compressed = new CompressedFiles(folder);
  await fastify.register(fastifyStatic, { root: folder, serve: false, index: false, cacheControl: false });
  fastify.route({
    method: ['GET', 'HEAD'], url: '/*',
    handler: async (request, reply) => {
      const path = decodedPath(request);
      if (path !== '/index.html' && files.has(path) && !path.includes('/.')) return await sendFile(reply, path, await compressed.find(path, request.headers['accept-encoding']));
      if (own.test(path) || !isNavigation(request)) return await reply.code(404).type('text/plain; charset=utf-8').send('No existe.');
      if (isOtherName(request, home)) return await reply.redirect(atHome(request, home), 302);
      return await reply.header('cache-control', 'no-cache').sendFile('index.html');
    },
  });
}

function sendFile(reply: FastifyReply, path: string, small: CompressedFile | null): FastifyReply {
  void reply.header('cache-control', path.startsWith('/assets/') ? immutable : 'no-cache').header('vary', 'accept-encoding');
  return small ? reply.header('content-encoding', 'br').type(small.type).send(small.body) : reply.sendFile(path.slice(1));
}

function decodedPath(request: FastifyRequest): string {
  try {
    return decodeURIComponent(request.url.split('?', 1)[0]!);
  } catch {
    return '';
  }
}

/** A browser opening an address, not a script asking for data; a missing file with an ending stays missing. */
function isNavigation(request: FastifyRequest): boolean {
  const wantsPage = (request.headers.accept ?? '').includes('text/html') || request.headers['sec-fetch-mode'] === 'navigate';
  return wantsPage && !/\.[a-z0-9]{2,5}$/i.test(decodedPath(request));
}

/** The same address under the configured name; built from its path alone, so that `//other.site` stays a path. */
function atHome(request: FastifyRequest, home: URL): string {
  const asked = new URL(home);
  const [path = '/', query] = request.url.split('?', 2);
  asked.pathname = path.startsWith('/') ? path : '/';
  asked.search = query ?? '';
  return asked.href;
}

/** This computer under another of its names: cookies and sign-in belong to the one name of the configuration. */
function isOtherName(request: FastifyRequest, home: URL): boolean {
  const loopback = new Set(['localhost', '127.0.0.1', '[::1]']);
  return loopback.has(home.hostname) && loopback.has(request.hostname) && request.hostname !== home.hostname;
}
