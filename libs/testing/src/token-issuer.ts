import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, SignJWT, UnsecuredJWT } from 'jose';

/** Claims of an access token (DESIGN §5); what is left out has a sound default. */
export interface TestClaims {
  sub?: string;
  tenant?: string;
  roles?: readonly string[];
  /** `ORG-CODE/BR-CODE`. */
  branches?: readonly string[];
  [claim: string]: unknown;
}

/** What is wrong, or other than usual, about a token. */
export interface TokenFlaws {
  alg?: 'none' | 'HS256';
  typ?: string;
  audience?: string;
  issuer?: string;
  /** Seconds from now; negative has expired. */
  expiresIn?: number;
  /** Seconds from now; positive is not yet valid. */
  notBefore?: number;
  /** Signed by a key that the set does not show. */
  strangeKey?: boolean;
  /** Extra members of the header: `jwk`, `jku`, `x5u`. */
  header?: Record<string, unknown>;
}

interface SigningKey { kid: string; privateKey: CryptoKey; publicJwk: JWK }

/** An issuer held by the test: makes sound and broken `at+jwt` tokens and serves its key set on loopback. */
export class TestIssuer {
  readonly audience = 'konbit-api';
  /** Times the key set was asked for. */
  keySetReads = 0;
  private keys: SigningKey[] = [];
  private made = 0;

  private constructor(private readonly server: Server, readonly issuer: string, private readonly defaults: TestClaims) {}

  static async start(defaults: TestClaims = {}): Promise<TestIssuer> {
    const server = createServer();
    await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
    const { port } = server.address() as AddressInfo;
    const made = new TestIssuer(server, `http://127.0.0.1:${port}`, defaults);
    server.on('request', (request, response) => {
      const body = made.answer(request.url ?? '/');
      response.writeHead(body ? 200 : 404, { 'content-type': 'application/json' }).end(JSON.stringify(body ?? {}));
    });
    await made.rotate();
    return made;
  }

  get jwksUri(): string {
    return `${this.issuer}/jwks`;
  }

  /** What a service's environment needs to trust this issuer. */
  env(): Record<string, string> {
    return { OIDC_ISSUER: this.issuer, OIDC_AUDIENCE: this.audience, OIDC_JWKS_URI: this.jwksUri };
  }

  /** A new signing key; earlier ones stay in the set unless told. */
  async rotate(options: { dropOld?: boolean } = {}): Promise<void> {
    if (options.dropOld) this.keys = [];
    this.keys.push(await this.makeKey());
  }

  /** Puts a key that cannot be used into the set. */
  spoilKeySet(): void {
    this.keys.unshift({ kid: 'spoiled', privateKey: this.keys.at(-1)!.privateKey, publicJwk: { kty: 'EC', crv: 'P-256', x: '!', y: '!', kid: 'spoiled' } });
  }

  async token(claims: TestClaims = {}, flaws: TokenFlaws = {}): Promise<string> {
    const payload = { sub: 'demo', roles: [], branches: [], amr: ['pwd'], client_id: 'konbit-gateway', ...this.defaults, ...claims };
    const now = Math.floor(Date.now() / 1000);
    const times = { iat: now, exp: now + (flaws.expiresIn ?? 300), ...(flaws.notBefore !== undefined && { nbf: now + flaws.notBefore }) };
    const full = { ...payload, ...times, iss: flaws.issuer ?? this.issuer, aud: flaws.audience ?? this.audience };
    if (flaws.alg === 'none') return new UnsecuredJWT(full).encode();
    if (flaws.alg === 'HS256') {
      return new SignJWT(full).setProtectedHeader({ alg: 'HS256', typ: 'at+jwt', kid: this.current().kid }).sign(Buffer.alloc(32, 7));
    }
    const key = flaws.strangeKey ? await this.makeKey() : this.current();
    return new SignJWT(full).setProtectedHeader({ ...flaws.header, alg: 'ES256', typ: flaws.typ ?? 'at+jwt', kid: key.kid }).sign(key.privateKey);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise<void>((resolve) => { this.server.close(() => resolve()); });
  }

  private current(): SigningKey {
    return this.keys.at(-1)!;
  }

  private async makeKey(): Promise<SigningKey> {
    this.made += 1;
    const kid = `test-${this.made}`;
    const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
    return { kid, privateKey, publicJwk: { ...(await exportJWK(publicKey)), kid, alg: 'ES256', use: 'sig' } };
  }

  private answer(path: string): object | null {
    if (path === '/.well-known/openid-configuration') return { issuer: this.issuer, jwks_uri: this.jwksUri };
    if (path !== '/jwks') return null;
    this.keySetReads += 1;
    return { keys: this.keys.map((key) => key.publicJwk) };
  }
}
