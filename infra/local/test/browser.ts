/** A visitor with a cookie jar who follows redirects one by one. */
export class Browser {
  private readonly cookies = new Map<string, string>();

  async get(url: string): Promise<Response> {
    return this.keep(await fetch(url, { redirect: 'manual', headers: this.headers() }));
  }

  async post(url: string, fields: Record<string, string>): Promise<Response> {
    return this.keep(await fetch(url, { method: 'POST', redirect: 'manual', headers: this.headers(), body: new URLSearchParams(fields) }));
  }

  /** Follows redirects until a page or an address outside `origin`; answers with where it ended. */
  async follow(first: Response, origin: string): Promise<{ url: string; response: Response }> {
    let response = first;
    let url = first.url;
    for (let hops = 0; hops < 10; hops += 1) {
      const location = response.headers.get('location');
      if (!location) return { url, response };
      url = new URL(location, url).href;
      if (new URL(url).origin !== origin) return { url, response };
      response = await this.get(url);
    }
    throw new Error(`too many redirects, last ${url}`);
  }

  /** Through the pages of the demonstration's sign-in, to the gateway's session. */
  async signIn(gateway: string, username: string): Promise<void> {
    const open = async (first: Response): Promise<string> => {
      let { url, response } = await this.follow(first, new URL(first.url).origin);
      while (new URL(url).href !== response.url) ({ url, response } = await this.follow(await this.get(url), new URL(url).origin));
      return url;
    };
    await open(await this.post(await open(await this.get(`${gateway}/auth/login`)), { usuario: username, clave: 'konbit' }));
  }

  /** The answer's data, as this branch; throws when there is an error in it. */
  async graphql<T>(gateway: string, branch: string, query: string, variables: object): Promise<T> {
    const response = await fetch(`${gateway}/graphql`, {
      method: 'POST', body: JSON.stringify({ query, variables }),
      headers: { ...this.headers(), 'content-type': 'application/json', 'x-konbit-csrf': '1', 'x-konbit-branch': branch, origin: gateway },
    });
    const { data, errors } = await response.json() as { data: T; errors?: unknown };
    if (errors) throw new Error(JSON.stringify(errors));
    return data;
  }

  /** What the gateway tells of from now on, in a list that grows until `stop` is aborted. */
  async hints(gateway: string, stop: AbortSignal): Promise<{ type: string; id: string }[]> {
    const heard: { type: string; id: string }[] = [];
    const { body } = await fetch(`${gateway}/hints`, { headers: this.headers(), signal: stop });
    const read = async (): Promise<void> => {
      for await (const text of body!.pipeThrough(new TextDecoderStream()) as AsyncIterable<string>) {
        for (const [, data = ''] of text.matchAll(/^data: (.+)$/gm)) heard.push(JSON.parse(data) as { type: string; id: string });
      }
    };
    void read().catch(() => undefined);
    return heard;
  }

  private headers(): Record<string, string> {
    return { cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ') };
  }

  private keep(response: Response): Response {
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const at = pair.indexOf('=');
      if (at > 0) this.cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
    return response;
  }
}
