import type { Language } from '@konbit/contracts/format';

/** A service as documents read it: its Spanish name and those of other languages. */
export interface NamedService {
  name: string;
  names: readonly { language: string; text: string }[];
}

/** The name of a service in the language of the screen; where nobody wrote one the Spanish name, marked as such. */
export function serviceName({ name, names }: NamedService, language: Language): { text: string; lang?: 'es' } {
  const own = names.find((one) => one.language === language)?.text;
  if (own) return { text: own };
  return language === 'es' ? { text: name } : { text: name, lang: 'es' };
}
