import { useEffect, useRef, useState, type ReactNode } from 'react';
import { needCodes } from '@konbit/contracts/forms';
import type { UseFormRegisterReturn } from 'react-hook-form';
import { useLocation, useNavigate } from 'react-router';
import { useIdentity } from '../cases/identity.js';
import { PersonNotices } from '../cases/notice.graphql.js';
import { presentNotices } from '../cases/notice-presenter.js';
import { noticeWords } from '../cases/notice-words.js';
import { needWords, wordOf } from '../codes/code-words.js';
import { resolverOf } from '../forms/resolver-of.js';
import { useKonbitForm, type KonbitForm } from '../forms/use-konbit-form.js';
import type { IntakeMutation, KnownPersonQuery } from '../gql/graphql.js';
import { useFormat } from '../i18n/use-format.js';
import { T, useT } from '../i18n/text.js';
import { DraftLine } from '../offline/draft-line.js';
import { useDraft, type Draft } from '../offline/drafts.js';
import { request, useData } from '../shell/data.js';
import { Loaded } from '../shell/loaded.js';
import { LinkButton } from '../ui/button.js';
import { FormPage } from '../ui/form-page.js';
import { Row } from '../ui/layout.js';
import { announce } from '../ui/live-region.js';
import { ErrorSummary } from '../ui/messages.js';
import { Page, PageTitle } from '../ui/page.js';
import { NeedsField } from './intake-fields.js';
import { fieldOfIntake, newIds, toKnownIntake, type IntakeData, type IntakeIds } from './intake-form.js';
import { Intake, KnownPerson } from './intake.graphql.js';
import { intakeErrorWords, intakeWords } from './intake-words.js';
import { NoticeField, useNoticeReading, type NoticeReading } from './notice-field.js';
import { SaveButtons } from './save-buttons.js';

interface KnownValues {
  /** How the privacy notice was given today; empty when it was not. */
  notice: string;
  needs: string[];
  ids: IntakeIds;
}

/** A new attendance of somebody the office knows: only what they need today. */
export function KnownIntake({ personId }: { personId: string }): ReactNode {
  const query = useData(KnownPerson, { id: personId }, { topics: [`person:${personId}`] });
  return <Loaded query={query}>{({ person }) => (person.access === 'none' ? <Unknown /> : <KnownForm person={person} />)}</Loaded>;
}

function Unknown(): ReactNode {
  const t = useT();
  return (
    <Page title={t(intakeWords.title)}>
      <PageTitle><T of={intakeWords.noAccess} /></PageTitle>
      <p><T of={intakeWords.noAccessHelp} /></p>
      <Row><LinkButton to="/meson/nueva"><T of={intakeWords.newFile} /></LinkButton></Row>
    </Page>
  );
}

function KnownForm({ person }: { person: KnownPersonQuery['person'] }): ReactNode {
  const t = useT();
  const format = useFormat();
  const identity = useIdentity(person.identity);
  const { entry, draft, after, reading } = useKnownIntake(person);
  const { form, problems, attempt, errorOf, busy, state } = entry;
  const submit = (then: 'refer' | 'open') => (event?: React.BaseSyntheticEvent): void => {
    after.current = then;
    entry.onSubmit(event);
  };
  const open = [...new Set(person.caseFile?.needs.filter((need) => need.state === 'open' || need.state === 'referred').map((need) => need.code) ?? [])];
  const openWords = open.flatMap((code) => { const word = wordOf(needWords, code); return word ? [t(word)] : []; });
  return (
    <FormPage title={t(intakeWords.title)} person={identity} note={<DraftLine note={draft.note} />} onSubmit={submit('refer')} summary={<ErrorSummary problems={problems} attempt={attempt} />}>
      <p><T of={intakeWords.knownLead} /></p>
      <Given personId={person.id} reading={reading} language={person.identity?.language ?? ''} field={form.register('notice')} />
      <NeedsField field={form.register('needs')} error={errorOf('needs')} />
      {openWords.length > 0 && <p className="small muted"><T of={intakeWords.openNeeds(format.list(openWords))} /></p>}
      <SaveButtons busy={busy} state={state} onSave={submit('open')} />
    </FormPage>
  );
}

/** The notice in one line when this version was given before; else the text and the question. */
function Given({ personId, reading, language, field }: { personId: string; reading: NoticeReading; language: string; field: UseFormRegisterReturn }): ReactNode {
  const t = useT();
  const format = useFormat();
  const { data } = useData(PersonNotices, { id: personId }, { topics: [`person:${personId}`] });
  const [last] = presentNotices(data?.person.notices ?? [], reading.notice?.version ?? null, t, format);
  return last?.isCurrent ? <p className="small muted">{last.text}</p> : <NoticeField reading={reading} language={language} field={field} />;
}

function useKnownIntake({ id: personId, identity }: KnownPersonQuery['person']): { entry: KonbitForm<KnownValues>; draft: Draft; after: React.RefObject<'refer' | 'open'>; reading: NoticeReading } {
  const t = useT();
  const navigate = useNavigate();
  const marked = (useLocation().state as { needs?: string[] } | null)?.needs ?? [];
  const [start] = useState((): KnownValues => ({ notice: '', needs: marked, ids: newIds(needCodes) }));
  const after = useRef<'refer' | 'open'>('refer');
  const clear = useRef<() => Promise<void>>(async () => undefined);
  const reading = useNoticeReading();
  const entry: KonbitForm<KnownValues> = useKonbitForm<KnownValues, IntakeData, IntakeMutation>({
    defaultValues: start, resolver: resolverOf((values) => (values.needs.length === 0 ? [{ path: 'needs', code: 'NEEDS_REQUIRED' }] : [])), words: intakeErrorWords, fieldOf: fieldOfIntake,
    toData: (values) => toKnownIntake(values, personId, after.current === 'refer'), execute: (data, commandId) => request(Intake, { input: { commandId, ...data } }),
    touches: ['attendance', `person:${personId}`, 'timeline'],
    onDone: async (_, data) => {
      const kept = await reading.keep(personId, entry.form.getValues('notice') ?? '', identity?.language ?? '');
      await clear.current();
      announce(t(kept ? intakeWords.savedKnown : noticeWords.notSaved));
      await navigate(after.current === 'refer' ? `/personas/${personId}/derivar?necesidad=${data.needs[0]!.needId}` : `/personas/${personId}`);
    },
  });
  const draft = useDraft(entry.form, { form: 'nueva-atencion', subject: personId });
  useEffect(() => { clear.current = draft.clear; });
  return { entry, draft, after, reading };
}
