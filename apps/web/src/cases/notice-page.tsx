import { useState, type ReactNode } from 'react';
import { newId, noticeManners } from '@konbit/contracts/forms';
import { useNavigate, useParams } from 'react-router';
import { languageName } from '../codes/languages.js';
import { resolverOf } from '../forms/resolver-of.js';
import { useKonbitForm } from '../forms/use-konbit-form.js';
import type { NoticeTextQuery, PersonNoticesQuery, ReadNoticeInput } from '../gql/graphql.js';
import { useFormat } from '../i18n/use-format.js';
import { T, useT } from '../i18n/text.js';
import { request, useData } from '../shell/data.js';
import { Loaded } from '../shell/loaded.js';
import { useSession } from '../shell/session.js';
import { Actions, Button, LinkButton } from '../ui/button.js';
import { RadioGroup } from '../ui/choice-fields.js';
import { FormPage } from '../ui/form-page.js';
import { announce } from '../ui/live-region.js';
import { ErrorSummary, Notice } from '../ui/messages.js';
import { useIdentity } from './identity.js';
import { NoticeText, PersonNotices, ReadNotice } from './notice.graphql.js';
import { mayKeepNotice, noticeColumns, presentNotices } from './notice-presenter.js';
import { NoticeTexts } from './notice-text.js';
import { mannerWords, noticeWords } from './notice-words.js';
import { personWords } from './person-words.js';

type Person = PersonNoticesQuery['person'];
type Text = NoticeTextQuery['privacyNotice'];

/** The privacy notice to read to one person, and what is kept of it: version, manner, language, reader. */
export function Component(): ReactNode {
  const { id = '' } = useParams();
  const query = useData(PersonNotices, { id }, { topics: [`person:${id}`, 'access-grant'] });
  const text = useData(NoticeText, {}, { topics: ['text'] });
  return <Loaded query={query}>{({ person }) => <Loaded query={text}>{({ privacyNotice }) => <ReadForm person={person} notice={privacyNotice} />}</Loaded>}</Loaded>;
}

interface ReadValues { manner: string; language: string }

function ReadForm({ person, notice }: { person: Person; notice: Text }): ReactNode {
  const t = useT();
  const format = useFormat();
  const identity = useIdentity(person.identity);
  const language = person.identity?.language ?? '';
  const mayKeep = mayKeepNotice(useSession().permissions);
  const { other, readIn } = noticeColumns(notice, language, t);
  const entry = useReading(person.id, notice.version, readIn);
  const [last] = presentNotices(person.notices, notice.version, t, format);
  const { register } = entry.form;
  const languages = [...(other ? [other.code] : []), 'spa'].map((code) => ({ value: code, label: languageName(code, t).name }));
  return (
    <FormPage title={t(noticeWords.title)} person={identity} onSubmit={entry.onSubmit} summary={<ErrorSummary problems={entry.problems} attempt={entry.attempt} />}>
      {last && <Notice kind={last.isCurrent ? 'plain' : 'warn'}><p>{last.text} <T of={last.isCurrent ? noticeWords.current : noticeWords.newer} /></p></Notice>}
      <Notice kind="plain" title={<T of={noticeWords.readAloud} />}><NoticeTexts notice={notice} language={language} /></Notice>
      {mayKeep ? (
        <>
          <RadioGroup label={<T of={noticeWords.read} />} hint={<T of={noticeWords.readHelp} />} field={register('manner')} error={entry.errorOf('manner')} options={noticeManners.map((code) => ({ value: code, label: <T of={mannerWords[code]} /> }))} />
          {languages.length > 1 && <RadioGroup label={<T of={noticeWords.languageRead} />} field={register('language')} options={languages} />}
        </>
      ) : <p><T of={noticeWords.mayNot} /></p>}
      <Actions>
        {mayKeep && <Button type="submit" keys="Ctrl Enter" busy={entry.busy}><T of={noticeWords.save} /></Button>}
        <LinkButton kind="alt" to={`/personas/${person.id}`}><T of={personWords.cancel} /></LinkButton>
      </Actions>
    </FormPage>
  );
}

function useReading(personId: string, version: string, readIn: string): ReturnType<typeof useKonbitForm<ReadValues, Omit<ReadNoticeInput, 'commandId'>, unknown>> {
  const t = useT();
  const navigate = useNavigate();
  const [noticeId] = useState(() => newId());
  return useKonbitForm<ReadValues, Omit<ReadNoticeInput, 'commandId'>, unknown>({
    defaultValues: { manner: '', language: readIn }, words: { 'manner:REQUIRED': noticeWords.chooseManner }, touches: [`person:${personId}`, 'privacy-notice'],
    resolver: resolverOf(({ manner }) => (manner ? [] : [{ path: 'manner', code: 'REQUIRED' }])),
    toData: ({ manner, language }) => ({ noticeId, personId, noticeVersion: version, manner, language }),
    execute: (data, commandId) => request(ReadNotice, { input: { commandId, ...data } }),
    onDone: async () => {
      announce(t(noticeWords.saved));
      await navigate(`/personas/${personId}`, { state: { done: t(noticeWords.saved) } });
    },
  });
}
