import type { Format } from '@konbit/contracts/format';
import type { MessageDescriptor } from '@lingui/core';
import { consentHowWords, fieldGroupWords, wordOf } from '../codes/code-words.js';
import { groupExamples } from '../codes/group-words.js';
import { consentWords } from './consent-words.js';

type Say = (message: MessageDescriptor) => string;

export interface ConsentFacts {
  id: string;
  fieldGroups: readonly string[];
  how: string;
  givenAt: string;
  revokedAt?: string | null;
  recordedByName?: string | null;
  recipient?: { id: string; name: string } | null;
}

export interface ConsentLine {
  id: string;
  recipient: string;
  groups: string;
  how: string;
  /** How, when and by whom it was taken. */
  taken: string;
  inForce: boolean;
  ended: string | null;
}

/** One consent in words. */
export function presentConsent(facts: ConsentFacts, say: Say, format: Format): ConsentLine {
  const how = wordOf(consentHowWords, facts.how);
  const [manner, day] = [how ? say(how) : facts.how, format.date(facts.givenAt)];
  return {
    id: facts.id, recipient: facts.recipient?.name ?? '–', groups: groupNames(facts.fieldGroups, say, format), how: manner,
    taken: say(facts.recordedByName ? consentWords.takenBy(manner, day, facts.recordedByName) : consentWords.taken(manner, day)),
    inForce: !facts.revokedAt, ended: facts.revokedAt ? say(consentWords.endedOn(format.date(facts.revokedAt))) : null,
  };
}

/** Those in force first, each part newest first. */
export function inOrderOfForce<Consent extends { givenAt: string; revokedAt?: string | null }>(consents: readonly Consent[]): Consent[] {
  const newest = (one: Consent, other: Consent): number => other.givenAt.localeCompare(one.givenAt);
  return [...consents.filter((one) => !one.revokedAt).sort(newest), ...consents.filter((one) => one.revokedAt).sort(newest)];
}

/** Groups of data by name, as one list. */
export function groupNames(groups: readonly string[], say: Say, format: Format): string {
  return format.list(groups.map((group) => { const word = wordOf(fieldGroupWords, group); return word ? say(word) : group; }));
}

/** Groups of data by what they hold, as one list to read aloud. */
export function groupContents(groups: readonly string[], say: Say): string {
  return groups.map((group) => { const word = wordOf(groupExamples, group); return word ? say(word) : group; }).join('; ');
}

/** What a list of consents is about: the same on every page that reads it, since they share one answer. */
export const consentTopics = (personId: string): readonly string[] => [`person:${personId}`, 'consent'];
