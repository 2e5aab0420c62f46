import type { ReactNode } from 'react';
import { Lang, useT } from '../i18n/text.js';
import { languageName } from './languages.js';

/** A language by its own name, with the voice that can read it. */
export function LanguageName({ code }: { code: string }): ReactNode {
  const { name, lang } = languageName(code, useT());
  return lang ? <Lang is={lang}>{name}</Lang> : name;
}
