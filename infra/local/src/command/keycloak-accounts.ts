import { StartError } from '../start-error.js';
import { accountUnknown, type StaffAccount, type StaffAccounts, usernameTaken } from './staff-accounts.js';

export interface KeycloakSettings {
  /** `https://…/realms/<realm>`, as the services know it. */
  issuer: string;
  /** Secret of the realm's client `konbit-accounts`, which may manage users and nothing else. */
  secret: string;
  /** Id of the home municipality, which each account carries. */
  tenant: string;
}

/** Clients of `infra/keycloak/realm.json`. */
export const keycloakClients = { accounts: 'konbit-accounts', apiId: '5d1b3b0e-6a0a-4c57-9a3e-0c7b5c1f2a41' };

interface User { id: string; username: string; firstName?: string; lastName?: string; enabled: boolean; attributes?: Record<string, string[]> }
interface Role { id: string; name: string }
interface Sent { method: 'GET' | 'POST' | 'PUT' | 'DELETE'; body?: object }

const timeoutMs = 10_000;
const pageSize = 100;

/** Accounts in the office's Keycloak, by its admin API. Throws `StartError` when it does not answer or refuses. */
export class KeycloakAccounts implements StaffAccounts {
  private token: Promise<string> | null = null;

  constructor(private readonly settings: KeycloakSettings) {
    if (!/\/realms\/[^/]+$/.test(settings.issuer)) throw new StartError('OIDC_ISSUER no es de Keycloak: termina en /realms/ y el nombre del dominio, por ejemplo https://ingreso.municipio.cl/realms/konbit.');
  }

  /** The roles that somebody holds are those that this client, who holds none, could be given and they could not: to read them needs no right on clients. */
  async list(): Promise<StaffAccount[]> {
    const all = await this.rolesFor(await this.ownId());
    const found: StaffAccount[] = [];
    for (let first = 0; ; first += pageSize) {
      const users = await this.ask<User[]>(`/users?first=${first}&max=${pageSize}&briefRepresentation=false`);
      for (const user of users) {
        const lacking = new Set((await this.rolesFor(user.id)).map(({ id }) => id));
        found.push(accountOf(user, all.filter(({ id }) => !lacking.has(id))));
      }
      if (users.length < pageSize) return found;
    }
  }

  async add({ username, name, roles, branches }: StaffAccount, password: string): Promise<void> {
    const user = { username, firstName: name, enabled: true, attributes: { tenant: [this.settings.tenant], branches }, credentials: [passwordOf(password)] };
    const answer = await this.send('/users', { method: 'POST', body: user });
    if (answer.status === 409) throw usernameTaken(username);
    await textOf(answer);
    const id = answer.headers.get('location')!.split('/').at(-1)!;
    try {
      await this.giveRoles(id, roles);
    } catch (error) {
      // Half an account would keep its name taken.
      await this.ask(`/users/${id}`, { method: 'DELETE' });
      throw error;
    }
  }

  async setPassword(username: string, password: string): Promise<void> {
    const { id } = await this.userOf(username);
    await this.ask(`/users/${id}/reset-password`, { method: 'PUT', body: passwordOf(password) });
  }

  /** A disabled user keeps what is open until it is signed out too: its refresh tokens would live again with the account. */
  async setClosed(username: string, closed: boolean): Promise<void> {
    const user = await this.userOf(username);
    await this.ask(`/users/${user.id}`, { method: 'PUT', body: { ...user, enabled: !closed } });
    if (closed) await this.ask(`/users/${user.id}/logout`, { method: 'POST' });
  }

  private async giveRoles(id: string, roles: readonly string[]): Promise<void> {
    const known = await this.rolesFor(id);
    const strange = roles.find((role) => !known.some(({ name }) => name === role));
    if (strange !== undefined) throw new StartError(`Keycloak no conoce el rol ${strange}: agréguelo al cliente konbit-api, como está en infra/keycloak/realm.json, y vuelva a intentar.`);
    await this.ask(rolesPath(id), { method: 'POST', body: known.filter(({ name }) => roles.includes(name)) });
  }

  /** Roles of Konbit that a user does not hold yet. */
  private rolesFor(userId: string): Promise<Role[]> {
    return this.ask<Role[]>(`${rolesPath(userId)}/available`);
  }

  private async ownId(): Promise<string> {
    this.token ??= this.fetchToken();
    const [, payload = ''] = (await this.token).split('.');
    return (JSON.parse(Buffer.from(payload, 'base64url').toString()) as { sub: string }).sub;
  }

  private async userOf(username: string): Promise<User> {
    const [user] = await this.ask<User[]>(`/users?exact=true&briefRepresentation=false&username=${encodeURIComponent(username)}`);
    if (!user) throw accountUnknown(username);
    return user;
  }

  private async ask<T = unknown>(path: string, sent: Sent = { method: 'GET' }): Promise<T> {
    const text = await textOf(await this.send(path, sent));
    return (text === '' ? null : JSON.parse(text)) as T;
  }

  private async send(path: string, { method, body }: Sent): Promise<Response> {
    this.token ??= this.fetchToken();
    return this.reach(`${this.settings.issuer.replace(/\/realms\/([^/]+)$/, '/admin/realms/$1')}${path}`, {
      method, headers: { authorization: `Bearer ${await this.token}`, 'content-type': 'application/json' }, body: body ? JSON.stringify(body) : null,
    });
  }

  private async fetchToken(): Promise<string> {
    const basic = Buffer.from(`${keycloakClients.accounts}:${encodeURIComponent(this.settings.secret)}`).toString('base64');
    const answer = await this.reach(`${this.settings.issuer}/protocol/openid-connect/token`, {
      method: 'POST', headers: { authorization: `Basic ${basic}` }, body: new URLSearchParams({ grant_type: 'client_credentials' }),
    });
    if (answer.status === 401) throw new StartError('Keycloak no aceptó KONBIT_ACCOUNTS_SECRET: revise el secreto del cliente konbit-accounts.');
    return (JSON.parse(await textOf(answer)) as { access_token: string }).access_token;
  }

  private async reach(url: string, init: RequestInit): Promise<Response> {
    try {
      return await fetch(url, { ...init, redirect: 'error', signal: AbortSignal.timeout(timeoutMs) });
    } catch (error) {
      throw new StartError(`Keycloak no responde en ${new URL(url).origin}: revise OIDC_ISSUER y vuelva a intentar.`, { cause: error });
    }
  }
}

async function textOf(answer: Response): Promise<string> {
  const text = await answer.text();
  if (answer.ok) return text;
  if (answer.status === 400) throw new StartError(`Keycloak no aceptó los datos: ${reasonIn(text)}. Corríjalos y vuelva a intentar.`);
  throw new StartError(`Keycloak no lo permitió (${answer.status}): revise el cliente konbit-accounts y su rol manage-users.`);
}

function reasonIn(text: string): string {
  try {
    const { errorMessage, error, field } = JSON.parse(text) as { errorMessage?: string; error?: string; field?: string };
    return [field, errorMessage ?? error ?? 'sin detalle'].filter(Boolean).join(': ');
  } catch {
    return 'sin detalle';
  }
}

function rolesPath(userId: string): string {
  return `/users/${userId}/role-mappings/clients/${keycloakClients.apiId}`;
}

function passwordOf(value: string): object {
  return { type: 'password', value, temporary: false };
}

function accountOf({ username, firstName, lastName, enabled, attributes }: User, roles: readonly Role[]): StaffAccount {
  const name = [firstName, lastName].filter(Boolean).join(' ');
  return { username, name, roles: roles.map((role) => role.name), branches: attributes?.['branches'] ?? [], disabled: !enabled };
}
