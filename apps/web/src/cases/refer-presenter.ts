import type { MessageDescriptor } from '@lingui/core';
import { languageName } from '../codes/languages.js';
import type { Format } from '../i18n/format/format.js';
import type { Tone } from '../ui/tone.js';
import { doubtWords, reasonWords, referWords } from './refer-words.js';

type Say = (message: MessageDescriptor) => string;

export interface DestinationFacts {
  insideMunicipality: boolean;
  reasons: readonly string[];
  doubts: readonly string[];
  branch: {
    id: string; name: string; address?: string | null; comuna: string; comunaName: string; organisation: { id: string; name: string };
    hours?: { days?: readonly number[] | null; slots: readonly { from: string; to: string }[] } | null;
  };
  service: { id: string; name: string; baseline?: string | null; documents: readonly string[]; fieldGroups: readonly string[]; normCodes: readonly string[] };
}

/** A place to choose: one branch for one service, or all the branches of the comuna that offer it. */
export interface Place {
  value: string;
  serviceId: string;
  serviceName: string;
  /** Null for the pool. */
  branchId: string | null;
  poolComuna: string | null;
  organisation: { id: string; name: string };
  inside: boolean;
  normCode: string | null;
  fieldGroups: readonly string[];
}

export interface PlaceCard {
  place: Place;
  title: string;
  reasons: { text: string; tone: Extract<Tone, 'done' | 'need' | 'ask'> }[];
  /** What to bring, where and when, in words. */
  bring: string;
  at: string | null;
  hours: string | null;
}

const against: ReadonlySet<string> = new Set(['no_language', 'other_comuna', 'outside_organisation']);

/** One destination with its reasons first and its doubts after them, as the server ranked it. */
export function presentDestination(facts: DestinationFacts, language: string, say: Say): PlaceCard {
  const { branch, service } = facts;
  const spoken = languageName(language, say).name;
  const told: Readonly<Record<string, string>> = { offers_service: service.name, same_comuna: branch.comunaName, speaks_language: spoken, unknown_language: spoken, no_language: spoken, other_comuna: branch.comunaName };
  const line = (words: Readonly<Record<string, (value: string) => MessageDescriptor>>, code: string): string | null => {
    const word = words[code];
    return word ? say(word(told[code] ?? '')) : null;
  };
  return {
    place: {
      value: `${branch.id}.${service.id}`, serviceId: service.id, serviceName: service.name, branchId: branch.id, poolComuna: null, organisation: branch.organisation,
      inside: facts.insideMunicipality, normCode: service.normCodes[0] ?? null, fieldGroups: service.fieldGroups,
    },
    title: branch.name,
    reasons: [
      ...facts.reasons.flatMap((code) => { const text = line(reasonWords, code); return text ? [{ text, tone: 'done' as const }] : []; }),
      ...facts.doubts.flatMap((code) => { const text = line(doubtWords, code); return text ? [{ text, tone: against.has(code) ? 'need' as const : 'ask' as const }] : []; }),
    ],
    bring: service.documents.length > 0 ? service.documents.join('. ') : service.baseline || say(referWords.bringUnknown),
    at: branch.address || say(referWords.addressUnknown), hours: hoursWords(branch.hours, say),
  };
}

/** The pool of a comuna: offered where more than one branch serves it and one permission covers them all. */
export function poolCard(all: readonly DestinationFacts[], serviceId: string, comuna: { code: string; name: string } | null, say: Say): PlaceCard | null {
  const here = comuna ? all.filter((one) => one.service.id === serviceId && one.branch.comuna === comuna.code) : [];
  const first = here[0];
  if (!comuna || !first || here.length < 2) return null;
  const oneBasis = here.every((one) => one.insideMunicipality) || here.every((one) => !one.insideMunicipality && one.branch.organisation.id === first.branch.organisation.id);
  if (!oneBasis) return null;
  const { place, bring } = presentDestination(first, '', say);
  return {
    place: { ...place, value: `pool.${serviceId}`, branchId: null, poolComuna: comuna.code }, title: say(referWords.pool(comuna.name)), bring, at: null, hours: null,
    reasons: [{ text: say(reasonWords.offers_service(place.serviceName)), tone: 'done' }, { text: say(referWords.poolWhy(here.length)), tone: 'done' }, { text: say(referWords.poolLess), tone: 'ask' }],
  };
}

/** Services among the destinations, in the order of the best place of each. */
export function servicesOf(all: readonly DestinationFacts[]): { id: string; name: string }[] {
  const names = new Map(all.map(({ service }) => [service.id, service.name]));
  return [...new Set(all.map(({ service }) => service.id))].map((id) => ({ id, name: names.get(id)! }));
}

const normNames: Readonly<Record<string, string>> = { 'LEY-18695-4': 'Ley 18.695, art. 4' };
/** How a norm is cited. */
export const normName = (code: string): string => normNames[code] ?? code;

/** The text that is proposed. The other office reads it, so it is Spanish in every language of the screen. */
export function proposedText(needText: string | null | undefined, serviceName: string): string {
  return needText?.trim() || `Necesita: ${serviceName}.`;
}

/** What is said after sending: to whom, and until when they answer. */
export function sentLine(sent: { dueAt?: string | null; ownerBranch?: { name: string } | null }, place: string, say: Say, format: Format): string {
  const where = sent.ownerBranch?.name ?? place;
  return say(sent.dueAt ? referWords.sentUntil(where, format.date(sent.dueAt, 'weekday')) : referWords.sent(where));
}

function hoursWords(hours: DestinationFacts['branch']['hours'], say: Say): string {
  if (!hours || hours.slots.length === 0) return say(referWords.hoursUnknown);
  return hours.slots.map(({ from, to }) => `${from.slice(0, 5)}–${to.slice(0, 5)}`).join(', ');
}
