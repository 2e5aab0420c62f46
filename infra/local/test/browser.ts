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
