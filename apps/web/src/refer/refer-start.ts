import type { MessageDescriptor } from '@lingui/core';
import { needWords, priorityWords, wordOf } from '../codes/code-words.js';
import { serviceName, type NamedService } from '../codes/service-names.js';
import { inSpanish, type Sentence } from '../i18n/i18n.js';
import type { Format, Language } from '@konbit/contracts/format';
import { placesOf, poolValue, servicesOf, type PlaceFacts, type Search } from './places.js';
import { offeredGroups, type NeedFacts, type ReferValues } from './refer-form.js';
import { referWords } from './refer-words.js';

type Say = (message: MessageDescriptor) => string;

/** A referral written before: a draft to finish, or one that was refused and is sent again. */
export interface WrittenFacts {
  id: string;
  version: number;
  needId?: string | null;
  needCode?: string | null;
  priority: string;
  poolComuna?: string | null;
  service?: ({ id: string } & NamedService) | null;
  ownerBranch?: { id: string; name: string } | null;
  detail?: { needText?: string | null; fieldGroups: readonly string[]; companion: boolean; replaces?: string | null; destinationBranch?: { id: string; name: string } | null } | null;
}

export interface NeedOption {
  value: string;
  label: string;
  need: NeedFacts;
}

const isLive = (need: NeedFacts): boolean => need.state === 'open' || need.state === 'referred';

/** The need that is asked for: by the address, or by what was written before. */
export interface AskedNeed {
  id?: string | null;
  code?: string | null;
}

/** Needs one may refer for: the open ones, the one asked for first; equal names carry their day, equal lines are one. */
export function needOptions(needs: readonly NeedFacts[], asked: AskedNeed, say: Say, format: Format): NeedOption[] {
  const open = needs.filter((need) => need.id === asked.id ? isLive(need) : need.state === 'open');
  const first = open.find((need) => need.id === asked.id) ?? open.find((need) => need.code === asked.code) ?? null;
  const ordered = [...(first ? [first] : unlisted(asked.code)), ...open.filter((need) => need !== first)];
  const named = ordered.map((need) => ({ need, name: nameOf(need, say) }));
  const options = named.map(({ need, name }) => {
    const isAlone = named.filter((other) => other.name === name).length === 1;
    return { value: need.id || need.code, label: isAlone ? name : say(referWords.notedOn(name, format.date(need.addedAt, 'short'))), need };
  });
  return options.filter((option, at) => options.findIndex((other) => other.label === option.label) === at);
}

/** A referral may name a need that does not stand on the ficha: it has a code and no id. */
const unlisted = (code: string | null | undefined): NeedFacts[] => (code ? [{ id: '', code, state: 'open', addedAt: '' }] : []);

function nameOf(need: NeedFacts, say: Say): string {
  const word = wordOf(needWords, need.code);
  const name = word ? say(word) : need.code;
  return need.text?.trim() ? `${name}: ${need.text.trim()}` : name;
}

/** The page before anything is known of places: what was written before, or nothing. */
export function startValues(referralId: string, needId: string, written: WrittenFacts | null): ReferValues {
  const detail = written?.detail;
  return {
    referralId, needId, serviceId: written?.service?.id ?? '', destination: destinationOf(written), needText: detail?.needText ?? '', priority: written?.priority ?? 'routine',
    companion: detail?.companion ?? false, groups: (detail?.fieldGroups ?? []).filter((group) => group !== 'identity'), how: '', override: '', overrideText: '', duplicateReason: '',
    settledFor: detail && detail.fieldGroups.length > 0 ? written.service?.id ?? '' : '', proposed: '',
  };
}

export function destinationOf(written: WrittenFacts | null): string {
  return written?.detail?.destinationBranch?.id ?? (written?.poolComuna ? poolValue : '');
}

export interface SettleFacts extends Pick<Search, 'comuna' | 'refused'> {
  need: Pick<NeedFacts, 'text' | 'service'> | null;
  places: readonly PlaceFacts[];
}

/** What follows from the places: the best service and place while none is chosen, its groups, and the proposed text while nobody wrote one. */
export function settle(values: ReferValues, { need, places, comuna, refused }: SettleFacts, say: Say): Partial<ReferValues> {
  const services = servicesOf(places);
  const service = services.find(({ id }) => id === values.serviceId) ?? services.find(({ id }) => id === need?.service?.id) ?? services[0];
  if (!service) return {};
  const open = placesOf(places, service.id, { comuna, refused }, say);
  const proposed = proposedText(need?.text, service.name);
  const isOther = values.settledFor !== '' && values.settledFor !== service.id;
  const isUntouched = values.needText.trim() === '' || values.needText === values.proposed;
  return {
    ...(service.id !== values.serviceId && { serviceId: service.id }),
    ...((isOther || !open.some(({ value }) => value === values.destination)) && { destination: open[0]?.value ?? '' }),
    ...(values.settledFor !== service.id && { groups: offeredGroups(service), settledFor: service.id }),
    ...(isUntouched && values.proposed !== proposed && { needText: proposed, proposed }),
  };
}

/** The text that is proposed. The other office reads it, so it is Spanish in every language of the screen. */
export function proposedText(needText: string | null | undefined, serviceName: string): string {
  return needText?.trim() || `Necesita: ${serviceName}.`;
}

/** What a draft says now that it did not say when the page was opened. */
export function changesOf(before: WrittenFacts, now: WrittenFacts, say: Say, language: Language): Sentence[] {
  if (before.version === now.version) return [];
  const nothing = say(referWords.nothing);
  const priority = wordOf(priorityWords, now.priority);
  const service = now.service ? serviceName(now.service, language) : { text: nothing };
  return [
    ...(before.detail?.needText !== now.detail?.needText ? [reasonOf(now.detail?.needText, nothing, language)] : []),
    ...(before.service?.id !== now.service?.id ? [{ of: referWords.nowService(service.text), quote: service }] : []),
    ...(destinationOf(before) !== destinationOf(now) ? [{ of: referWords.nowPlace(now.detail?.destinationBranch?.name ?? nothing) }] : []),
    ...(before.priority !== now.priority && priority ? [{ of: referWords.nowPriority(say(priority)) }] : []),
  ];
}

function reasonOf(text: string | null | undefined, nothing: string, language: Language): Sentence {
  return text ? { of: referWords.nowReason(text), quote: inSpanish(text, language) } : { of: referWords.nowReason(nothing) };
}
