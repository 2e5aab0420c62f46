import type { MessageDescriptor } from '@lingui/core';
import { languageName, speaksSpanish } from '../codes/languages.js';
import type { NamedService, ServiceBaseline, ServicePapers } from '../codes/service-names.js';
import type { Format } from '@konbit/contracts/format';
import type { Tone } from '../ui/tone.js';
import { againstWords, reasonWords, referWords, unconfirmed, unknownWords } from './refer-words.js';

type Say = (message: MessageDescriptor) => string;

/** One branch that offers one service, as the directory ranked it. */
export interface PlaceFacts {
  insideMunicipality: boolean;
  reasons: readonly string[];
  doubts: readonly string[];
  branch: {
    id: string; name: string; address?: string | null; comuna: string; comunaName: string; organisation: { id: string; name: string };
    hours?: { days?: readonly number[] | null; slots: readonly { from: string; to: string }[] } | null;
  };
  service: ServiceFacts;
}

export interface ServiceFacts extends NamedService, ServicePapers, ServiceBaseline {
  id: string;
  fieldGroups: readonly string[];
  normCodes: readonly string[];
}

/** Where a referral goes: one branch, or all those of the comuna that offer the service. */
export interface Place {
  /** The branch's id, or `pool`. */
  value: string;
  name: string;
  serviceId: string;
  branchId: string | null;
  poolComuna: string | null;
  organisation: { id: string; name: string };
  inside: boolean;
  normCode: string | null;
}

export interface PlaceCard {
  place: Place;
  reasons: { text: string; tone: Extract<Tone, 'done' | 'need' | 'ask'> }[];
  /** Address and hours in words; null for the pool. */
  at: string | null;
  hours: string | null;
}

/** A place that is not among the first, and why. */
export interface OtherPlace {
  value: string;
  name: string;
  why: string;
  unknown: string | null;
}

export interface PlaceChoice {
  cards: PlaceCard[];
  rest: OtherPlace[];
  /** Branches that offer the service. */
  all: number;
  /** Why the pool is not offered, where one would think it is. */
  poolNot: string | null;
}

/** For whom one looks, and what is known already. */
export interface Search {
  language: string;
  comuna: { code: string; name: string } | null;
  /** The branch that said no to the referral this one replaces, and why in words. */
  refused: { branchId: string; why: string } | null;
  /** What is chosen now: it is a card wherever it stands. */
  chosen: string;
}

export const poolValue = 'pool';
const shownFirst = 3;

/** Services among the places, each once, in the order of its best place. */
export function servicesOf(places: readonly PlaceFacts[]): ServiceFacts[] {
  return [...new Map(places.map(({ service }) => [service.id, service])).values()];
}

/** Every place of a service, in order: the branches, who said no last, and the pool where one permission covers it. */
export function placesOf(places: readonly PlaceFacts[], serviceId: string, search: Pick<Search, 'comuna' | 'refused'>, say: Say): Place[] {
  const offers = inOrder(places, serviceId, search.refused);
  const pool = poolOf(offers, search.comuna, say);
  return [...offers.map(placeOf), ...(pool === null || pool === 'mixed' ? [] : [pool])];
}

/** The first three as cards, the chosen one and the pool with them; the others with why not. */
export function presentPlaces(places: readonly PlaceFacts[], serviceId: string, search: Search, say: Say, format: Format): PlaceChoice {
  const offers = inOrder(places, serviceId, search.refused);
  const isCard = (facts: PlaceFacts, at: number): boolean => (at < shownFirst && !isRefused(facts, search)) || facts.branch.id === search.chosen;
  const cards = offers.filter(isCard).map((facts) => cardOf(facts, search, say, format));
  const rest = offers.filter((facts, at) => !isCard(facts, at)).map((facts) => otherOf(facts, search, say, format));
  const pool = poolOf(offers, search.comuna, say);
  if (pool === null || pool === 'mixed') return { cards, rest, all: offers.length, poolNot: pool && search.comuna ? say(referWords.poolNot(search.comuna.name)) : null };
  return { cards: [...cards, poolCard(pool, poolMembers(offers, search.comuna).length, say)], rest, all: offers.length, poolNot: null };
}

const isRefused = (facts: PlaceFacts, { refused }: Pick<Search, 'refused'>): boolean => facts.branch.id === refused?.branchId;

function inOrder(places: readonly PlaceFacts[], serviceId: string, refused: Search['refused']): PlaceFacts[] {
  const offers = places.filter(({ service }) => service.id === serviceId);
  return [...offers.filter((facts) => !isRefused(facts, { refused })), ...offers.filter((facts) => isRefused(facts, { refused }))];
}

function placeOf({ branch, service, insideMunicipality }: PlaceFacts): Place {
  return {
    value: branch.id, name: branch.name, serviceId: service.id, branchId: branch.id, poolComuna: null, organisation: branch.organisation, inside: insideMunicipality,
    normCode: service.normCodes[0] ?? null,
  };
}

const poolMembers = (offers: readonly PlaceFacts[], comuna: Search['comuna']): PlaceFacts[] => offers.filter(({ branch }) => branch.comuna === comuna?.code);

/** Two branches or more, of one municipality or of one organisation: a permission is for one recipient. */
function poolOf(offers: readonly PlaceFacts[], comuna: Search['comuna'], say: Say): Place | 'mixed' | null {
  const members = poolMembers(offers, comuna);
  const first = members[0];
  if (!comuna || !first || members.length < 2) return null;
  const isOne = members.every((facts) => facts.insideMunicipality) || members.every((facts) => !facts.insideMunicipality && facts.branch.organisation.id === first.branch.organisation.id);
  return isOne ? { ...placeOf(first), value: poolValue, name: say(referWords.pool(comuna.name)), branchId: null, poolComuna: comuna.code } : 'mixed';
}

function poolCard(place: Place, count: number, say: Say): PlaceCard {
  const reasons: PlaceCard['reasons'] = [{ text: say(referWords.poolWhy(count)), tone: 'done' }, { text: say(referWords.poolLess), tone: 'ask' }];
  return { place, reasons, at: null, hours: null };
}

function cardOf(facts: PlaceFacts, search: Search, say: Say, format: Format): PlaceCard {
  const unknown = unknownLine(facts, search, say, format);
  return {
    place: placeOf(facts),
    reasons: [
      ...forLines(facts, search, say).map((text) => ({ text, tone: 'done' as const })), ...againstLines(facts, search, say).map((text) => ({ text, tone: 'need' as const })),
      ...(unknown ? [{ text: unknown, tone: 'ask' as const }] : []),
    ],
    at: facts.branch.address || say(referWords.toConfirm), hours: hoursOf(facts) ?? say(referWords.toConfirm),
  };
}

function otherOf(facts: PlaceFacts, search: Search, say: Say, format: Format): OtherPlace {
  const against = againstLines(facts, search, say);
  return {
    value: facts.branch.id, name: facts.branch.name, why: against.length > 0 ? against.map((text) => `${text}.`).join(' ') : say(referWords.sameAsFirst),
    unknown: unknownLine(facts, search, say, format),
  };
}

function forLines({ reasons, branch }: PlaceFacts, { language }: Search, say: Say): string[] {
  const lines: Readonly<Record<string, MessageDescriptor>> = {
    confirmed: reasonWords.confirmed, speaks_language: reasonWords.speaks_language(languageName(language, say).name), same_comuna: reasonWords.same_comuna(branch.comunaName),
    inside_municipality: reasonWords.inside_municipality,
  };
  return Object.entries(lines).flatMap(([code, words]) => (reasons.includes(code) ? [say(words)] : []));
}

function againstLines(facts: PlaceFacts, { language, refused }: Search, say: Say): string[] {
  const { doubts, branch } = facts;
  const lines: Readonly<Record<string, MessageDescriptor>> = {
    no_language: againstWords.no_language(languageName(language, say).name), other_comuna: againstWords.other_comuna(branch.comunaName),
    outside_organisation: againstWords.outside_organisation, demo_branch: againstWords.demo_branch,
  };
  return [
    ...(refused?.branchId === branch.id ? [refused.why === '' ? say(referWords.refusedPlain) : say(referWords.refusedBefore(refused.why))] : []),
    ...Object.entries(lines).flatMap(([code, words]) => (doubts.includes(code) ? [say(words)] : [])), ...(facts.insideMunicipality || doubts.includes('outside_organisation') ? [] : [say(againstWords.consent)]),
  ];
}

/** All that is not confirmed in one line; the language is no question for who speaks Spanish. */
function unknownLine({ doubts }: PlaceFacts, { language }: Search, say: Say, format: Format): string | null {
  const asked = Object.entries(unknownWords).filter(([code]) => doubts.includes(code) && !(code === 'unknown_language' && speaksSpanish(language)));
  return asked.length === 0 ? null : say(unconfirmed(format.list(asked.map(([, words]) => say(words)))));
}

function hoursOf({ branch }: PlaceFacts): string | null {
  const slots = branch.hours?.slots ?? [];
  return slots.length === 0 ? null : slots.map(({ from, to }) => `${from.slice(0, 5)}–${to.slice(0, 5)}`).join(', ');
}
