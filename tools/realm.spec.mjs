import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { repo } from './repo-files.mjs';

const realm = JSON.parse(readFileSync(join(repo, 'infra/keycloak/realm.json'), 'utf8'));
const built = (file) => import(pathToFileURL(join(repo, file)));
const client = (id) => realm.clients.find(({ clientId }) => clientId === id);

describe('the realm for Keycloak', () => {
  it('knows each role of the contracts and no other, and lets them all into the gateway’s tokens', async () => {
    const { roles } = await built('libs/contracts/dist/index.js');
    expect(realm.roles.client['konbit-api'].map(({ name }) => name)).toEqual([...roles]);
    expect(realm.clientScopeMappings['konbit-api']).toEqual([{ client: 'konbit-gateway', roles: [...roles] }]);
  });

  it('has the clients that the accounts command looks for', async () => {
    const { keycloakClients } = await built('infra/local/dist/command/keycloak-accounts.js');
    expect(client('konbit-api').id).toBe(keycloakClients.apiId);
    expect(client(keycloakClients.accounts).serviceAccountsEnabled).toBe(true);
  });

  it('gives the accounts command the right to manage users, and nobody any other right of administration', () => {
    expect(realm.users).toEqual([{ username: 'service-account-konbit-accounts', enabled: true, serviceAccountClientId: 'konbit-accounts', clientRoles: { 'realm-management': ['manage-users'] } }]);
    expect(realm.clientScopeMappings).toEqual({ 'konbit-api': expect.anything(), 'realm-management': [{ client: 'konbit-accounts', roles: ['manage-users'] }] });
    expect(realm.scopeMappings).toBeUndefined();
  });

  it('gives no client more than its own scope, and no way in but the code flow', () => {
    const open = realm.clients.filter((each) => each.fullScopeAllowed || each.publicClient || each.implicitFlowEnabled || each.directAccessGrantsEnabled);
    expect(open).toEqual([]);
    expect(realm.clients.filter((each) => each.standardFlowEnabled).map(({ clientId }) => clientId)).toEqual(['konbit-gateway']);
  });

  it('holds no secret: Keycloak’s environment has them, and without them the import stops at a text that fits no secret', () => {
    const secrets = realm.clients.map(({ secret }) => secret).filter((secret) => secret !== undefined);
    const parts = secrets.map((secret) => /^\$\{(\w+):([^{}]+)\}$/.exec(secret));
    expect(parts.map(([, name]) => name)).toEqual(['OIDC_CLIENT_SECRET', 'KONBIT_ACCOUNTS_SECRET']);
    expect(parts.filter(([, , text]) => text.length <= 255)).toEqual([]);
    expect(realm.users.filter(({ credentials }) => credentials)).toEqual([]);
  });

  // With scopes of its own in the file, Keycloak leaves out those it brings, and nobody can sign in.
  it('leaves the built-in scopes to Keycloak', () => expect(realm.clientScopes).toBeUndefined());
});
