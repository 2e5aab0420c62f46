import { useEffect, useMemo, useRef, useState } from 'react';
import { isTerminal, newId, type ReferralState } from '@konbit/contracts/forms';
import { useNavigate } from 'react-router';
import { resolverOf } from '../forms/resolver-of.js';
import { useKonbitForm, type KonbitForm } from '../forms/use-konbit-form.js';
import type { ReferBasesQuery, ReferDestinationsQuery, SendInput, SendReferralMutation } from '../gql/graphql.js';
import { useFormat } from '../i18n/format/use-format.js';
import { useT } from '../i18n/text.js';
import { useDraft, type Draft } from '../offline/drafts.js';
import { request } from '../shell/data.js';
import { readSession } from '../shell/session.js';
import { useCommand, type Command } from '../shell/use-command.js';
import { announce } from '../ui/live-region.js';
import { GiveConsent } from './person.graphql.js';
import { checkRefer, ConsentIds, fieldOfRefer, offeredGroups, toDraft, toRefer, type ReferData, type ReferScene, type ReferValues } from './refer-form.js';
import { poolCard, presentDestination, proposedText, sentLine, type PlaceCard } from './refer-presenter.js';
import { SendReferral } from './refer.graphql.js';
import { referErrorWords, referWords } from './refer-words.js';

type Bases = ReferBasesQuery['person'];
type Sent = SendReferralMutation['moveReferral'];

export interface ReferSubject {
  personId: string;
  recordId: string;
  language: string;
  needId: string | null;
  needCode: string;
  needText: string | null;
  comuna: { code: string; name: string } | null;
}

export interface Refer {
  entry: KonbitForm<ReferValues>;
  draft: Draft;
  saving: Command<SendInput>;
  saveDraft: () => void;
  cards: PlaceCard[];
  hidden: number;
  showAll: () => void;
  sceneOf: (values: ReferValues) => ReferScene;
}

const shownAtFirst = 5;

/** The page of a referral: places to choose, what goes with it, one press that sends. */
export function useRefer(subject: ReferSubject, destinations: ReferDestinationsQuery['destinations']['destinations'], bases: Bases, serviceId: string): Refer {
  const { cards, hidden, showAll } = useCards(subject, destinations, serviceId);
  const known = useRef({ cards, bases });
  known.current = { cards, bases };
  const sceneOf = (values: ReferValues): ReferScene => sceneFor(subject, known.current, values.destination);
  const [referralId] = useState(() => newId());
  const ids = useMemo(() => new ConsentIds(), []);
  const left = useLeave(subject.personId);
  const first = cards[0]?.place;
  const entry: KonbitForm<ReferValues> = useKonbitForm<ReferValues, ReferData, Sent>({
    defaultValues: {
      destination: first?.value ?? '', needText: proposedText(subject.needText, first?.serviceName ?? ''), priority: 'routine', groups: first ? offeredGroups(first) : [], how: '', companion: false,
      duplicateReason: '',
    },
    resolver: resolverOf((values) => checkRefer(values, sceneOf(values))), words: referErrorWords, fieldOf: fieldOfRefer,
    toData: (values) => toRefer(values, { ...sceneOf(values), place: sceneOf(values).place! }, referralId, ids),
    execute: send, touches: ['referral', `person:${subject.personId}`, `timeline:${subject.personId}`], onDone: (sent, data) => left.sent(sent, data, draft),
  });
  const draft: Draft = useDraft(entry.form, { form: 'derivar', subject: `${subject.personId} ${subject.needId ?? subject.needCode}` });
  const saving = useCommand<SendInput, unknown>({
    execute: (save_draft, commandId) => request(SendReferral, { input: { commandId, referralId, expectedVersion: 0, actingBranch: branchId(), move: { save_draft } } }),
    touches: ['referral'], onDone: () => left.kept(draft),
  });
  usePlaceDefaults(entry, cards, subject.needText);
  const saveDraft = (): void => void saving.run(toDraft(entry.form.getValues(), sceneOf(entry.form.getValues())));
  return { entry, draft, saving, saveDraft, cards, hidden, showAll, sceneOf };
}

const branchId = (): string => readSession().session?.actingBranch?.id ?? '';

/** The consent first: the referral names it. Each has an id of its own, so that a second try repeats neither. */
async function send({ referralId, send: request_, consent }: ReferData, commandId: string): Promise<Sent> {
  if (consent) await request(GiveConsent, { input: consent });
  return (await request(SendReferral, { input: { commandId, referralId, actingBranch: branchId(), move: { send: request_ } } })).moveReferral;
}

function useCards(subject: ReferSubject, destinations: ReferDestinationsQuery['destinations']['destinations'], serviceId: string): { cards: PlaceCard[]; hidden: number; showAll: () => void } {
  const t = useT();
  const [all, setAll] = useState(false);
  const fitting = destinations.filter((one) => serviceId === '' || one.service.id === serviceId);
  const shown = all ? fitting : fitting.slice(0, shownAtFirst);
  const cards = shown.map((one) => presentDestination(one, subject.language, t));
  const pool = cards[0] ? poolCard(fitting, cards[0].place.serviceId, subject.comuna, t) : null;
  return { cards: pool ? [...cards, pool] : cards, hidden: fitting.length - shown.length, showAll: () => setAll(true) };
}

function sceneFor(subject: ReferSubject, { cards, bases }: { cards: PlaceCard[]; bases: Bases }, destination: string): ReferScene {
  const place = cards.find((card) => card.place.value === destination)?.place ?? null;
  const open = bases.referrals.edges.map((edge) => edge.node).filter((referral) => referral.state !== 'draft' && !isTerminal(referral.state as ReferralState));
  const twin = open.find((referral) => referral.service?.id === place?.serviceId && (referral.ownerBranch?.id ?? null) === place?.branchId);
  const { personId, recordId, needId, needCode } = subject;
  return { personId, recordId, needId, needCode, place, consents: bases.consents, twin: twin ? { id: twin.id, folio: twin.folio } : null };
}

/** The first place is chosen; another service brings its own groups and, while nobody wrote one, its own text. */
function usePlaceDefaults(entry: KonbitForm<ReferValues>, cards: readonly PlaceCard[], needText: string | null): void {
  const { form } = entry;
  const values = cards.map((card) => card.place.value).join(' ');
  const serviceNames = useRef(new Set<string>());
  for (const card of cards) serviceNames.current.add(card.place.serviceName);
  const destination = form.watch('destination');
  useEffect(() => {
    const first = cards[0];
    if (first && !cards.some((card) => card.place.value === form.getValues('destination'))) form.setValue('destination', first.place.value);
  }, [values]);
  useEffect(() => {
    const place = cards.find((card) => card.place.value === destination)?.place;
    if (!place) return;
    form.setValue('groups', offeredGroups(place));
    const proposals = [...serviceNames.current, ''].map((name) => proposedText(needText, name));
    if (proposals.includes(form.getValues('needText'))) form.setValue('needText', proposedText(needText, place.serviceName));
  }, [destination, values]);
}

function useLeave(personId: string): { sent: (sent: Sent, data: ReferData, draft: Draft) => Promise<void>; kept: (draft: Draft) => Promise<void> } {
  const t = useT();
  const format = useFormat();
  const navigate = useNavigate();
  const leave = async (draft: Draft, words: string, hint?: { id: string; version: number }): Promise<void> => {
    await draft.clear();
    announce(words);
    await navigate(`/personas/${personId}`, { state: { done: words, hint } });
  };
  return {
    sent: (sent, data, draft) => leave(draft, sentLine(sent, data.placeName, t, format), { id: sent.id, version: sent.version }),
    kept: (draft) => leave(draft, t(referWords.draftSaved)),
  };
}
