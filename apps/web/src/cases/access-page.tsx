import type { ReactNode } from 'react';
import { useNavigate, useParams } from 'react-router';
import { resolverOf } from '../forms/resolver-of.js';
import { useKonbitForm } from '../forms/use-konbit-form.js';
import { T, useT } from '../i18n/text.js';
import { DraftLine } from '../offline/draft-line.js';
import { useDraft } from '../offline/drafts.js';
import { request } from '../shell/data.js';
import { Actions, Button, LinkButton } from '../ui/button.js';
import { FormPage } from '../ui/form-page.js';
import { announce } from '../ui/live-region.js';
import { ErrorSummary, Notice } from '../ui/messages.js';
import { TextArea } from '../ui/text-fields.js';
import { BreakGlass } from './person.graphql.js';
import { personErrorWords, personWords } from './person-words.js';

const shortest = 20;

/** *Pedir acceso con motivo*: says what will happen, takes the reason, opens for four hours. */
export function Component(): ReactNode {
  const { id = '' } = useParams();
  const t = useT();
  const navigate = useNavigate();
  const entry = useKonbitForm<{ reason: string }, { reason: string }, unknown>({
    defaultValues: { reason: '' }, words: personErrorWords, touches: [`person:${id}`],
    resolver: resolverOf(({ reason }) => (reason.trim().length < shortest ? [{ path: 'reason', code: 'ACCESS_REASON_SHORT' }] : [])),
    toData: ({ reason }) => ({ reason: reason.trim() }), execute: ({ reason }, commandId) => request(BreakGlass, { input: { commandId, personId: id, reason } }),
    onDone: async () => {
      await draft.clear();
      announce(t(personWords.accessDone));
      await navigate(`/personas/${id}`);
    },
  });
  const draft = useDraft(entry.form, { form: 'acceso', subject: id });
  return (
    <FormPage title={t(personWords.accessTitle)} note={<DraftLine note={draft.note} />} onSubmit={entry.onSubmit} summary={<ErrorSummary problems={entry.problems} attempt={entry.attempt} />}>
      <Notice kind="warn"><p><T of={personWords.accessWill} /></p></Notice>
      <TextArea label={<T of={personWords.accessWhy} />} hint={<T of={personWords.accessWhyHelp} />} field={entry.form.register('reason')} error={entry.errorOf('reason')} maxLength={500} />
      <Actions><Button type="submit" kind="risk" busy={entry.busy}><T of={personWords.accessButton} /></Button><LinkButton kind="alt" to={`/personas/${id}`}><T of={personWords.cancel} /></LinkButton></Actions>
    </FormPage>
  );
}
