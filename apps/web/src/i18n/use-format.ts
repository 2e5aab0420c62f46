import { useLingui } from '@lingui/react';
import { useMemo } from 'react';
import { asLanguage, createFormat, type Format } from '@konbit/contracts/format';

/** The formatting of the language of the screen. */
export function useFormat(): Format {
  const { i18n } = useLingui();
  const language = asLanguage(i18n.locale);
  return useMemo(() => createFormat(language), [language]);
}
