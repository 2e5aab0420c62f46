import type { MessageDescriptor } from '@lingui/core';
import { attendanceResultWords, identifierWords, needDropWords, needWords, wordOf } from '../codes/code-words.js';
import { serviceName, type NamedService } from '../codes/service-names.js';
import type { Said } from '../i18n/i18n.js';
import type { Format } from '@konbit/contracts/format';
import { stepWords } from '../referrals/command-words.js';
import { stateTone, stateWord } from '../referrals/referral-state.js';
import type { Tone } from '../ui/tone.js';
import { answerLine } from './answer-line.js';
import { historyWords } from './history-words.js';

type Say = (message: MessageDescriptor) => string;

export interface TimelineFacts {
  id: string;
  occurredAt: string;
  kind: string;
  reserved: boolean;
  aggregateType?: string | null;
  aggregateId?: string | null;
  aggVersion?: number | null;
  branch?: { name: string } | null;
  otherBranch?: { name: string } | null;
  service?: NamedService | null;
  codes: readonly { key: string; value: string }[];
}

export interface HistoryRow {
  id: string;
  tone: Tone;
  /** *Hoy* or *ayer*, when it is near; else null. */
  near: string | null;
  day: string;
  title: Said;
  /** The page of the referral this line is about. */
  to: string | null;
  from: string | null;
  toward: string | null;
  state: { tone: Tone; word: string } | null;
  text: string | null;
}

/** One line of *historia* in words. What is not shared says that it is reserved, and nothing more. */
export function presentEntry(entry: TimelineFacts, say: Say, format: Format): HistoryRow {
  const days = format.daysFromToday(entry.occurredAt);
  const when = { id: entry.id, near: days === 0 || days === -1 ? capital(format.relativeDay(entry.occurredAt)) : null, day: format.date(entry.occurredAt, 'short') };
  if (entry.reserved) {
    return { ...when, tone: 'end', title: { text: say(historyWords.reserved) }, to: null, from: null, toward: null, state: { tone: 'lock', word: say(historyWords.reservedTag) }, text: say(historyWords.reservedText) };
  }
  const codes = Object.fromEntries(entry.codes.map(({ key, value }) => [key, value]));
  const [about, fact = ''] = entry.kind.split('.');
  if (about === 'referral') return { ...when, ...referralLine(entry, fact, codes, say, format) };
  const { title, ...own } = ownLine(entry.kind, codes, say);
  return { ...when, ...own, title: { text: title }, to: null, from: entry.branch?.name ?? null, toward: null, state: null };
}

/** Whether the lines already tell what a hint promised. */
export function holdsFact(entries: readonly TimelineFacts[], hint: { id?: string; version?: number }): boolean {
  return entries.some((entry) => entry.aggregateId === hint.id && (entry.aggVersion ?? 0) >= (hint.version ?? 0));
}

type Line = Omit<HistoryRow, 'id' | 'near' | 'day'>;

/** Facts that leave the state as it was say what was done. */
const quietFacts: Readonly<Record<string, keyof typeof stepWords>> = {
  claimed: 'claim', opened: 'open', 'info-supplied': 'supply_info', 'priority-set': 'set_priority', 'review-set': 'set_review_date', 'deadline-extended': 'extend_deadline',
  forwarded: 'forward', acknowledged: 'acknowledge', noted: 'note', rescheduled: 'reschedule', resumed: 'resume',
};

function referralLine(entry: TimelineFacts, fact: string, codes: Readonly<Record<string, string>>, say: Say, format: Format): Line {
  const state = codes['to'] ?? '';
  const tone = stateTone({ state, turn: '', mine: 'reader' }, format.now());
  const need = wordOf(needWords, codes['needCode']);
  const quiet = quietFacts[fact];
  const requirement = codes['requirementType'] ? { type: codes['requirementType'] } : null;
  const appointment = codes['appointmentAt'] ? { startsAt: codes['appointmentAt'] } : null;
  return {
    tone, title: entry.service ? serviceName(entry.service, format.language) : { text: say(need ?? historyWords.referral) }, to: entry.aggregateId ? `/derivaciones/${entry.aggregateId}` : null,
    from: entry.branch?.name ?? null, toward: entry.otherBranch?.name ?? say(historyWords.anyBranch), state: { tone, word: say(stateWord(state)) },
    text: quiet ? `${say(stepWords[quiet])}.` : answerLine({ state, reasonCode: codes['reasonCode'] ?? null, outcomeCode: codes['outcomeCode'] ?? null, requirement, appointment }, say, format),
  };
}

function ownLine(kind: string, codes: Readonly<Record<string, string>>, say: Say): Pick<HistoryRow, 'tone' | 'text'> & { title: string } {
  const words = (list: Readonly<Record<string, MessageDescriptor>>, code: string | undefined): string | null => {
    const word = wordOf(list, code);
    return word ? say(word) : null;
  };
  const needs = (codes['needCodes'] ?? codes['needCode'] ?? '').split(' ').map((code) => words(needWords, code)).filter((word) => word !== null).join(', ') || null;
  switch (kind) {
    case 'attendance.opened': return { tone: 'wait', title: say(historyWords.attention), text: needs };
    case 'attendance.closed': return { tone: 'done', title: say(historyWords.attentionClosed), text: words(attendanceResultWords, codes['resultCode']) };
    case 'attendance.left': return { tone: 'end', title: say(historyWords.attentionLeft), text: null };
    case 'need.added': return { tone: 'wait', title: say(historyWords.needAdded), text: needs };
    case 'need.met': return { tone: 'done', title: say(historyWords.needMet), text: needs };
    case 'need.dropped': return { tone: 'end', title: say(historyWords.needDropped), text: [needs, words(needDropWords, codes['reasonCode'])].filter(Boolean).join('. ') || null };
    case 'identifier.added': return { tone: 'done', title: say(historyWords.identifierAdded), text: words(identifierWords, codes['identifierType']) };
    default: return { tone: ownTones[kind] ?? 'end', title: say(ownTitles[kind] ?? historyWords.other), text: null };
  }
}

const ownTitles: Readonly<Record<string, MessageDescriptor>> = {
  'person.registered': historyWords.registered, 'person.record-attached': historyWords.attached, 'person.corrected': historyWords.corrected,
  'consent.given': historyWords.consentGiven, 'notice.read': historyWords.noticeRead, 'consent.withdrawn': historyWords.consentWithdrawn,
};
const ownTones: Readonly<Record<string, Tone>> = { 'person.registered': 'done', 'person.record-attached': 'done', 'person.corrected': 'done', 'consent.given': 'done', 'notice.read': 'done', 'consent.withdrawn': 'no' };
const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);
