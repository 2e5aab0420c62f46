import { type Format, languageOfSpeaker } from '@konbit/contracts/format';
import type { MessageDescriptor } from '@lingui/core';
import { wordOf } from '../codes/code-words.js';
import { languageName, speaksSpanish } from '../codes/languages.js';
import { mannerPhrases, noticeWords } from './notice-words.js';

type Say = (message: MessageDescriptor) => string;

export interface NoticeFacts {
  id: string;
  noticeVersion: string;
  manner: string;
  language: string;
  readAt: string;
  officialName?: string | null;
  branch?: { name: string } | null;
}

export interface NoticeLine {
  id: string;
  text: string;
  /** False when the notice has changed since. */
  isCurrent: boolean;
}

/** When, by whom, in which language and how the notice was given; newest first. Without a version to compare with, all are current. */
export function presentNotices(notices: readonly NoticeFacts[], version: string | null, say: Say, format: Format): NoticeLine[] {
  return [...notices].sort((one, other) => other.readAt.localeCompare(one.readAt)).map((notice) => ({
    id: notice.id, text: lineOf(notice, say, format), isCurrent: version === null || notice.noticeVersion === version,
  }));
}

function lineOf({ readAt, manner, language, officialName, branch }: NoticeFacts, say: Say, format: Format): string {
  const word = wordOf(mannerPhrases, manner);
  const [day, name, how] = [format.date(readAt), languageName(language, say).name, word ? say(word) : manner];
  if (officialName) return say(noticeWords.readBy(day, officialName, name, how));
  return say(branch ? noticeWords.readAt(day, branch.name, name, how) : noticeWords.readPlain(day, name, how));
}

/** The notice as the directory gives it: Spanish, and each language with its marks. */
export interface NoticeTextFacts {
  version: string;
  source: readonly PrintedFacts[];
  languages: readonly { language: string; missing: boolean; texts: readonly PrintedFacts[] }[];
}

export interface PrintedFacts {
  key: string;
  text: string;
  draft: boolean;
}

export interface NoticeColumns {
  spanish: readonly PrintedFacts[];
  /** The same in the person's language; null for who speaks Spanish, or when it is missing. */
  other: { code: string; lang: string | undefined; name: string; draft: boolean; texts: readonly PrintedFacts[] } | null;
  /** The sentence that the person's language is missing. */
  missing: string | null;
  /** Language in which it can be read to this person, ISO 639-3. */
  readIn: string;
}

/** What is read to a person of this language: two columns, or Spanish alone and why. */
export function noticeColumns({ source, languages }: Pick<NoticeTextFacts, 'source' | 'languages'>, language: string, say: Say): NoticeColumns {
  if (language === '' || speaksSpanish(language)) return { spanish: source, other: null, missing: null, readIn: 'spa' };
  const { name, lang } = languageName(language, say);
  const own = languageOfSpeaker(language);
  const found = languages.find((one) => one.language === own);
  if (!found || found.missing || found.texts.length === 0) return { spanish: source, other: null, missing: say(noticeWords.missing(name)), readIn: 'spa' };
  return { spanish: source, other: { code: language, lang, name, draft: found.texts.some((text) => text.draft), texts: found.texts }, missing: null, readIn: language };
}

/** Who sees a person may note that the notice was read, where their work is to attend or to mediate. */
export const mayKeepNotice = (permissions: readonly string[]): boolean => permissions.includes('person.write') || permissions.includes('mediation.work');
