import { readFileSync } from 'node:fs';
import { demoPassword } from '@konbit/local';
import type { Product } from './product.js';

const documentsFile = new URL('../../../apps/gateway/persisted-documents.json', import.meta.url);
let documents: Record<string, string> | null = null;

interface GraphqlError { message: string; extensions?: { code?: string } }

/** What the gateway answered instead of what was asked. */
export class AnswerError extends Error {
  readonly code: string | null;

  constructor(errors: readonly GraphqlError[]) {
    super(JSON.stringify(errors));
    this.code = errors[0]?.extensions?.code ?? null;
  }
}

/** An official at a browser, without the browser: signs in by the pages, asks by the documents of the web app, hears hints. */
export class Desk {
  private readonly cookies = new Map<string, string>();

  private constructor(private readonly product: Product, private readonly branchId: string) {}

  static async signIn(product: Product, username: string): Promise<Desk> {
    const desk = new Desk(product, product.ctxOf(username).actingBranch?.id ?? '');
    const page = await desk.follow(await desk.visit(`${product.url}/auth/login`));
    await desk.follow(await desk.visit(page.url, { method: 'POST', body: new URLSearchParams({ usuario: username, clave: demoPassword }) }));
    return desk;
  }

  /** The answer to one of the web app's documents, named by its operation. Throws `AnswerError` when it holds an error. */
  async ask<T>(operation: string, variables: object, { trace, withinMs = 30_000 }: { trace?: string; withinMs?: number } = {}): Promise<T> {
    const response = await fetch(`${this.product.url}/graphql`, {
      method: 'POST', body: JSON.stringify({ documentId: hashOf(operation), operationName: operation, variables }),
      headers: { ...this.headers(), 'content-type': 'application/json', 'x-konbit-csrf': '1', 'x-konbit-branch': this.branchId, origin: this.product.url, ...(trace !== undefined && { traceparent: trace }) },
      signal: AbortSignal.timeout(withinMs),
    });
    const answer = await response.json() as { data: T; errors?: GraphqlError[] };
    if (answer.errors) throw new AnswerError(answer.errors);
    // A gateway that is stopping answers in JSON too, which is no answer to a document.
    if (!response.ok) throw new Error(`the gateway answered ${response.status}`);
    return answer.data;
  }

  /** Calls `hear` for every hint until the answered function is called. */
  async listen(hear: (hint: { type: string; id: string }) => void): Promise<() => void> {
    const stop = new AbortController();
    const response = await fetch(`${this.product.url}/hints`, { headers: this.headers(), signal: stop.signal });
    void read(response, hear).catch(() => undefined);
    return () => { stop.abort(); };
  }

  private async follow(first: Response): Promise<{ url: string; response: Response }> {
    let response = first;
    let url = first.url;
    for (let hops = 0; hops < 12; hops += 1) {
      const location = response.headers.get('location');
      if (!location) return { url, response };
      url = new URL(location, url).href;
      response = await this.visit(url);
    }
    throw new Error('too many redirects at the sign-in');
  }

  private async visit(url: string, init: RequestInit = {}): Promise<Response> {
    const response = await fetch(url, { ...init, redirect: 'manual', headers: this.headers() });
    for (const line of response.headers.getSetCookie()) {
      const pair = line.split(';', 1)[0] ?? '';
      this.cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
    }
    return response;
  }

  private headers(): Record<string, string> {
    return { cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ') };
  }
}

function hashOf(operation: string): string {
  documents ??= JSON.parse(readFileSync(documentsFile, 'utf8')) as Record<string, string>;
  const found = Object.entries(documents).find(([, text]) => new RegExp(`(query|mutation) ${operation}\\b`).test(text));
  if (!found) throw new Error(`the web app has no document ${operation}`);
  return found[0];
}

async function read(response: Response, hear: (hint: { type: string; id: string }) => void): Promise<void> {
  const decoder = new TextDecoder();
  let pending = '';
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    pending += decoder.decode(chunk, { stream: true });
    const blocks = pending.split('\n\n');
    pending = blocks.pop() ?? '';
    for (const block of blocks) {
      const data = /^data: (.+)$/m.exec(block)?.[1];
      if (data) hear(JSON.parse(data) as { type: string; id: string });
    }
  }
}
