import { readFileSync } from 'node:fs';
import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { withoutValues } from '@konbit/platform';
import { Provider } from 'oidc-provider';
import { assets } from './assets.js';
import { configurationOf } from './configuration.js';
import { LoginForm } from './login-form.js';
import { MemoryStore } from './memory-adapter.js';
import type { SignInOptions } from './sign-in-options.js';

/** Starts the embedded OpenID provider with its Spanish pages; rejects when the port is taken. */
export async function startSignIn(options: SignInOptions): Promise<{ stop(): Promise<void> }> {
  const provider = new Provider(options.issuer, configurationOf(options, new MemoryStore()));
  // Behind a TLS proxy the request itself is plain; the issuer tells which cookies are due.
  provider.proxy = options.issuer.startsWith('https:') && !options.tls;
  reportProblems(provider, options);
  const server = listenerFor(options, handlerOf(provider, options));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, resolve);
  });
  return { stop: () => close(server) };
}

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

function handlerOf(provider: Provider, options: SignInOptions): Handler {
  const form = new LoginForm(provider, options);
  const standard = provider.callback();
  const ownHost = new URL(options.issuer).host;
  return (request, response) => {
    // Any other name that leads here is a rebinding trick.
    if (request.headers.host !== ownHost) return void response.writeHead(421).end();
    const path = (request.url ?? '/').split('?')[0] ?? '/';
    const asset = assets[path];
    if (asset) return void response.writeHead(200, { 'content-type': asset.type, 'cache-control': 'max-age=300', 'x-content-type-options': 'nosniff' }).end(asset.text);
    if (path.startsWith('/interaction/')) return void form.handle(request, response, path);
    void standard(request, response);
  };
}

function listenerFor(options: SignInOptions, handler: Handler): Server {
  if (!options.tls) return createServer(handler);
  return createTlsServer({ cert: readFileSync(options.tls.cert), key: readFileSync(options.tls.key) }, handler);
}

function reportProblems(provider: Provider, { log }: SignInOptions): void {
  provider.on('server_error', (_ctx, error) => log?.('signin.error', { error: withoutValues(error.message) }));
  provider.on('backchannel.error', (_ctx, error) => log?.('signin.backchannel_failed', { error: withoutValues(error.message) }));
  provider.on('grant.error', (_ctx, error) => log?.('signin.grant_refused', { error: withoutValues(error.message) }));
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
