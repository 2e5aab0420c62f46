import type { Vault } from '@konbit/platform';
import * as oidc from 'openid-client';
import { z } from 'zod';
import type { Secrets } from './issuer.js';

const lifeMs = 600_000;
const place = 'sign-in attempt';
const shape = z.object({ state: z.string(), nonce: z.string(), verifier: z.string(), returnTo: z.string(), popup: z.boolean(), at: z.number() });

/** One sign-in under way; it travels sealed in a cookie, so that only the browser that began it can end it. */
export type Attempt = z.infer<typeof shape> & Secrets;

/** Fresh secrets, each used once. */
export function newAttempt(returnTo: string, popup: boolean, now: Date): Attempt {
  return { state: oidc.randomState(), nonce: oidc.randomNonce(), verifier: oidc.randomPKCECodeVerifier(), returnTo, popup, at: now.getTime() };
}

export function sealAttempt(vault: Vault, attempt: Attempt): string {
  return vault.seal(JSON.stringify(attempt), place).toString('base64url');
}

/** The sign-in behind the cookie; null when there is none, it is older than ten minutes or somebody changed it. */
export function openAttempt(vault: Vault, sealed: string | undefined, now: Date): Attempt | null {
  if (sealed === undefined) return null;
  try {
    const attempt = shape.parse(JSON.parse(vault.open(Buffer.from(sealed, 'base64url'), place)));
    return now.getTime() - attempt.at < lifeMs ? attempt : null;
  } catch {
    return null;
  }
}
