import { DomainError, KeySource, SystemClock } from '@konbit/platform';
import { jwtVerify } from 'jose';
import * as oidc from 'openid-client';

export interface IssuerSettings {
  issuer: string;
  clientId: string;
  clientSecret: string;
  publicUrl: string;
}

/** What the provider gives for a code or a refresh token. */
export interface Tokens {
  access: string;
  refresh: string | null;
  idToken: string | null;
  expiresInS: number;
}

/** The secrets of one sign-in under way. */
export interface Secrets { state: string; nonce: string; verifier: string }

/** The provider says this session is over: sign in again. */
export class SignedOutError extends Error {
  override name = 'SignedOutError';
}

const timeoutS = 5;
const toleranceS = 30;
const shortTokenS = 300;
const algorithms = ['ES256', 'RS256', 'PS256'];
const logoutEvent = 'http://schemas.openid.net/event/backchannel-logout';

/** The OpenID provider (STANDARDS §5). It is looked up at first use and again after a failure: the gateway starts without it. */
export class Issuer {
  private found: Promise<oidc.Configuration> | null = null;
  private readonly keys: KeySource;

  constructor(private readonly settings: IssuerSettings) {
    this.keys = new KeySource({ issuer: settings.issuer, clock: new SystemClock() });
  }

  /** Address of the provider's sign-in. Throws UNAVAILABLE while the provider does not answer. */
  async authorizationUrl({ state, nonce, verifier }: Secrets): Promise<URL> {
    return oidc.buildAuthorizationUrl(await this.configuration(), {
      redirect_uri: this.redirectUri, scope: 'openid profile', response_type: 'code', state, nonce,
      code_challenge: await oidc.calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256',
    });
  }

  /** Tokens for the code in the answer; state, nonce, PKCE and `iss` are checked. Throws what openid-client throws. */
  async exchange(pathAndQuery: string, { state, nonce, verifier }: Secrets): Promise<Tokens & { claims: oidc.IDToken }> {
    const answer = await oidc.authorizationCodeGrant(await this.configuration(), new URL(pathAndQuery, this.settings.publicUrl), {
      pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce, idTokenExpected: true,
    });
    // openid-client knows a new key of the provider only after a minute (docs/adr/0019); its other checks are done by now.
    await jwtVerify(answer.id_token!, this.keys.find, { issuer: this.settings.issuer, audience: this.settings.clientId, algorithms, clockTolerance: toleranceS });
    return { ...tokensOf(answer), claims: answer.claims()! };
  }

  /** New tokens; the old refresh token is spent. Throws SignedOutError or UNAVAILABLE. */
  async refresh(refreshToken: string): Promise<Tokens> {
    try {
      return tokensOf(await oidc.refreshTokenGrant(await this.configuration(), refreshToken));
    } catch (error) {
      if (error instanceof oidc.ResponseBodyError && error.error === 'invalid_grant') throw new SignedOutError('the provider refused to refresh', { cause: error });
      throw error instanceof DomainError ? error : new DomainError('UNAVAILABLE', { cause: 'ISSUER_DOWN' }, { cause: error });
    }
  }

  /** Where the browser ends the provider's session; null when the provider offers no such place or does not answer. */
  async endSessionUrl(idToken: string): Promise<URL | null> {
    try {
      const configuration = await this.configuration();
      if (!configuration.serverMetadata().end_session_endpoint) return null;
      return oidc.buildEndSessionUrl(configuration, { id_token_hint: idToken, post_logout_redirect_uri: new URL('/', this.settings.publicUrl).href });
    } catch {
      return null;
    }
  }

  /** Whose session a back-channel logout token ends. Throws when any part of it is not as OpenID says. */
  async verifyLogoutToken(token: string): Promise<{ jti: string; whose: { sid: string } | { sub: string } }> {
    const metadata = (await this.configuration()).serverMetadata();
    const { payload } = await jwtVerify(token, this.keys.find, {
      issuer: metadata.issuer, audience: this.settings.clientId, typ: 'logout+jwt', algorithms,
      clockTolerance: toleranceS, maxTokenAge: shortTokenS, requiredClaims: ['jti', 'iat', 'events'],
    });
    const { jti, sid, sub, events, nonce } = payload;
    const named = typeof events === 'object' && events !== null && logoutEvent in events;
    if (!named || nonce !== undefined || jti === undefined) throw new Error('not a logout token');
    if (typeof sid === 'string') return { jti, whose: { sid } };
    if (sub === undefined) throw new Error('the logout token names nobody');
    return { jti, whose: { sub } };
  }

  private get redirectUri(): string {
    return new URL('/auth/callback', this.settings.publicUrl).href;
  }

  private async configuration(): Promise<oidc.Configuration> {
    this.found ??= this.discover();
    try {
      return await this.found;
    } catch (error) {
      this.found = null;
      throw new DomainError('UNAVAILABLE', { cause: 'ISSUER_DOWN' }, { cause: error });
    }
  }

  private discover(): Promise<oidc.Configuration> {
    const { issuer, clientId, clientSecret } = this.settings;
    const execute = issuer.startsWith('http:') ? [oidc.allowInsecureRequests] : [];
    return oidc.discovery(new URL(issuer), clientId, { [oidc.clockTolerance]: toleranceS }, oidc.ClientSecretBasic(clientSecret), { execute, timeout: timeoutS });
  }
}

function tokensOf(answer: oidc.TokenEndpointResponse): Tokens {
  return { access: answer.access_token, refresh: answer.refresh_token ?? null, idToken: answer.id_token ?? null, expiresInS: answer.expires_in ?? shortTokenS };
}
