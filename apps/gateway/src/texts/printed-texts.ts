import { Inject, Injectable } from '@nestjs/common';
import type { PrintTexts, TextLanguage } from '@konbit/contracts';
import { languageOfSpeaker } from '@konbit/contracts/format';
import type { Ctx } from '@konbit/platform';
import { DirectoryClient } from '../api/services.js';
import type { GatewayConfig } from '../config.js';
import { GATEWAY_CONFIG } from '../core.module.js';
import { printedLanguage, type PrintedLanguage, printedSource, type PrintedText } from './printed.js';

/** Texts ready for paper or a page: Spanish, and each asked language as it may be printed now. */
export interface PrintedSet {
  source: PrintedText[];
  languages: PrintedLanguage[];
  /** Version of the privacy notice; changes exactly when its Spanish source does. */
  noticeVersion: string;
}

/** Texts for persons as the slip, the page behind its QR and the notice print them. */
@Injectable()
export class PrintedTexts {
  constructor(private readonly directory: DirectoryClient, @Inject(GATEWAY_CONFIG) private readonly config: GatewayConfig) {}

  /** Asks the directory once; `ctx` may be that of a caller without a session. Throws UNAVAILABLE. */
  async of(ctx: Ctx, usedIn: 'slip' | 'notice' | 'page', languages: readonly TextLanguage[]): Promise<PrintedSet> {
    const print: PrintTexts = await this.directory.call(ctx, 'directory.printTexts', { usedIn, languages: [...languages] });
    const rule = { demo: this.config.isDemo };
    return {
      source: printedSource(print), languages: languages.map((language) => printedLanguage(print, language, rule)), noticeVersion: print.noticeVersion,
    };
  }
}

/** The language of texts for a person's language (ISO 639-3 or 639-1); null when texts have none, as for Spanish. */
export function textLanguageOf(code: string | null): TextLanguage | null {
  const language = languageOfSpeaker(code);
  return language === 'es' ? null : language;
}
