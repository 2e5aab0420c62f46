/** JSON as a test reads it: a wrong path fails by itself. */
type Json = ReturnType<typeof JSON.parse>;
export interface Answer { status: number; headers: Headers; text: string; json: Json; url: string }
export interface GraphqlOptions { variables?: object; headers?: Record<string, string>; body?: object }

const maxHops = 12;

/** As much of a browser as sign-in needs: cookies by host, redirects step by step, forms, and the web app's way to ask GraphQL. */
export class Browser {
  private readonly jars = new Map<string, Map<string, string>>();
  /** `set-cookie` lines as they came. */
  readonly setCookies: string[] = [];

  constructor(readonly home: string) {}

  async get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    return await this.ask(new URL(path, this.home), { headers });
  }

  async post(path: string, body: NonNullable<RequestInit['body']>, headers: Record<string, string> = {}): Promise<Answer> {
    return await this.ask(new URL(path, this.home), { method: 'POST', body, headers });
  }

  async graphql(query: string, { variables = {}, headers = {}, body }: GraphqlOptions = {}): Promise<Answer> {
    const sent = JSON.stringify(body ?? { query, variables });
    return await this.post('/graphql', sent, { 'content-type': 'application/json', accept: 'application/graphql-response+json, application/json', 'x-konbit-csrf': '1', origin: new URL(this.home).origin, ...headers });
  }

  /** Follows redirects until something else answers, or an address is reached that `stop` names. */
  async follow(start: string, stop: (url: URL) => boolean = () => false): Promise<Answer> {
    let url = new URL(start, this.home);
    for (let hop = 0; hop < maxHops; hop += 1) {
      if (stop(url)) return { status: 0, headers: new Headers(), text: '', json: null, url: url.href };
      const answer = await this.ask(url);
      const to = answer.headers.get('location');
      if (answer.status < 300 || answer.status >= 400 || !to) return answer;
      url = new URL(to, url);
    }
    throw new Error('too many redirects');
  }

  /** Opens the sign-in and fills in its form; `stop` names an address to stop before. */
  async signIn(username: string, { password = 'konbit', path = '/auth/login', stop }: { password?: string; path?: string; stop?: (url: URL) => boolean } = {}): Promise<Answer> {
    const form = await this.follow(path, stop);
    if (!form.text.includes('name="usuario"')) return form;
    const sent = await this.ask(new URL(form.url), { method: 'POST', body: new URLSearchParams({ usuario: username, clave: password }) });
    const to = sent.headers.get('location');
    if (!to) throw new Error(`sign-in refused with ${sent.status}`);
    return await this.follow(new URL(to, form.url).href, stop);
  }

  /** Submits the only form of a page of the provider. */
  async submit(page: Answer): Promise<Answer> {
    const action = /action="([^"]+)"/.exec(page.text)?.[1] ?? page.url;
    const attribute = (tag: string, name: string): string | undefined => new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1];
    const named = [...page.text.matchAll(/<(?:input|button)[^>]*>/g)].map(([tag]) => [attribute(tag, 'name') ?? '', attribute(tag, 'value') ?? ''] as [string, string]);
    const fields = named.filter(([name]) => name !== '');
    return await this.ask(new URL(action, page.url), { method: 'POST', body: new URLSearchParams(fields) });
  }

  cookie(name: string): string | undefined {
    return this.jar(new URL(this.home)).get(name);
  }

  setCookie(name: string, value: string): void {
    this.jar(new URL(this.home)).set(name, value);
  }

  async ask(url: URL, init: RequestInit & { headers?: Record<string, string> } = {}): Promise<Answer> {
    const jar = this.jar(url);
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(url, { ...init, redirect: 'manual', headers: { accept: 'text/html,application/json', ...(cookie ? { cookie } : {}), ...init.headers } });
    for (const line of answer.headers.getSetCookie()) this.keep(jar, line);
    const text = await answer.text();
    const isJson = answer.headers.get('content-type')?.includes('json') ?? false;
    return { status: answer.status, headers: answer.headers, text, json: isJson ? JSON.parse(text) : null, url: url.href };
  }

  private keep(jar: Map<string, string>, line: string): void {
    this.setCookies.push(line);
    const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!;
    if (/expires=Thu, 01 Jan 1970|max-age=0/i.test(line)) jar.delete(name!);
    else jar.set(name!, value!);
  }

  private jar(url: URL): Map<string, string> {
    const jar = this.jars.get(url.host) ?? new Map<string, string>();
    this.jars.set(url.host, jar);
    return jar;
  }
}

/** Reads server-sent events as they come. */
export class EventReader {
  readonly events: { event: string; data: Json }[] = [];
  status = 0;
  isOpen = false;
  private readonly stop = new AbortController();

  async open(url: string, cookie: string | undefined): Promise<void> {
    const answer = await fetch(url, { headers: { accept: 'text/event-stream', ...(cookie ? { cookie: `__Host-konbit=${cookie}` } : {}) }, signal: this.stop.signal });
    this.status = answer.status;
    if (answer.status !== 200) {
      await answer.text();
      return;
    }
    this.isOpen = true;
    void this.read(answer.body!.pipeThrough(new TextDecoderStream())).catch(() => undefined).finally(() => { this.isOpen = false; });
  }

  close(): void {
    this.stop.abort();
  }

  private async read(stream: AsyncIterable<string>): Promise<void> {
    let kept = '';
    for await (const text of stream) {
      const blocks = (kept + text).split('\n\n');
      kept = blocks.pop()!;
      for (const block of blocks) {
        const field = (name: string): string | undefined => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1];
        const data = field('data');
        if (data !== undefined) this.events.push({ event: field('event') ?? 'message', data: JSON.parse(data) });
      }
    }
  }
}
