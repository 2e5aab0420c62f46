const iso3: Readonly<Record<string, string>> = { es: 'spa', ht: 'hat', pt: 'por', en: 'eng', fr: 'fra' };

/** A language of the seed (BCP 47) as the ISO 639-3 code that persons carry; an unknown tag stays as written. */
export function languageCode(tag: string): string {
  return iso3[tag] ?? tag;
}
