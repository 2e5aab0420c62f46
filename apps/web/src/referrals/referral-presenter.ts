import type { MessageDescriptor } from '@lingui/core';
import { fieldGroupWords, identifierWords, needWords, priorityWords, wordOf } from '../codes/code-words.js';
import { serviceName } from '../codes/service-names.js';
import type { OneReferralQuery } from '../gql/graphql.js';
import type { Said } from '../i18n/i18n.js';
import type { Format } from '@konbit/contracts/format';
import type { Tone } from '../ui/tone.js';
import { basisWords, endReasonWord, holdWords, missingWords, outcomeWords, outputWords, reasonWord, requirementWords, unavailableWords } from './code-words.js';
import { cancelAsked, stepWords } from './command-words.js';
import { presentDeadline } from './deadline.js';
import { isOver } from './move-values.js';
import { pageWords } from './page-words.js';
import { appointmentPassed, isMyTurn, stateTone, stateWord } from './referral-state.js';

type Say = (message: MessageDescriptor) => string;
export type ReferralFacts = OneReferralQuery['referral'];
export type DetailFacts = NonNullable<ReferralFacts['detail']>;
export type StepFacts = DetailFacts['steps'][number];

/** A value in words, or the mark that it is withheld. */
export interface FactLine { key: string; label: string; value: string | null; numeric?: boolean }

/** What the reader may do with a page: read it whole, open it first, claim it, or only end it. */
export type Sight = 'whole' | 'unopened' | 'pool' | 'withdrawn' | 'stub';

/** How much of a referral the server gives this reader (REFERRALS §6.3, §6.6, §6.10). */
export function sightOf({ mine, state, openedAt, service }: Pick<ReferralFacts, 'mine' | 'state' | 'openedAt' | 'service'>): Sight {
  if (mine === 'pool') return 'pool';
  if (mine !== 'destination') return service || mine === 'origin' ? 'whole' : 'stub';
  if (!service) return isOver(state) && !openedAt ? 'stub' : 'withdrawn';
  if (openedAt) return 'whole';
  return isOver(state) ? 'stub' : 'unopened';
}

export interface Header { title: Said; folio: string; tone: Tone; state: string; urgent: boolean; due: string | null; dueTone: 'late' | 'soon' | null; from: string; to: string | null }

export function presentHeader(referral: ReferralFacts, say: Say, format: Format): Header {
  const due = presentDeadline(referral, say, format);
  const need = wordOf(needWords, referral.needCode);
  return {
    title: referral.service ? serviceName(referral.service, format.language) : { text: say(need ?? pageWords.referral) }, folio: referral.folio, from: referral.originBranch.name, to: referral.ownerBranch?.name ?? null,
    tone: stateTone({ ...referral, appointment: liveAppointment(referral) }, format.now()), state: say(stateWord(referral.state)), urgent: referral.priority === 'urgent',
    due: due && dueLine(due, referral, say, format), dueTone: due?.tone ?? null,
  };
}

function dueLine(due: NonNullable<ReturnType<typeof presentDeadline>>, referral: ReferralFacts, say: Say, format: Format): string {
  if (due.group === 'today') return say(pageWords.dueToday);
  const day = format.date(new Date(Date.parse(referral.dueAt ?? '') - 1).toISOString(), 'dayMonth');
  return say((due.group === 'late' ? pageWords.late : pageWords.due)(due.text.toLowerCase(), day));
}

const liveAppointment = ({ appointment }: Pick<ReferralFacts, 'appointment'>): ReferralFacts['appointment'] => (appointment?.end === null ? appointment : null);

type PersonFacts = NonNullable<ReferralFacts['person']>;

/** What was shared with the request: data, "not written", or withheld (null). */
export function sharedFacts(referral: ReferralFacts, say: Say): FactLine[] {
  const { person } = referral;
  if (!person) return [];
  const lines = [...contactLines(person, say), ...workLines(person, say), ...documentLines(person, say)];
  const withheld = person.withheld.map((group): FactLine => {
    const word = wordOf(fieldGroupWords, group);
    return { key: group, label: word ? say(word) : group, value: null };
  });
  return [...needLine(referral, say), ...lines, ...withheld];
}

function needLine({ needCode, detail }: ReferralFacts, say: Say): FactLine[] {
  const need = wordOf(needWords, needCode);
  return [
    ...(need ? [{ key: 'need', label: say(pageWords.need), value: say(need) }] : []),
    ...(detail?.companion ? [{ key: 'companion', label: say(pageWords.companion), value: say(pageWords.companionYes) }] : []),
  ];
}

function contactLines({ contact }: PersonFacts, say: Say): FactLine[] {
  if (!contact) return [];
  const line = (key: string, label: MessageDescriptor, value: string | null, numeric = false): FactLine[] => (value ? [{ key, label: say(label), value, numeric }] : []);
  const found = [
    ...line('safeContact', pageWords.safeContact, contact.safeContact), ...line('phone', pageWords.phone, contact.phone, true), ...line('email', pageWords.email, contact.email),
    ...line('sector', pageWords.sector, contact.sector),
  ];
  return found.length > 0 ? found : [{ key: 'contact', label: say(pageWords.safeContact), value: say(pageWords.notWritten) }];
}

function workLines({ workAndStudy }: PersonFacts, say: Say): FactLine[] {
  if (!workAndStudy) return [];
  const value = (text: string | null): string => text ?? say(pageWords.notWritten);
  return [{ key: 'occupation', label: say(pageWords.occupation), value: value(workAndStudy.occupation) }, { key: 'schooling', label: say(pageWords.schooling), value: value(workAndStudy.schooling) }];
}

function documentLines({ migration }: PersonFacts, say: Say): FactLine[] {
  if (!migration) return [];
  const named = migration.identifiers.map(({ type, masked }) => `${sayOr(wordOf(identifierWords, type), type, say)} ${masked}`.trim());
  return [{ key: 'documents', label: say(pageWords.documents), value: named.join(' · ') || say(pageWords.notWritten), numeric: true }];
}

const sayOr = (word: MessageDescriptor | null, otherwise: string, say: Say): string => (word ? say(word) : otherwise);

/** The least data before a claim: need, priority, age band; language and comuna are drawn by the page. */
export function poolFacts(referral: ReferralFacts, say: Say): FactLine[] {
  const priority = wordOf(priorityWords, referral.priority);
  return [
    ...needLine(referral, say), ...(priority ? [{ key: 'priority', label: say(pageWords.priority), value: say(priority) }] : []),
    { key: 'age', label: say(pageWords.age), value: ageWords(referral.ageBand, say) },
  ];
}

function ageWords(band: string | null, say: Say): string {
  if (!band) return say(pageWords.ageUnknown);
  const [from = '', to] = band.split(/[-+]/);
  return say(to ? pageWords.ageBetween(from, to) : pageWords.ageFrom(from));
}

/** With what permission the data travel, in words. */
export function basisLine(detail: DetailFacts, say: Say): string | null {
  const word = wordOf(basisWords, detail.basisKind);
  return word ? say(pageWords.shared(say(word).toLowerCase())) : null;
}

/** What was answered or is waited for: outcome, reason, requirement, what is missing, who is in charge. */
export function answerFacts(referral: ReferralFacts, detail: DetailFacts, say: Say, format: Format): FactLine[] {
  const line = (key: string, label: MessageDescriptor, value: string | null | undefined): FactLine[] => (value ? [{ key, label: say(label), value }] : []);
  const list = (codes: readonly string[], words: Parameters<typeof wordOf>[0]): string => format.list(codes.map((code) => sayOr(wordOf(words, code), code, say)));
  const { requirement } = referral;
  return [
    ...line('outcome', pageWords.outcome, referral.outcomeCode && sayOr(wordOf(outcomeWords, referral.outcomeCode), referral.outcomeCode, say)),
    ...line('reason', pageWords.reason, referral.reasonCode && sayOr(endReasonWord(referral.state, referral.reasonCode), '', say)),
    ...line('requirement', pageWords.requirement, requirement && requirementLine(requirement, say)),
    ...line('answerText', pageWords.explanation, detail.answerText),
    ...line('servedOn', pageWords.servedOn, detail.servedOn && format.date(detail.servedOn)),
    ...line('outputs', pageWords.outputs, detail.outputs.map(({ kind, reference }) => [sayOr(wordOf(outputWords, kind), kind, say), reference].filter(Boolean).join(': ')).join(' · ')),
    ...line('outcomeNote', pageWords.note, detail.outcomeNote),
    ...line('missing', pageWords.missing, detail.missing.length > 0 ? list(detail.missing, missingWords) : null),
    ...line('missingText', pageWords.explanation, detail.missing.length > 0 ? detail.missingText : null),
    ...line('supplied', pageWords.supplied, detail.suppliedText),
    ...line('held', pageWords.held, detail.holdReason && sayOr(wordOf(holdWords, detail.holdReason), detail.holdReason, say)),
    ...line('reviewOn', pageWords.reviewOn, detail.reviewOn && format.date(detail.reviewOn)),
    ...line('official', pageWords.official, detail.responsibleOfficial),
    ...line('destinationRef', pageWords.destinationRef, detail.destinationRef),
  ];
}

function requirementLine({ type, documentType, declared, words }: NonNullable<ReferralFacts['requirement']>, say: Say): string {
  const kind = sayOr(wordOf(requirementWords, type), type, say);
  const what = words ?? documentType;
  const known = declared === null ? '' : say(declared ? pageWords.requirementDeclared : pageWords.requirementUndeclared);
  return [what ? `${kind}: ${what}` : kind, known].filter(Boolean).join(', ');
}

export interface StepLine { key: string; tone: Tone; when: string; state: string | null; what: string; reason: string | null; text: string | null; appointment: string | null }

/** What happened, newest first; the state is named where it changed. */
export function presentSteps(detail: Pick<DetailFacts, 'steps'>, say: Say, format: Format): StepLine[] {
  return [...detail.steps].sort((a, b) => b.version - a.version).map((step) => {
    const changed = step.from !== step.to;
    const reason = step.reasonCode ? reasonWord(step.command, step.reasonCode) ?? wordOf(unavailableWords, step.reasonCode) : wordOf(outcomeWords, step.outcomeCode);
    return {
      key: String(step.version), tone: stateTone({ state: step.to, turn: '', mine: 'reader' }, format.now()), when: whenOf(step.at, format),
      state: changed ? say(stateWord(step.to)) : null, what: whatOf(step, say), reason: reason ? say(reason) : null, text: step.text,
      appointment: step.appointmentAt && bookingCommands.has(step.command) ? say(pageWords.forWhen(format.dateTime(step.appointmentAt))) : null,
    };
  });
}

const bookingCommands: ReadonlySet<string> = new Set(['schedule', 'reschedule', 'no_show', 'cancel_appointment']);

function whatOf(step: StepFacts, say: Say): string {
  const word = step.command === 'cancel' && step.to === 'cancel_requested' ? cancelAsked : (stepWords as Readonly<Record<string, MessageDescriptor>>)[step.command];
  const what = word ? say(word) : step.command;
  const branch = step.byBranch ? `${what} · ${step.byBranch.name}` : what;
  return step.actorKind === 'P' ? `${branch}, ${say(pageWords.byWish)}` : branch;
}

function whenOf(at: string, format: Format): string {
  const days = format.daysFromToday(at);
  const day = days === 0 || days === -1 ? format.relativeDay(at) : format.date(at, 'short');
  return `${day.charAt(0).toUpperCase()}${day.slice(1)}, ${format.time(at)}`;
}

/** Commands whose button stands on the page now; a missed appointment is only noted after its time. */
export function offered(referral: Pick<ReferralFacts, 'availableActions' | 'appointment' | 'state'>, now: string): string[] {
  const early = referral.state === 'scheduled' && !appointmentPassed(referral, now);
  return referral.availableActions.map(({ command }) => command).filter((command) => command !== 'no_show' || !early);
}

/** Why there is nothing to press, or what is waited for. */
export function waitLine(referral: ReferralFacts, say: Say): string {
  if (isOver(referral.state)) return say(referral.mine === 'origin' && referral.acknowledgedAt ? pageWords.overSeen : pageWords.over);
  if (referral.state === 'draft') return '';
  if (referral.mine === 'origin' && !referral.ownerBranch) return say(pageWords.waitPool);
  if (!isMyTurn(referral)) return say(referral.mine === 'origin' ? pageWords.waitDestination(referral.ownerBranch?.name ?? '') : pageWords.waitOrigin(referral.originBranch.name));
  return '';
}

/** What others did since the form was opened. */
export function changesSince(version: number, detail: Pick<DetailFacts, 'steps'> | null | undefined, say: Say, format: Format): StepLine[] {
  return detail ? presentSteps({ steps: detail.steps.filter((step) => step.version > version) }, say, format) : [];
}
