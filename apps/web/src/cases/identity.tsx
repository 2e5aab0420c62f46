import { msg } from '@lingui/core/runtime-macro';
import { countryName } from '../codes/countries.js';
import { LanguageName } from '../codes/language-name.js';
import type { Format } from '@konbit/contracts/format';
import { useFormat } from '../i18n/use-format.js';
import { useT } from '../i18n/text.js';
import type { Identity } from '../ui/identity-header.js';

const yes = msg`Sí`;
const no = msg`No`;

export interface IdentityFacts {
  displayName: string;
  birthYear?: number | null;
  birthDate?: string | null;
  nationality: string;
  language: string;
  interpreter: boolean;
  folio: string;
}

export const birthWords = ({ birthDate, birthYear }: Pick<IdentityFacts, 'birthDate' | 'birthYear'>, format: Format): string | null =>
  (birthDate ? format.date(birthDate) : birthYear == null ? null : String(birthYear));

/** The identity header of a person in the words of the screen; null when the reader may not see it. */
export function useIdentity(identity: IdentityFacts | null | undefined): Identity | null {
  const t = useT();
  const format = useFormat();
  if (!identity) return null;
  return {
    name: identity.displayName, birth: birthWords(identity, format), country: countryName(identity.nationality, format.language, t), language: <LanguageName code={identity.language} />,
    interpreter: t(identity.interpreter ? yes : no), interpreterNeeded: identity.interpreter, folio: identity.folio,
  };
}
