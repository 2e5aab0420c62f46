import type { Format } from '@konbit/contracts/format';
import type { MessageDescriptor } from '@lingui/core';
import { accessWords } from './access-words.js';
import { actionWord, serviceWords, subjectWords } from './action-words.js';

type Say = (message: MessageDescriptor) => string;

/** One line of the log as the API answers it; who reads for an office gets no official. */
export interface AccessFacts {
  id: string;
  service: string;
  at: string;
  official?: string | null;
  officialName?: string | null;
  branch?: { id: string; name: string } | null;
  action: string;
  subjectType: string;
  outcome: string;
  code?: string | null;
  persons: readonly { id: string; folio?: string | null }[];
}

export interface AccessRow {
  id: string;
  day: string;
  time: string;
  who: string;
  /** What the filter takes for this official; null where nobody is named. */
  official: string | null;
  branch: string | null;
  /** In words, or the bare code when `isCode`. */
  what: string;
  isCode: boolean;
  about: string;
  service: string;
  refused: boolean;
  code: string | null;
  folios: { id: string; folio: string }[];
  more: number;
}

const mostFolios = 3;

/** A line of the log in words: who, from where, what, about whom. */
export function presentAccess(facts: AccessFacts, say: Say, format: Format): AccessRow {
  const what = actionWord(facts.action, say);
  const subject = subjectWords[facts.subjectType];
  const service = serviceWords[facts.service];
  return {
    id: facts.id, day: format.date(facts.at, 'short'), time: format.time(facts.at), who: whoOf(facts, say), official: facts.official ?? null, branch: facts.branch?.name ?? null,
    what: what ?? facts.action, isCode: what === null, about: subject ? say(subject) : facts.subjectType, service: service ? say(service) : facts.service,
    refused: facts.outcome === 'refused', code: facts.code ?? null,
    folios: facts.persons.slice(0, mostFolios).map(({ id, folio }) => ({ id, folio: folio ?? say(accessWords.noFolio) })), more: Math.max(0, facts.persons.length - mostFolios),
  };
}

/** The official by name, by account, or nobody: then the office, and without one the system. */
function whoOf({ official, officialName, branch }: AccessFacts, say: Say): string {
  if (officialName) return officialName;
  if (official) return isSystem(official) ? say(accessWords.system) : say(accessWords.unnamed);
  return branch?.name ?? say(accessWords.someOffice);
}

const isSystem = (official: string): boolean => /^(system:|konbit:)/.test(official);

/** Acts of one reader in one minute, said in one sentence. */
export interface AccessSentence {
  id: string;
  time: string;
  text: string;
  /** The code of an act nobody described, shown as a code after the sentence. */
  code: string | null;
  refused: boolean;
}

export interface AccessDay {
  key: string;
  day: string;
  lines: AccessSentence[];
}

/** What happened to one person's data, day by day, in sentences; what one reader did in one minute is one sentence. */
export function presentDays(facts: readonly AccessFacts[], say: Say, format: Format): AccessDay[] {
  const days: (Omit<AccessDay, 'lines'> & { acts: Acts[] })[] = [];
  for (const one of facts) {
    const key = format.dayOf(one.at);
    if (days.at(-1)?.key !== key) days.push({ key, day: format.date(one.at, 'weekday'), acts: [] });
    const { acts } = days.at(-1)!;
    const next = actsOf(one, say, format);
    const last = acts.at(-1);
    if (last && !last.alone && !next.alone && last.who === next.who && last.time === next.time) last.what.push(...next.what);
    else acts.push(next);
  }
  return days.map(({ acts, ...day }) => ({ ...day, lines: acts.map((one) => sentenceOf(one, say, format)) }));
}

interface Acts {
  id: string;
  time: string;
  who: string;
  what: string[];
  /** Refused, or known by its code alone: never told together with others. */
  alone: boolean;
  isCode: boolean;
  refused: boolean;
}

function actsOf(facts: AccessFacts, say: Say, format: Format): Acts {
  const { id, time, who, official, branch, what, isCode, refused } = presentAccess(facts, say, format);
  return { id, time, who: official && branch ? `${who} (${branch})` : who, what: [what], alone: isCode || refused, isCode, refused };
}

function sentenceOf({ id, time, who, what, isCode, refused }: Acts, say: Say, format: Format): AccessSentence {
  const acts = format.list([...new Set(what)].reverse());
  return { id, time, text: isCode ? who : say((refused ? accessWords.refusedIt : accessWords.didIt)(who, acts)), code: isCode ? acts : null, refused };
}

/** The services that did not answer, by name. */
export function unavailableLine(services: readonly string[], say: Say, format: Format): string | null {
  if (services.length === 0) return null;
  return say(accessWords.unavailable(format.list(services.map((service) => { const word = serviceWords[service]; return word ? say(word) : service; }))));
}
