import { readFileSync } from 'node:fs';

export type Language = 'es' | 'ht';

/** The words of a screen: asked in Spanish, answered in the language of the journey; `{name}` is filled from the values. */
export type Say = (spanish: string, values?: Readonly<Record<string, string>>) => string;

/** The catalogue the app itself is built from, so that one journey reads the screens in any language. */
export function wordsOf(language: Language): Say {
  const said = language === 'es' ? null : catalogue(language);
  return (spanish, values = {}) => {
    const text = said ? said.get(spanish) : spanish;
    if (!text) throw new Error(`The ${language} catalogue has no words for "${spanish}"`);
    return Object.entries(values).reduce((filled, [name, value]) => filled.replace(`{${name}}`, value), text);
  };
}

export const languages: readonly Language[] = ['es', 'ht'];

/** What stands before the first value of a text that has some. */
export function beginning(text: string): string {
  return text.split('{', 1)[0] ?? '';
}

/** The Spanish texts that a language says otherwise: one of them on its screens was left untranslated. */
export function otherwiseIn(language: Language): string[] {
  return [...catalogue(language)].filter(([spanish, said]) => spanish !== said && !spanish.includes(', plural,') && !spanish.includes('<')).map(([spanish]) => spanish);
}

const known = new Map<Language, Map<string, string>>();

function catalogue(language: Language): Map<string, string> {
  const words = known.get(language) ?? read(language);
  known.set(language, words);
  return words;
}

function read(language: Language): Map<string, string> {
  const text = readFileSync(new URL(`../../apps/web/src/i18n/locales/${language}.po`, import.meta.url), 'utf8');
  const entries = text.matchAll(/^msgid ((?:".*"\n)+)msgstr ((?:".*"\n?)+)/gm);
  return new Map([...entries].map(([, id = '', said = '']) => [quoted(id), quoted(said)]));
}

/** A text of a PO file may go on over several quoted lines. */
function quoted(lines: string): string {
  return lines.trim().split('\n').map((line) => JSON.parse(line) as string).join('');
}
