import type { MessageDescriptor } from '@lingui/core';
import { needWords, wordOf } from '../codes/code-words.js';
import { serviceName, type NamedService } from '../codes/service-names.js';
import { inSpanish, type Said } from '../i18n/i18n.js';
import type { Format } from '@konbit/contracts/format';
import { stateTone, stateWord, type StateFacts } from '../referrals/referral-state.js';
import type { Tone } from '../ui/tone.js';
import { answerLine, type AnswerFacts } from './answer-line.js';
import { personWords } from './person-words.js';

type Say = (message: MessageDescriptor) => string;
export type NeedCommand = 'meet_need' | 'drop_need';

export interface NeedFacts {
  id: string;
  code: string;
  text?: string | null;
  state: string;
  referralId?: string | null;
  addedAt: string;
  service?: NamedService | null;
}

export interface NeedReferral extends StateFacts, AnswerFacts {
  id: string;
  ownerBranch?: { name: string } | null;
}

export interface NeedRow {
  id: string;
  name: string;
  /** What somebody wrote, else the service. */
  sub: Said | null;
  /** What was done about it; `to` leads to the referral, or to a new one with `refer`. */
  done: string;
  to: string | null;
  refer: boolean;
  tone: Tone;
  state: string;
  commands: readonly NeedCommand[];
}

/** A need and what was done about it: what stands open first, as the server ordered them. */
export function presentNeed(need: NeedFacts, referrals: readonly NeedReferral[], may: { write: boolean; refer: boolean }, say: Say, format: Format): NeedRow {
  const word = wordOf(needWords, need.code);
  const open = need.state === 'open' || need.state === 'referred';
  const row = {
    id: need.id, name: word ? say(word) : need.code, sub: subOf(need, format), refer: need.state === 'open' && may.refer,
    commands: open && may.write ? (['meet_need', 'drop_need'] as const) : [],
  };
  const referral = referrals.find((one) => one.id === need.referralId);
  if (need.state === 'referred' && referral) {
    const branch = referral.ownerBranch?.name ?? say(personWords.anyBranch);
    const more = answerLine(referral, say, format);
    return { ...row, done: more ? `${branch}. ${more}` : branch, to: `/derivaciones/${referral.id}`, tone: stateTone(referral, format.now()), state: say(stateWord(referral.state)) };
  }
  const [tone, state, done] = plain[need.state] ?? plain['open']!;
  return { ...row, done: say(done), to: need.referralId ? `/derivaciones/${need.referralId}` : null, tone, state: say(state) };
}

function subOf({ text, service }: NeedFacts, { language }: Format): Said | null {
  if (text) return inSpanish(text, language);
  return service ? serviceName(service, language) : null;
}

const plain: Readonly<Record<string, readonly [Tone, MessageDescriptor, MessageDescriptor]>> = {
  open: ['need', personWords.needOpen, personWords.notReferred], referred: ['wait', personWords.needReferred, personWords.wasReferred],
  met: ['done', personWords.needMet, personWords.wasMet], dropped: ['end', personWords.needDropped, personWords.wasDropped],
};

/** Open needs first, then those on their way, then what ended. */
export function inOrder<Need extends { state: string }>(needs: readonly Need[]): Need[] {
  const order = ['open', 'referred', 'met', 'dropped'];
  return [...needs].sort((one, other) => order.indexOf(one.state) - order.indexOf(other.state));
}
