import { errors } from 'jose';
import { DomainError } from '../errors/domain-error.js';

/** Why a token was not believed; goes to the audit. */
export type TokenCause =
  | 'TOKEN_MISSING' | 'TOKEN_MALFORMED' | 'TOKEN_ALGORITHM' | 'TOKEN_SIGNATURE' | 'TOKEN_KEY_UNKNOWN' | 'TOKEN_TYPE' | 'TOKEN_ISSUER'
  | 'TOKEN_AUDIENCE' | 'TOKEN_EXPIRED' | 'TOKEN_NOT_YET' | 'TOKEN_CLAIMS';

export function unauthenticated(cause: TokenCause, error?: unknown): DomainError {
  return new DomainError('UNAUTHENTICATED', { cause }, { cause: error });
}

const claimCauses: Readonly<Record<string, TokenCause>> = { iss: 'TOKEN_ISSUER', aud: 'TOKEN_AUDIENCE', typ: 'TOKEN_TYPE', nbf: 'TOKEN_NOT_YET', exp: 'TOKEN_EXPIRED' };

/** The refusal for what jose threw; keys that cannot be fetched are an outage, not a bad token. */
export function tokenRefusal(error: unknown): DomainError {
  if (error instanceof DomainError) return error;
  if (error instanceof errors.JWTExpired) return unauthenticated('TOKEN_EXPIRED', error);
  if (error instanceof errors.JWTClaimValidationFailed) {
    return unauthenticated(error.reason === 'missing' ? 'TOKEN_CLAIMS' : claimCauses[error.claim] ?? 'TOKEN_CLAIMS', error);
  }
  if (error instanceof errors.JOSEAlgNotAllowed) return unauthenticated('TOKEN_ALGORITHM', error);
  if (error instanceof errors.JWSSignatureVerificationFailed) return unauthenticated('TOKEN_SIGNATURE', error);
  if (error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys) return unauthenticated('TOKEN_KEY_UNKNOWN', error);
  if (error instanceof errors.JWSInvalid || error instanceof errors.JWTInvalid || error instanceof errors.JOSENotSupported) {
    return unauthenticated('TOKEN_MALFORMED', error);
  }
  return new DomainError('UNAVAILABLE', { cause: 'SIGN_IN_KEYS_UNAVAILABLE' }, { cause: error });
}
