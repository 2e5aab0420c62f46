import { type AccountClaims, type Configuration, type FindAccount, type KoaContextWithOIDC, interactionPolicy } from 'oidc-provider';
import type { Account, Accounts } from './accounts.js';
import type { MemoryStore } from './memory-adapter.js';
import { errorPage, sendPage, signOutPage, signedOutPage } from './pages.js';
import type { SignInOptions } from './sign-in-options.js';

const resource = 'urn:konbit:api';
const sessionS = 10 * 3600;

/** The settings of the embedded OpenID provider (SERVICES §4). */
export function configurationOf(options: SignInOptions, store: MemoryStore): Configuration {
  return {
    adapter: (kind) => store.adapter(kind),
    clients: [gatewayClient(options)],
    clientAuthMethods: ['client_secret_basic'],
    jwks: { keys: options.keys.signing },
    cookies: { keys: options.keys.cookies, names: { session: 'konbit_op', interaction: 'konbit_op_step', resume: 'konbit_op_back' } },
    claims: { openid: ['sub', 'name', 'preferred_username', 'tenant', 'roles', 'branches'], profile: [] },
    scopes: ['openid', 'profile'],
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    interactions: { policy: policyOf(options.accounts), url: (_ctx, step) => `/interaction/${step.uid}` },
    findAccount: findAccountIn(options.accounts),
    extraTokenClaims: (_ctx, token) => ('accountId' in token ? tokenClaims(options, token.accountId) : undefined),
    loadExistingGrant,
    issueRefreshToken: (_ctx, client) => client.grantTypeAllowed('refresh_token'),
    rotateRefreshToken: true,
    fetch: fetchFor(options.gateway.backChannelLogoutUri),
    renderError: (ctx, out) => sendPage(ctx, errorPage(options.gateway.url, out.error)),
    features: featuresOf(options),
    ttl: { AccessToken: 300, AuthorizationCode: 60, IdToken: 600, RefreshToken: sessionS, Session: sessionS, Grant: sessionS, Interaction: 1800 },
  };
}

function gatewayClient({ gateway }: SignInOptions): NonNullable<Configuration['clients']>[number] {
  return {
    client_id: gateway.clientId,
    client_secret: gateway.clientSecret,
    token_endpoint_auth_method: 'client_secret_basic',
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    redirect_uris: [gateway.redirectUri],
    post_logout_redirect_uris: gateway.postLogoutRedirectUris,
    backchannel_logout_uri: gateway.backChannelLogoutUri,
    backchannel_logout_session_required: true,
    id_token_signed_response_alg: 'ES256',
    require_auth_time: true,
  };
}

function featuresOf({ gateway }: SignInOptions): Configuration['features'] {
  return {
    devInteractions: { enabled: false },
    userinfo: { enabled: false },
    revocation: { enabled: true },
    backchannelLogout: { enabled: true },
    rpInitiatedLogout: {
      enabled: true,
      logoutSource: (ctx, form) => sendPage(ctx, signOutPage(gateway.url, form)),
      postLogoutSuccessSource: (ctx) => sendPage(ctx, signedOutPage(gateway.url)),
    },
    resourceIndicators: {
      enabled: true,
      defaultResource: () => resource,
      useGrantedResource: () => true,
      getResourceServerInfo: () => ({
        scope: '', audience: gateway.audience, accessTokenTTL: 300, accessTokenFormat: 'jwt', jwt: { sign: { alg: 'ES256' } },
      }),
    },
  };
}

/** No consent page: whoever signs in here works in this office's own application. */
async function loadExistingGrant(ctx: KoaContextWithOIDC): Promise<InstanceType<KoaContextWithOIDC['oidc']['provider']['Grant']> | undefined> {
  const { client, session, provider } = ctx.oidc;
  if (!client || !session?.accountId) return undefined;
  const known = session.grantIdFor(client.clientId);
  const grant = known ? await provider.Grant.find(known) : undefined;
  if (grant) return grant;
  const fresh = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
  fresh.addOIDCScope('openid profile');
  await fresh.save();
  return fresh;
}

/** A session look-up always finds somebody, or the library answers 500; a code or refresh token of a closed account finds nobody. */
function findAccountIn(accounts: Accounts): FindAccount {
  return (_ctx, sub, token) => {
    const account = accounts.bySub(sub);
    if (token && isClosed(account)) return undefined;
    return { accountId: sub, claims: () => accountClaims(sub, account) };
  };
}

function isClosed(account: Account | undefined): boolean {
  return !account || account.disabled === true;
}

function accountClaims(sub: string, account: Account | undefined): AccountClaims {
  return { sub, name: account?.name, preferred_username: account?.username, roles: account?.roles, branches: account?.branches };
}

function tokenClaims({ accounts, tenant }: SignInOptions, sub: string): Record<string, unknown> {
  const account = accounts.bySub(sub);
  return { tenant, roles: account?.roles ?? [], branches: account?.branches ?? [], amr: ['pwd'] };
}

function policyOf(accounts: Accounts): interactionPolicy.DefaultPolicy {
  const policy = interactionPolicy.base();
  policy.remove('consent');
  policy.get('login')?.checks.add(new interactionPolicy.Check('account_disabled', 'the account is closed', (ctx) => {
    const sub = ctx.oidc.session?.accountId;
    return sub !== undefined && isClosed(accounts.bySub(sub));
  }));
  return policy;
}

/** The library's guard cuts calls to loopback; the one call that goes there is the gateway's own logout address. */
function fetchFor(backChannelLogoutUri: string): typeof globalThis.fetch {
  return (url, options) => {
    if (!options || url !== backChannelLogoutUri) return globalThis.fetch(url, options);
    return globalThis.fetch(url, { method: 'POST', headers: options.headers ?? {}, body: options.body ?? null, signal: options.signal ?? null, redirect: 'manual' });
  };
}
