import type { MessageDescriptor } from '@lingui/core';
import { speaksSpanish } from '../codes/languages.js';
import { wordOf } from '../codes/code-words.js';
import { serviceName, type NamedService } from '../codes/service-names.js';
import type { Said } from '../i18n/i18n.js';
import type { Format } from '@konbit/contracts/format';
import type { Tone } from '../ui/tone.js';
import { uiWords } from '../ui/ui-words.js';
import { endReasonWord, outcomeWords, requirementWords } from './code-words.js';
import { presentDeadline, type Deadline, type DeadlineGroup } from './deadline.js';
import { listWords } from './list-words.js';
import { stateTone, stateWord } from './referral-state.js';

type Say = (message: MessageDescriptor) => string;

/** A referral in a list, as the API answers it. */
export interface RowFacts {
  id: string;
  folio: string;
  state: string;
  turn: string;
  mine: string;
  priority: string;
  poolComuna: string | null;
  authoredAt: string;
  sentAt: string | null;
  endedAt: string | null;
  dueAt: string | null;
  overdue: boolean;
  reasonCode: string | null;
  outcomeCode: string | null;
  /** What a pool's branch sees before it claims. */
  language: string | null;
  person: { identity: { displayName: string; language: string; interpreter: boolean } | null } | null;
  service: NamedService | null;
  originBranch: { name: string };
  ownerBranch: { name: string } | null;
  requirement: { type: string; documentType: string | null; words: string | null } | null;
  appointment: { startsAt: string; end: string | null } | null;
  branchClosed?: boolean;
}

export interface ReferralRow {
  id: string;
  to: string;
  name: string;
  folio: string;
  /** Shown when it is not Spanish. */
  language: string | null;
  /** What else matters before opening: urgent, interpreter. */
  extras: string[];
  asked: Said;
  /** The other side: who sent it, or where it went. */
  place: string;
  /** Said beside the place: nobody there will answer. */
  closed: string | null;
  sentOn: string;
  savedOn: string;
  endedOn: string;
  deadline: Deadline | null;
  /** Where no clock runs for the reader: what is waited for instead. */
  noDeadline: string;
  next: string;
  answer: string;
  tone: Tone;
  state: string;
}

/** One referral of a list in words; `comunaOf` names the comuna of a pool. */
export function presentRow(facts: RowFacts, say: Say, format: Format, comunaOf: (code: string) => string | null = () => null): ReferralRow {
  const identity = facts.person?.identity;
  const language = identity?.language ?? (facts.mine === 'pool' ? facts.language : null);
  const short = (at: string | null): string => (at ? format.date(at, 'short') : '');
  return {
    id: facts.id, to: `/derivaciones/${facts.id}`, folio: facts.folio, name: identity?.displayName ?? say(facts.mine === 'pool' ? listWords.unclaimed : uiWords.withheld),
    language: language && !speaksSpanish(language) ? language : null,
    extras: [identity?.interpreter ? say(listWords.interpreter) : '', facts.priority === 'urgent' ? say(listWords.urgent) : ''].filter(Boolean),
    asked: askedOf(facts, say, format), place: placeOf(facts, say, comunaOf), closed: facts.branchClosed ? say(listWords.branchClosed) : null,
    sentOn: short(facts.sentAt), savedOn: short(facts.authoredAt), endedOn: short(facts.endedAt), deadline: presentDeadline(facts, say, format),
    noDeadline: facts.state === 'info_requested' && facts.mine !== 'origin' ? say(listWords.theirClock) : nextOf(facts, say, format),
    next: nextOf(facts, say, format), answer: answerOf(facts, say),
    tone: stateTone({ ...facts, appointment: liveOf(facts) }, format.now()), state: say(stateWord(facts.state)),
  };
}

function askedOf({ service, state }: RowFacts, say: Say, { language }: Format): Said {
  return service ? serviceName(service, language) : { text: say(state === 'draft' ? listWords.noService : uiWords.withheld) };
}

/** The other side of a referral: for its origin where it goes, for the others who sent it. */
export function placeOf(facts: Pick<RowFacts, 'mine' | 'originBranch' | 'ownerBranch' | 'poolComuna'>, say: Say, comunaOf: (code: string) => string | null): string {
  if (facts.mine !== 'origin') return facts.originBranch.name;
  if (facts.ownerBranch) return facts.ownerBranch.name;
  return facts.poolComuna ? poolName(facts.poolComuna, say, comunaOf) : say(listWords.noPlace);
}

export function poolName(code: string, say: Say, comunaOf: (code: string) => string | null): string {
  const comuna = comunaOf(code);
  return say(comuna ? listWords.pool(comuna) : listWords.poolPlain);
}

const liveOf = ({ appointment }: Pick<RowFacts, 'appointment'>): { startsAt: string } | null => (appointment && appointment.end === null ? appointment : null);

function nextOf(facts: RowFacts, say: Say, format: Format): string {
  const live = liveOf(facts);
  if (!live) return '';
  if (Date.parse(live.startsAt) < Date.parse(format.now())) return say(listWords.appointmentWas(format.date(live.startsAt, 'short')));
  return say(listWords.appointmentOn(format.date(live.startsAt, 'short'), format.time(live.startsAt)));
}

/** How it ended: the outcome, or the reason with the requirement that was named. */
export function answerOf(facts: Pick<RowFacts, 'state' | 'reasonCode' | 'outcomeCode' | 'requirement'>, say: Say): string {
  const outcome = wordOf(outcomeWords, facts.outcomeCode);
  const reason = facts.reasonCode ? endReasonWord(facts.state, facts.reasonCode) : null;
  const main = outcome ?? reason;
  if (!main) return '';
  const requirement = facts.requirement ? requirementOf(facts.requirement, say) : '';
  return requirement ? `${say(main)}: ${requirement}` : say(main);
}

/** The requirement in the words that were written, else its kind. */
export function requirementOf(requirement: NonNullable<RowFacts['requirement']>, say: Say): string {
  const kind = wordOf(requirementWords, requirement.type);
  return requirement.words ?? requirement.documentType ?? (kind ? say(kind).toLowerCase() : '');
}

export interface RowGroupOfDeadline {
  key: DeadlineGroup;
  title: string;
  rows: ReferralRow[];
}

const groupTitles: Readonly<Record<DeadlineGroup, MessageDescriptor>> = {
  late: listWords.groupLate, today: listWords.groupToday, week: listWords.groupWeek, later: listWords.groupLater, none: listWords.groupNone,
};

/** Rows under their deadline, in the order the server gave. A group that goes on over the page's edge is not counted. */
export function groupByDeadline(rows: readonly ReferralRow[], edges: { before: boolean; after: boolean }, say: Say): RowGroupOfDeadline[] {
  const keys = (Object.keys(groupTitles) as DeadlineGroup[]).filter((key) => rows.some((row) => groupOf(row) === key));
  return keys.map((key, at) => {
    const found = rows.filter((row) => groupOf(row) === key);
    const cut = (edges.before && at === 0) || (edges.after && at === keys.length - 1);
    const name = say(groupTitles[key]);
    return { key, title: cut ? name : `${name} (${found.length})`, rows: found };
  });
}

const groupOf = (row: ReferralRow): DeadlineGroup => row.deadline?.group ?? 'none';

/** Ids that were not there before, on the first page of the same list. */
export function arrivals(before: readonly string[] | null, now: readonly string[]): number {
  return before === null ? 0 : now.filter((id) => !before.includes(id)).length;
}
