/** Languages of the staff screens, Spanish first because it is the source. */
export const languages = ['es', 'ht', 'pt', 'en'] as const;
export type Language = (typeof languages)[number];

export interface LanguageInfo {
  /** What goes into the `lang` attribute. */
  html: string;
  /** How a person's language is kept, ISO 639-3. */
  spoken: string;
  /** Name of the language in that language; never a flag. */
  name: string;
  /** Locales the plural rules and counts of messages are taken from: no engine knows `ht`. */
  numbers: string[];
  /** True while no native reader has approved the catalogue. */
  draft: boolean;
}

export const languageInfo: Readonly<Record<Language, LanguageInfo>> = {
  es: { html: 'es', spoken: 'spa', name: 'Español', numbers: ['es-CL'], draft: false },
  ht: { html: 'ht', spoken: 'hat', name: 'Kreyòl', numbers: ['fr-HT'], draft: true },
  pt: { html: 'pt-BR', spoken: 'por', name: 'Português', numbers: ['pt-BR'], draft: true },
  en: { html: 'en', spoken: 'eng', name: 'English', numbers: ['en'], draft: true },
};

/** The language named by a stored or typed value, Spanish for anything else. */
export function asLanguage(value: string | null | undefined): Language {
  return languages.find((language) => language === value) ?? 'es';
}

/** The language that a person's code (ISO 639-3, or 639-1) means; null for one in which nothing is written. */
export function languageOfSpeaker(code: string | null): Language | null {
  return languages.find((language) => language === code || languageInfo[language].spoken === code) ?? null;
}

const languageNames = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });

/** Whether an ISO 639-3 code is a language that the Unicode tables name. */
export function isLanguageCode(code: string): boolean {
  return /^[a-z]{3}$/.test(code) && languageNames.of(code) !== undefined;
}
