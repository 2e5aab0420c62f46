import type { JWK } from 'oidc-provider';
import type { Accounts } from './accounts.js';
import type { DemoHint } from './pages.js';

/** What the embedded provider needs to know. */
export interface SignInOptions {
  issuer: string;
  /** Address to listen on; loopback unless TLS is given. */
  host: string;
  port: number;
  tls?: { cert: string; key: string };
  keys: { signing: JWK[]; cookies: string[] };
  tenant: string;
  accounts: Accounts;
  /** Accounts that the page offers, with their common password. */
  demo?: { password: string; accounts: readonly DemoHint[] };
  gateway: {
    url: string;
    clientId: string;
    clientSecret: string;
    audience: string;
    redirectUri: string;
    postLogoutRedirectUris: string[];
    backChannelLogoutUri: string;
  };
  /** Receives one line per event worth keeping; never a password or a token. */
  log?: (event: string, details: Record<string, string>) => void;
}
