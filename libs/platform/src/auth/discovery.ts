interface Discovery { issuer?: unknown; jwks_uri?: unknown }

/** Where an OpenID issuer says its keys are. Throws when it cannot be asked or speaks for another issuer. */
export async function discoverJwksUri(issuer: string): Promise<string> {
  const answer = await fetch(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, { signal: AbortSignal.timeout(1500), redirect: 'error' });
  if (!answer.ok) throw new Error(`the issuer answered ${answer.status}`);
  const found = await answer.json() as Discovery;
  if (found.issuer !== issuer || typeof found.jwks_uri !== 'string') throw new Error('the issuer describes another issuer');
  return found.jwks_uri;
}
