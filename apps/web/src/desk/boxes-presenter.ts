import type { MessageDescriptor } from '@lingui/core';
import { answerLine, type AnswerFacts } from '../cases/answer-line.js';
import { serviceName, type NamedService } from '../codes/service-names.js';
import type { Format } from '@konbit/contracts/format';
import type { Said } from '../i18n/i18n.js';
import { dueDay } from '../referrals/deadline.js';
import { stateTone, stateWord, type StateFacts } from '../referrals/referral-state.js';
import type { Tone } from '../ui/tone.js';
import { uiWords } from '../ui/ui-words.js';
import { deskWords } from './desk-words.js';

type Say = (message: MessageDescriptor) => string;

export interface BoxFacts extends StateFacts, AnswerFacts {
  id: string;
  folio: string;
  dueAt?: string | null;
  ownerBranch?: { name: string } | null;
  service?: NamedService | null;
  person?: { id: string; identity?: { displayName: string } | null } | null;
}

export interface BoxRow {
  id: string;
  name: string;
  /** Who answered or asks, and for what. */
  branch: string;
  /** How it ended, in a few words; else what was asked. */
  answer: Said;
  tone: Tone;
  state: string;
  due: string | null;
  isLate: boolean;
}

/** A referral that waits for this desk, short. */
export function presentBoxRow(row: BoxFacts, say: Say, format: Format): BoxRow {
  const isLate = row.overdue ?? false;
  return {
    id: row.id, name: row.person?.identity?.displayName ?? say(uiWords.withheld), isLate,
    branch: row.ownerBranch?.name ?? say(deskWords.pool), answer: answerOf(row, say, format), tone: stateTone(row, format.now()), state: say(stateWord(row.state)),
    due: row.dueAt ? say((isLate ? deskWords.late : deskWords.dueOn)(format.date(dueDay(row.dueAt), 'dayMonth'))) : null,
  };
}

function answerOf(row: BoxFacts, say: Say, format: Format): Said {
  const line = answerLine(row, say, format);
  if (line !== null) return { text: line };
  return row.service ? serviceName(row.service, format.language) : { text: row.folio };
}

/** The line beside *Respuestas por ver*: how many, and until when they should be seen. */
export function answersFact(count: number, rows: readonly BoxFacts[], say: Say, format: Format): string | undefined {
  if (count === 0) return undefined;
  const first = rows.flatMap((row) => row.dueAt ?? []).sort()[0];
  return say(first ? deskWords.answersNewUntil(count, format.date(dueDay(first), 'dayMonth')) : deskWords.answersNew(count));
}

/** How many rows a box has, more than are shown. */
export function countOf(boxes: readonly { box: string; count: number }[], box: string): number {
  return boxes.find((one) => one.box === box)?.count ?? 0;
}
