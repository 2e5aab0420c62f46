import { Inject, Injectable } from '@nestjs/common';
import { textLanguages } from '@konbit/contracts';
import { type Language, languages } from '@konbit/contracts/format';
import type { Ctx } from '@konbit/platform';
import type { PrintedText } from '../texts/printed.js';
import { PrintedTexts } from '../texts/printed-texts.js';

/** The words of one language of the page; a draft is marked on every block. */
export interface PageWords {
  language: Language;
  draft: boolean;
  /** The text of a key, its values in braces filled in; nothing for a key that nobody wrote. */
  say: (key: string, values?: Readonly<Record<string, string>>) => string;
}

export const KEEP_TEXTS_MS: unique symbol = Symbol('KeepTextsMs');
export const keepTextsMs = 30_000;

/** Texts of public pages in every language that may be shown now, Spanish first; kept for half a minute, so that a crowd costs the directory one call. */
@Injectable()
export class PageTexts {
  private kept: { words: Promise<PageWords[]>; at: number } | null = null;

  constructor(private readonly texts: PrintedTexts, @Inject(KEEP_TEXTS_MS) private readonly keepMs: number) {}

  /** Throws UNAVAILABLE when the directory cannot be asked. */
  async of(ctx: Ctx): Promise<PageWords[]> {
    const now = performance.now();
    if (this.kept && now - this.kept.at < this.keepMs) return await this.kept.words;
    const asked = { words: this.ask(ctx), at: now };
    this.kept = asked;
    try {
      return await asked.words;
    } catch (error) {
      if (this.kept === asked) this.kept = null;
      throw error;
    }
  }

  private async ask(ctx: Ctx): Promise<PageWords[]> {
    const set = await this.texts.of(ctx, 'page', textLanguages);
    const printable = set.languages.filter(({ missing }) => !missing);
    return languages.flatMap((language): PageWords[] => {
      if (language === 'es') return [wordsOf('es', set.source)];
      const found = printable.find((one) => one.language === language);
      return found ? [wordsOf(language, found.texts)] : [];
    });
  }
}

/** The words of printed texts. */
export function wordsOf(language: Language, texts: readonly PrintedText[]): PageWords {
  const byKey = new Map(texts.map(({ key, text }) => [key, text]));
  const say = (key: string, values: Readonly<Record<string, string>> = {}): string => (
    (byKey.get(key) ?? '').replace(/\{(\w+)\}/g, (hole, name: string) => values[name] ?? hole));
  return { language, draft: texts.some(({ draft }) => draft), say };
}
