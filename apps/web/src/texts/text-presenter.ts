import { languageInfo, type Format, type Language } from '@konbit/contracts/format';
import type { MessageDescriptor } from '@lingui/core';
import { wordOf } from '../codes/code-words.js';
import { inSpanish, type Sentence } from '../i18n/i18n.js';
import type { Tone } from '../ui/tone.js';
import { textStateWords, textWords, usedInWords } from './text-words.js';

/** A text for persons, as the API answers it. */
export interface TextFacts {
  key: string;
  usedIn: string;
  language: string;
  body: string | null;
  state: string;
  authorName: string | null;
  reviewerName: string | null;
  reviewedAt: string | null;
  note: string | null;
  requestedAt: string | null;
  availableActions: readonly string[];
}

export type TextCommand = 'approve' | 'review' | 'propose' | 'back';

export interface TextRow {
  /** Where it is printed or read; null for a place of a newer server. */
  used: MessageDescriptor | null;
  tone: Tone;
  state: MessageDescriptor | null;
  html: string;
  language: string;
  /** Who asked, wrote and reviewed it, and what was noted. */
  told: Sentence[];
  /** Whoever wrote it waits for somebody else. */
  isOwn: boolean;
  buttons: { command: TextCommand; words: MessageDescriptor; risk: boolean }[];
}

/** One text in words, with the buttons that the server allows. */
export function presentText(text: TextFacts, format: Format): TextRow {
  const { html, name } = languageInfo[text.language as Language];
  const may = (command: TextCommand): boolean => text.availableActions.includes(command);
  return {
    used: wordOf(usedInWords, text.usedIn), tone: tones[text.state] ?? 'need', state: wordOf(textStateWords, text.state), html, language: name, told: told(text, format),
    isOwn: (text.state === 'draft' || text.state === 'reviewed') && !may('approve'),
    buttons: commands.filter(may).map((command) => ({ command, words: command === 'propose' && !text.body ? textWords.write : buttonWords[command], risk: command === 'back' })),
  };
}

const tones: Readonly<Record<string, Tone>> = { missing: 'need', draft: 'need', reviewed: 'wait', approved: 'done' };
const commands: readonly TextCommand[] = ['approve', 'review', 'propose', 'back'];
const buttonWords: Readonly<Record<TextCommand, MessageDescriptor>> = { approve: textWords.approve, review: textWords.review, propose: textWords.fix, back: textWords.back };

function told({ requestedAt, authorName, reviewerName, reviewedAt, note }: TextFacts, format: Format): Sentence[] {
  return [
    ...(requestedAt ? [{ of: textWords.requested(format.date(requestedAt)) }] : []), ...(authorName ? [{ of: textWords.author(authorName) }] : []),
    ...(reviewerName && reviewedAt ? [{ of: textWords.reviewer(reviewerName, format.date(reviewedAt)) }] : []),
    ...(note ? [{ of: textWords.note(note), quote: inSpanish(note, format.language) }] : []),
  ];
}
