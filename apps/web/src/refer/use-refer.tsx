import { useEffect, useMemo, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { answerLine } from '../cases/answer-line.js';
import { problemsOfRefusal, type FormProblem } from '../forms/problems.js';
import { resolverOf } from '../forms/resolver-of.js';
import { useKonbitForm, type KonbitForm } from '../forms/use-konbit-form.js';
import type { MoveReferMutation, ReferPersonQuery, ReferPlacesQuery, WrittenBeforeQuery } from '../gql/graphql.js';
import { useFormat } from '../i18n/use-format.js';
import { useT } from '../i18n/text.js';
import { useDraft, type Draft } from '../offline/drafts.js';
import { dueDay } from '../referrals/deadline.js';
import { AppError } from '../shell/app-error.js';
import { request, touch, useData } from '../shell/data.js';
import { readSession } from '../shell/session.js';
import { useCommand } from '../shell/use-command.js';
import { announce } from '../ui/live-region.js';
import { placesOf, servicesOf, type Place, type PlaceFacts, type Search } from './places.js';
import { checkRefer, ConsentIds, fieldOfRefer, toDraft, toRefer, twinOf, type NeedFacts, type ReferData, type ReferScene, type ReferValues, type SentFacts } from './refer-form.js';
import { MoveRefer, RecordConsent, ReferPlaces } from './refer.graphql.js';
import { settle, startValues, type NeedOption } from './refer-start.js';
import { referErrorWords, referWords } from './refer-words.js';

export type Written = WrittenBeforeQuery['referral'];
type Sent = MoveReferMutation['moveReferral'];
type PlacesAnswer = ReferPlacesQuery['destinations'];

/** Whom the page refers, and what was written before: a draft to finish, or a referral that was refused. */
export interface ReferSubject {
  person: ReferPersonQuery['person'];
  comuna: { code: string; name: string } | null;
  options: readonly NeedOption[];
  draft: Written | null;
  refused: Written | null;
  /** The id that a new referral will have. */
  newReferralId: string;
}

export interface Refer {
  entry: KonbitForm<ReferValues>;
  draft: Draft;
  values: ReferValues;
  scene: ReferScene;
  twin: SentFacts | null;
  search: Search;
  /** Null while the places of another need are on their way. */
  places: PlacesAnswer | null;
  placesFault: AppError | null;
  problems: FormProblem[];
  attempt: number;
  busy: boolean;
  retrying: boolean;
  saveDraft: () => void;
}

const most = 100;
/** Asked again by this page alone, when a refusal shows that it knows too little. */
export const referTopic = 'derivar';

/** The variables under which the places of a need are read. */
export function placesOfNeed(code: string | null, subject: Pick<ReferSubject, 'person' | 'comuna'>): { need: string | null; comuna: string | null; language: string | null; first: number } {
  return { need: code, comuna: subject.comuna?.code ?? null, language: subject.person.identity?.language ?? null, first: most };
}

export const placeTopics = ['offering', 'branch', 'service'] as const;

/** The form of a referral over what is known of its places; `first` are those of the need it begins with. */
export function useRefer(subject: ReferSubject, first: PlacesAnswer): Refer {
  const t = useT();
  const base = useScene(subject);
  const [start] = useState(() => firstValues(subject, base.needOf(subject.options[0]?.value ?? ''), first.destinations, base.refused, t));
  const ids = useMemo(() => new ConsentIds(), []);
  const known = useRef<{ places: readonly PlaceFacts[]; repeatFor: string }>({ places: first.destinations, repeatFor: '' });
  const sceneOf = (values: ReferValues): ReferScene => sceneFor(subject, base, known.current, values, t);
  const leave = useLeave(subject.person.id);
  const entry: KonbitForm<ReferValues> = useKonbitForm<ReferValues, ReferData, Sent>({
    defaultValues: start, resolver: resolverOf((values) => checkRefer(values, sceneOf(values))), words: referErrorWords,
    fieldOf: (path) => fieldOfRefer(path, sceneOf(entry.form.getValues()).place, Boolean(entry.form.getValues('override'))),
    toData: (values) => { const scene = sceneOf(values); return toRefer(values, { ...scene, place: scene.place!, service: scene.service! }, ids); },
    execute: (data, commandId) => send(data, commandId).catch((error: unknown) => refusedBy(error, data.referralId, ids)), touches: ['referral', `person:${subject.person.id}`, `timeline:${subject.person.id}`, 'need', referTopic],
    onDone: (sent) => leave.sent(sent, sceneOf(entry.form.getValues()).place, draft),
  });
  const values = entry.form.watch();
  const query = useData(ReferPlaces, placesOfNeed(base.needOf(values.needId)?.code ?? null, subject), { topics: placeTopics });
  const places = query.data?.destinations ?? null;
  known.current.places = places?.destinations ?? [];
  const draft = useDraft(entry.form, { form: 'derivar', subject: subject.draft?.id ?? subject.refused?.id ?? `${subject.person.id} ${subject.options[0]?.value ?? ''}` });
  useSettled(entry, { need: base.needOf(values.needId), places: places?.destinations ?? null, comuna: subject.comuna, refused: base.refused });
  useRepeat(entry, known.current);
  const saving = useSaving(() => toDraft(entry.form.getValues(), sceneOf(entry.form.getValues())), (saved) => leave.kept(saved, draft));
  const scene = sceneOf(values);
  return {
    entry, draft, values, scene, twin: twinOf(base.sent, scene.place, values.referralId), places, placesFault: places ? null : query.error, saveDraft: saving.save,
    search: { language: subject.person.identity?.language ?? '', comuna: subject.comuna, refused: base.refused, chosen: values.destination },
    problems: [...entry.problems, ...saving.problems], attempt: entry.attempt + saving.attempt, busy: entry.busy || saving.busy, retrying: entry.state === 'retrying' || saving.retrying,
  };
}

interface Base {
  needOf: (id: string) => NeedFacts | null;
  refused: Search['refused'];
  sent: SentFacts[];
}

function useScene(subject: ReferSubject): Base {
  const t = useT();
  const format = useFormat();
  const { refused } = subject;
  const why = refused ? answerLine(refused, t, format) ?? '' : '';
  const branchId = refused?.ownerBranch?.id;
  return {
    needOf: (id) => subject.options.find((option) => option.value === id)?.need ?? null, refused: branchId ? { branchId, why } : null,
    sent: subject.person.referrals.edges.map((edge) => edge.node),
  };
}

function firstValues(subject: ReferSubject, need: NeedFacts | null, places: readonly PlaceFacts[], refused: Search['refused'], say: ReturnType<typeof useT>): ReferValues {
  const { draft } = subject;
  const values = startValues(draft?.id ?? subject.newReferralId, subject.options[0]?.value ?? '', draft ?? subject.refused);
  const begun = refused ? { ...values, destination: '' } : values;
  return { ...begun, ...settle(begun, { need, places, comuna: subject.comuna, refused }, say) };
}

function sceneFor(subject: ReferSubject, base: Base, known: { places: readonly PlaceFacts[]; repeatFor: string }, values: ReferValues, say: ReturnType<typeof useT>): ReferScene {
  const { person, draft } = subject;
  const place = placesOf(known.places, values.serviceId, { comuna: subject.comuna, refused: base.refused }, say).find(({ value }) => value === values.destination) ?? null;
  return {
    personId: person.id, recordId: person.recordId ?? '', need: base.needOf(values.needId), service: servicesOf(known.places).find(({ id }) => id === values.serviceId) ?? null, place,
    consents: person.consents, replaces: subject.refused?.id ?? draft?.detail?.replaces ?? null, draftVersion: draft?.version ?? null,
    asksRepeat: known.repeatFor === repeatKey(values) || twinOf(base.sent, place, values.referralId) !== null,
  };
}

const branchId = (): string => readSession().session?.actingBranch?.id ?? '';
/** The consent first: the referral names it. Each has an id of its own, so that a second try repeats neither. */
async function send({ referralId, expectedVersion, send: request_, consent }: ReferData, commandId: string): Promise<Sent> {
  if (consent) await request(RecordConsent, { input: consent });
  return (await request(MoveRefer, { input: { commandId, referralId, expectedVersion, actingBranch: branchId(), move: { send: request_ } } })).moveReferral;
}

const ofBasis: ReadonlySet<string> = new Set(['SHARING_BASIS_MISSING', 'BASIS_DOES_NOT_COVER']);
const knowsTooLittle: ReadonlySet<string> = new Set([...ofBasis, 'DUPLICATE_OPEN_REFERRAL', 'DESTINATION_UNAVAILABLE', 'VERSION_CONFLICT', 'INVALID_TRANSITION']);

/** What the page knew was out of date: it asks again, and no consent that did not help is used twice. */
function refusedBy(error: unknown, referralId: string, ids: ConsentIds): never {
  if (error instanceof AppError && ofBasis.has(error.code)) ids.forget();
  if (error instanceof AppError && knowsTooLittle.has(error.code)) void touch([referTopic, ...placeTopics, `referral:${referralId}`]);
  throw error;
}

/** Puts in what follows from another need, service or list of places. */
function useSettled({ form }: KonbitForm<ReferValues>, facts: Omit<Parameters<typeof settle>[1], 'places'> & { places: readonly PlaceFacts[] | null }): void {
  const t = useT();
  const [needId, serviceId] = form.watch(['needId', 'serviceId']);
  const { places } = facts;
  useEffect(() => {
    if (places === null) return;
    const change = settle(form.getValues(), { ...facts, places }, t);
    for (const [name, value] of Object.entries(change) as [keyof ReferValues, never][]) form.setValue(name, value);
  }, [needId, serviceId, places]);
}

const repeatKey = ({ serviceId, destination }: Pick<ReferValues, 'serviceId' | 'destination'>): string => `${serviceId} ${destination}`;

/** Keeps asking for the reason of another referral once the server asked, while the place stays the same. */
function useRepeat(entry: KonbitForm<ReferValues>, known: { repeatFor: string }): void {
  const [, drawAgain] = useState(0);
  const isAsked = entry.errorOf('duplicateReason') !== undefined;
  useEffect(() => {
    if (!isAsked) return;
    known.repeatFor = repeatKey(entry.form.getValues());
    drawAgain((count) => count + 1);
  }, [isAsked, entry.attempt]);
}

interface Saving {
  save: () => void;
  problems: FormProblem[];
  attempt: number;
  busy: boolean;
  retrying: boolean;
}

/** *Guardar borrador*: asks for nothing, and every office of the branch may finish it. */
function useSaving(read: () => ReturnType<typeof toDraft>, onDone: (saved: Sent) => Promise<void>): Saving {
  const command = useCommand<ReturnType<typeof toDraft>, Sent>({
    execute: async ({ referralId, expectedVersion, send: save_draft }, commandId) =>
      (await request(MoveRefer, { input: { commandId, referralId, expectedVersion, actingBranch: branchId(), move: { save_draft } } })).moveReferral,
    touches: (saved) => ['referral', `referral:${saved.id}`, referTopic], onDone,
    onRefused: (error) => { if (error.code === 'VERSION_CONFLICT') void touch([referTopic]); },
  });
  return {
    save: () => { if (!command.busy) void command.run(read()); }, attempt: command.attempt, busy: command.busy, retrying: command.state === 'retrying',
    problems: command.error ? problemsOfRefusal(command.error, { words: referErrorWords, fieldOf: (path) => fieldOfRefer(path, null) }) : [],
  };
}

function useLeave(personId: string): { sent: (sent: Sent, place: Place | null, draft: Draft) => Promise<void>; kept: (saved: Sent, draft: Draft) => Promise<void> } {
  const t = useT();
  const format = useFormat();
  const navigate = useNavigate();
  const leave = async (draft: Draft, words: string, hint?: { id: string; version: number }): Promise<void> => {
    await draft.clear();
    announce(words);
    await navigate(`/personas/${personId}`, { state: { done: words, hint } });
  };
  return {
    sent: ({ id, folio, version, dueAt, ownerBranch }, place, draft) => {
      const where = ownerBranch?.name ?? inSentence(place?.name ?? '');
      return leave(draft, t(dueAt ? referWords.sentUntil(folio, where, format.date(dueDay(dueAt), 'weekday')) : referWords.sent(folio, where)), { id, version });
    },
    kept: ({ folio }, draft) => leave(draft, t(referWords.draftSaved(folio))),
  };
}

const inSentence = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);
