const iso3: Readonly<Record<string, string>> = { es: 'spa', ht: 'hat', pt: 'por', en: 'eng', fr: 'fra' };

const languageNames = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });

/** A language of the seed (BCP 47) as the ISO 639-3 code that persons carry; an unknown tag stays as written. */
export function languageCode(tag: string): string {
  return iso3[tag] ?? tag;
}

/** Whether an ISO 639-3 code is a language that the Unicode tables name. */
export function isLanguage(code: string): boolean {
  return /^[a-z]{3}$/.test(code) && languageNames.of(code) !== undefined;
}
