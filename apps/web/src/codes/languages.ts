import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/runtime-macro';

export interface OwnName {
  name: string;
  /** For the `lang` attribute; absent where no reader has a voice for it. */
  lang?: string;
}

/** Languages by their own names, ISO 639-3; those of the desk first. */
const names: Readonly<Record<string, OwnName>> = {
  hat: { name: 'Kreyòl', lang: 'ht' }, spa: { name: 'Español', lang: 'es' }, por: { name: 'Português', lang: 'pt-BR' }, eng: { name: 'English', lang: 'en' },
  fra: { name: 'Français', lang: 'fr' }, arn: { name: 'Mapuzugun', lang: 'arn' }, que: { name: 'Runasimi', lang: 'qu' }, aym: { name: 'Aymar aru', lang: 'ay' },
  zho: { name: 'Zhongwen', lang: 'zh-Latn' }, rap: { name: 'Rapa Nui', lang: 'rap' }, ara: { name: 'Al-arabiyya', lang: 'ar-Latn' }, deu: { name: 'Deutsch', lang: 'de' },
  ita: { name: 'Italiano', lang: 'it' }, rus: { name: 'Russkiy', lang: 'ru-Latn' }, ukr: { name: 'Ukrainska', lang: 'uk-Latn' }, hin: { name: 'Hindi', lang: 'hi-Latn' },
};
const signLanguage = 'csg';
const signWords = msg`Lengua de señas chilena`;

/** The desk's first choices; the rest follow under "Otro". */
export const firstLanguages = ['hat', 'spa', 'por', 'eng'] as const;
export const otherLanguages: readonly string[] = [...Object.keys(names).filter((code) => !(firstLanguages as readonly string[]).includes(code)), signLanguage];

/** The name of a language in that language; a code without one is shown as written. */
export function languageName(code: string, t: (message: MessageDescriptor) => string): OwnName {
  if (code === signLanguage) return { name: t(signWords) };
  return names[code] ?? { name: code };
}

export const speaksSpanish = (code: string): boolean => code === 'spa';
