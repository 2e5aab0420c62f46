import { checkIdentifier, type FieldError } from '@konbit/contracts/forms';
import type { IdentifierInput } from '../gql/graphql.js';
import { asksCountry, hasNoDocument } from '../desk/intake-form.js';

export interface IdentifierValues {
  type: string;
  value: string;
  country: string;
}

export function checkIdentifierForm({ type, value, country }: IdentifierValues): FieldError[] {
  if (type === '') return [{ path: 'type', code: 'IDENTIFIER_TYPE_REQUIRED' }];
  const { expect, code } = checkIdentifier({ type, value: hasNoDocument(type) ? '' : value, country, reason: value });
  if (expect !== 'invalid') return [];
  return [{ path: code === 'MISSING_COUNTRY' || code === 'BAD_COUNTRY' ? 'country' : 'value', code }];
}

/** The document as the command takes it; of who has none the box says why. */
export function toIdentifier({ type, value, country }: IdentifierValues, id: string): IdentifierInput {
  if (hasNoDocument(type)) return { id, type, value: '', reason: value.trim() };
  return { id, type, value: value.trim(), ...(asksCountry(type) && { country }) };
}

/** Where a path of the refusal is typed. */
export const fieldOfIdentifier = (path: string): string | null => (['type', 'value', 'country'].includes(path.split('.').at(-1)!) ? path.split('.').at(-1)! : 'value');
