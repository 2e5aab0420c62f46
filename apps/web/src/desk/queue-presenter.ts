import type { MessageDescriptor } from '@lingui/core';
import { attendanceStateWords, needWords, wordOf } from '../codes/code-words.js';
import { speaksSpanish } from '../codes/languages.js';
import type { Format } from '@konbit/contracts/format';
import type { Tone } from '../ui/tone.js';
import { uiWords } from '../ui/ui-words.js';
import { deskWords } from './desk-words.js';

type Say = (message: MessageDescriptor) => string;
export type AttendanceCommand = 'take' | 'close' | 'leave';

export interface AttendanceFacts {
  id: string;
  version: number;
  state: string;
  queueNumber: number;
  arrivedAt: string;
  language: string;
  interpreter: boolean;
  needCodes: readonly string[];
  unclosedFromEarlierDay: boolean;
  person: { id: string; identity?: { displayName: string } | null };
}

export interface QueueRow {
  id: string;
  version: number;
  personId: string;
  turn: string;
  name: string;
  /** Shown when it is not Spanish. */
  language: string | null;
  interpreter: string | null;
  needs: string;
  wait: string;
  tone: Tone;
  state: string;
  stateSub: string | null;
  actions: readonly AttendanceCommand[];
}

/** The rows of the queue in the order the server gave; the first who waits is the one whose turn it is. */
export function presentQueue(rows: readonly AttendanceFacts[], say: Say, format: Format): QueueRow[] {
  const next = rows.find((row) => row.state === 'waiting' && !row.unclosedFromEarlierDay)?.id;
  return rows.map((row) => ({
    id: row.id, version: row.version, personId: row.person.id, turn: String(row.queueNumber), name: row.person.identity?.displayName ?? say(uiWords.withheld),
    language: speaksSpanish(row.language) ? null : row.language,
    interpreter: row.interpreter ? say(deskWords.interpreter) : null, needs: row.needCodes.map((code) => sayOf(needWords, code, say)).join(' · '),
    wait: row.state === 'waiting' && !row.unclosedFromEarlierDay ? waitWords(minutesSince(row.arrivedAt, format), say) : '–',
    ...stateOf(row, row.id === next, say, format), actions: row.state === 'waiting' ? ['take', 'leave'] : row.state === 'in_service' ? ['close', 'leave'] : [],
  }));
}

/** The line beside the title of the queue. */
export function queueFact(counts: { waiting: number; longestWaitMinutes: number }, say: Say): string {
  return counts.waiting === 0 ? say(deskWords.queueNobody) : say(deskWords.queueFact(counts.waiting, waitWords(counts.longestWaitMinutes, say)));
}

/** Minutes below an hour, then hours and minutes. */
export function waitWords(minutes: number, say: Say): string {
  if (minutes < 60) return say(deskWords.minutes(minutes));
  return say(deskWords.hours(Math.floor(minutes / 60), String(minutes % 60).padStart(2, '0')));
}

function stateOf(row: AttendanceFacts, isNext: boolean, say: Say, format: Format): { tone: Tone; state: string; stateSub: string | null } {
  if (row.unclosedFromEarlierDay) return { tone: 'need', state: say(deskWords.leftOpen), stateSub: say(deskWords.since(format.relativeDay(row.arrivedAt))) };
  if (isNext) return { tone: 'need', state: say(deskWords.yourTurn), stateSub: null };
  return { tone: 'wait', state: sayOf(attendanceStateWords, row.state, say), stateSub: null };
}

const sayOf = (words: Readonly<Record<string, MessageDescriptor>>, code: string, say: Say): string => {
  const word = wordOf(words, code);
  return word ? say(word) : code;
};
const minutesSince = (instant: string, format: Format): number => Math.max(0, Math.floor((Date.parse(format.now()) - Date.parse(instant)) / 60_000));
