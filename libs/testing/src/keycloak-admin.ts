/** The admin API of one realm, as the administrator whom the server was started with. */
export class KeycloakAdmin {
  constructor(private readonly issuer: string, private readonly password: string) {}

  /** One request; `path` begins behind the realm's name. */
  async ask<T = unknown>(method: string, path: string, body?: object): Promise<T> {
    return await this.send<T>(method, `${this.issuer.replace('/realms/', '/admin/realms/')}${path}`, body);
  }

  /** Makes the realm of an export anew, as a start with that file does: `${NAME:default}` in it stands for a setting. */
  async makeRealm(exported: string, settings: Readonly<Record<string, string>>): Promise<void> {
    await this.ask('DELETE', '').catch(() => undefined);
    const realm = exported.replace(/\$\{(\w+):([^}]*)\}/g, (_, name: string, otherwise: string) => settings[name] ?? otherwise);
    await this.send('POST', this.issuer.replace(/\/realms\/.*/, '/admin/realms'), JSON.parse(realm) as object);
  }

  private async send<T>(method: string, url: string, body?: object): Promise<T> {
    const answer = await fetch(url, {
      method, headers: { authorization: `Bearer ${await this.token()}`, 'content-type': 'application/json' }, body: body === undefined ? null : JSON.stringify(body),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${url} was answered with ${answer.status}: ${text}`);
    return (text === '' ? null : JSON.parse(text)) as T;
  }

  /** Puts somebody out: the person's sessions end, and each client is told. */
  async endSessions(username: string): Promise<void> {
    const [user] = await this.ask<{ id: string }[]>('GET', `/users?exact=true&username=${encodeURIComponent(username)}`);
    await this.ask('POST', `/users/${user?.id}/logout`);
  }

  private async token(): Promise<string> {
    const answer = await fetch(`${this.issuer.replace(/[^/]+$/, 'master')}/protocol/openid-connect/token`, {
      method: 'POST', body: new URLSearchParams({ grant_type: 'password', client_id: 'admin-cli', username: 'admin', password: this.password }),
    });
    return (await answer.json() as { access_token: string }).access_token;
  }
}
