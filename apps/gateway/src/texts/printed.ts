import type { PrintTexts, TextLanguage } from '@konbit/contracts';

/** A text as it may be printed now; a draft is marked BORRADOR wherever it stands. */
export interface PrintedText {
  key: string;
  text: string;
  draft: boolean;
}

/** A language beside Spanish; `missing` when it may not be printed and Spanish stands alone. */
export interface PrintedLanguage {
  language: TextLanguage;
  texts: PrintedText[];
  missing: boolean;
}

/** What a printer of texts needs to know: what is there, and whether drafts may be shown. */
export interface PrintRule {
  /** Demonstration mode prints drafts, each marked; outside it only what was approved (WEB §9). */
  demo: boolean;
}

/** The Spanish texts, in the order of their keys in the file. */
export function printedSource({ source }: PrintTexts): PrintedText[] {
  return Object.entries(source).map(([key, text]) => ({ key, text, draft: false }));
}

/** One language of the texts: whole or not at all, so that no paper mixes what was approved with what was not (WEB §9). */
export function printedLanguage(print: PrintTexts, language: TextLanguage, { demo }: PrintRule): PrintedLanguage {
  const ofLanguage = new Map(print.translations.filter((one) => one.language === language).map((one) => [one.key, one]));
  const texts = Object.keys(print.source).flatMap((key): PrintedText[] => {
    const one = ofLanguage.get(key);
    if (!one || one.body === null || one.state === 'missing') return [];
    const draft = one.state !== 'approved';
    return draft && !demo ? [] : [{ key, text: one.body, draft }];
  });
  const missing = texts.length < Object.keys(print.source).length || texts.length === 0;
  return { language, texts: missing ? [] : texts, missing };
}
