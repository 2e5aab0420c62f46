import type { Messages } from '@lingui/core';
import { activateLanguage, loadSpanish } from './i18n.js';
import { asLanguage, languageInfo, type Language } from '@konbit/contracts/format';

const loaders: Record<Language, () => Promise<{ messages: Messages }>> = {
  es: () => import('./locales/es.po'),
  ht: () => import('./locales/ht.po'),
  pt: () => import('./locales/pt.po'),
  en: () => import('./locales/en.po'),
};
const storageKey = 'konbit.language';

/** The language this person chose on this computer. */
export function storedLanguage(): Language {
  return asLanguage(localStorage.getItem(storageKey));
}

/** Loads what the language needs (Spanish always), shows it and remembers the choice. */
export async function showLanguage(language: Language): Promise<void> {
  const [spanish, own] = await Promise.all([loaders.es(), loaders[language]()]);
  loadSpanish(spanish.messages);
  activateLanguage(language, own.messages);
  localStorage.setItem(storageKey, language);
  document.documentElement.lang = languageInfo[language].html;
}
