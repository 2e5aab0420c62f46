import { useEffect, useRef, useState, type ReactNode } from 'react';
import { needCodes } from '@konbit/contracts/forms';
import { useLocation, useNavigate } from 'react-router';
import { noticeWords } from '../cases/notice-words.js';
import { resolverOf } from '../forms/resolver-of.js';
import { useKonbitForm, type KonbitForm } from '../forms/use-konbit-form.js';
import type { IntakeMutation } from '../gql/graphql.js';
import { T, useT } from '../i18n/text.js';
import { DraftLine } from '../offline/draft-line.js';
import { useDraft, type Draft } from '../offline/drafts.js';
import { request } from '../shell/data.js';
import { Button } from '../ui/button.js';
import { FormPage } from '../ui/form-page.js';
import { announce } from '../ui/live-region.js';
import { ErrorSummary } from '../ui/messages.js';
import { DuplicatesPanel, SimilarLine, useDuplicates } from './duplicates.js';
import { BirthFields, CountryFields, DocumentFields, LanguageFields, NameFields, NeedsField, PlaceFields } from './intake-fields.js';
import { checkIntake, fieldOfIntake, languageOf, newIds, startValues, toIntake, type IntakeData, type IntakeValues } from './intake-form.js';
import { Intake } from './intake.graphql.js';
import { intakeErrorWords, intakeWords } from './intake-words.js';
import { NoticeField, useNoticeReading, type NoticeReading } from './notice-field.js';
import { SaveButtons } from './save-buttons.js';

type Answer = IntakeMutation;

/** The nine fields on one page, in the order of the conversation, with the records that resemble this one beside them. */
export function NewIntake(): ReactNode {
  const t = useT();
  const { entry, draft, after, reading, startAgain } = useIntake();
  const { form, problems, attempt, errorOf, busy, state } = entry;
  const duplicates = useDuplicates(form);
  const submit = (then: 'refer' | 'open') => (event?: React.BaseSyntheticEvent): void => {
    after.current = then;
    entry.onSubmit(event);
  };
  return (
    <FormPage title={t(intakeWords.title)} note={<DraftNote draft={draft} onStartAgain={startAgain} />} onSubmit={submit('refer')}
      summary={<ErrorSummary problems={problems} attempt={attempt} />} aside={<DuplicatesPanel form={form} duplicates={duplicates} onLeave={draft.clear} />}>
      <NoticeField reading={reading} language={languageOf({ language: form.watch('language'), otherLanguage: form.watch('otherLanguage') })} field={form.register('notice')} />
      <LanguageFields form={form} errorOf={errorOf} />
      <NameFields form={form} errorOf={errorOf} />
      <SimilarLine duplicates={duplicates} />
      <BirthFields form={form} errorOf={errorOf} />
      <CountryFields form={form} errorOf={errorOf} />
      <PlaceFields form={form} errorOf={errorOf} />
      <DocumentFields form={form} errorOf={errorOf} />
      <NeedsField field={form.register('needs')} error={errorOf('needs')} />
      <SaveButtons busy={busy} state={state} onSave={submit('open')} />
    </FormPage>
  );
}

interface IntakeEntry {
  entry: KonbitForm<IntakeValues>;
  draft: Draft;
  after: React.RefObject<'refer' | 'open'>;
  reading: NoticeReading;
  startAgain: () => void;
}

function useIntake(): IntakeEntry {
  const t = useT();
  const navigate = useNavigate();
  const typed = (useLocation().state as { typed?: string } | null)?.typed ?? '';
  const [start] = useState(() => startValues(typed, newIds(needCodes)));
  const after = useRef<'refer' | 'open'>('refer');
  const clear = useRef<() => Promise<void>>(async () => undefined);
  const reading = useNoticeReading();
  const entry: KonbitForm<IntakeValues> = useKonbitForm<IntakeValues, IntakeData, Answer>({
    defaultValues: start, resolver: resolverOf(checkIntake), words: intakeErrorWords, fieldOf: fieldOfIntake, toData: (values) => toIntake(values, after.current === 'refer'),
    execute: (data, commandId) => request(Intake, { input: { commandId, ...data } }), touches: ['attendance', 'person'],
    onDone: async ({ intake }, data) => {
      const { notice, ...typed } = entry.form.getValues();
      const kept = await reading.keep(intake.person.id, notice ?? '', languageOf(typed));
      await clear.current();
      announce(t(kept ? intakeWords.saved(intake.attendance.queueNumber) : noticeWords.notSaved));
      await navigate(after.current === 'refer' ? `/personas/${intake.person.id}/derivar?necesidad=${data.needs[0]!.needId}` : `/personas/${intake.person.id}`);
    },
  });
  const draft = useDraft(entry.form, { form: 'nueva-atencion' });
  useEffect(() => { clear.current = draft.clear; });
  return { entry, draft, after, reading, startAgain: () => entry.form.reset(startValues('', newIds(needCodes))) };
}

/** The line of the draft; one found again may be left for an empty page. */
function DraftNote({ draft, onStartAgain }: { draft: Draft; onStartAgain: () => void }): ReactNode {
  return (
    <div className="row">
      <DraftLine note={draft.note} />
      {draft.note?.kind === 'restored' && <Button kind="alt" onClick={onStartAgain}><T of={intakeWords.startAgain} /></Button>}
    </div>
  );
}
