import type { ReactNode } from 'react';
import { useNavigate, useParams } from 'react-router';
import { resolverOf } from '../forms/resolver-of.js';
import { useKonbitForm } from '../forms/use-konbit-form.js';
import { T, useT } from '../i18n/text.js';
import { useFormat } from '../i18n/use-format.js';
import { DraftLine } from '../offline/draft-line.js';
import { useDraft } from '../offline/drafts.js';
import { request, useData } from '../shell/data.js';
import { Loaded } from '../shell/loaded.js';
import { Actions, Button, LinkButton } from '../ui/button.js';
import { ConfirmPage } from '../ui/form-page.js';
import { announce } from '../ui/live-region.js';
import { ErrorSummary } from '../ui/messages.js';
import { TextArea } from '../ui/text-fields.js';
import { fieldOfEntry } from './branch-form.js';
import { directoryWords } from './directory-words.js';
import { OnePlace, OpenReferrals, SaveBranch } from './directory.graphql.js';
import { editErrorWords, editWords } from './edit-words.js';
import { MayNotEdit } from './entry-page.js';
import { placeTopics } from './topics.js';
import { placePath } from './paths.js';
import { useMayEdit } from './place-parts.js';
import { verifiedInWords, type BranchFacts } from './place-presenter.js';

/** The step before a branch closes: what will happen, and why it closes. */
export function Component(): ReactNode {
  const { id = '' } = useParams();
  const query = useData(OnePlace, { branchId: id }, { topics: placeTopics });
  if (!useMayEdit()) return <MayNotEdit title={editWords.closeTitle} to={placePath(id)} />;
  return <Loaded query={query}>{({ place }) => <CloseForm branch={place.branch} services={place.offerings.length} />}</Loaded>;
}

function CloseForm({ branch, services }: { branch: BranchFacts; services: number }): ReactNode {
  const t = useT();
  const format = useFormat();
  const navigate = useNavigate();
  const open = useData(OpenReferrals, { branchId: branch.id }, { topics: ['referral'] });
  const entry = useKonbitForm<{ closedReason: string }, { closedReason: string }, unknown>({
    defaultValues: { closedReason: '' }, words: editErrorWords, fieldOf: fieldOfEntry, touches: placeTopics,
    resolver: resolverOf(({ closedReason }) => (closedReason.trim().length < 3 ? [{ path: 'closedReason', code: 'REASON_REQUIRED' }] : [])),
    toData: ({ closedReason }) => ({ closedReason: closedReason.trim() }),
    execute: ({ closedReason }, commandId) => request(SaveBranch, { input: { commandId, id: branch.id, expectedVersion: branch.version, fields: { status: 'closed', closedReason } } }),
    onDone: async () => {
      await draft.clear();
      announce(t(editWords.closed));
      await navigate(placePath(branch.id));
    },
  });
  const draft = useDraft(entry.form, { form: 'cerrar-sucursal', subject: branch.id });
  return (
    <ConfirmPage title={t(editWords.closeTitle)} note={<DraftLine note={draft.note} />} onSubmit={entry.onSubmit} summary={<ErrorSummary problems={entry.problems} attempt={entry.attempt} />}
      consequence={<>{open.data && <strong><T of={editWords.openThere(open.data.openReferralsAt)} /></strong>} <T of={editWords.closeConsequence} /></>} facts={[
        { key: 'place', label: <T of={directoryWords.place} />, value: <strong lang="es">{branch.name}</strong> },
        { key: 'organisation', label: <T of={directoryWords.organisation} />, value: <span lang="es">{branch.organisation.name}</span> },
        { key: 'services', label: <T of={directoryWords.services} />, value: format.number(services) },
        { key: 'verified', label: <T of={directoryWords.verified} />, value: verifiedInWords(branch, t, format) },
      ]}>
      <TextArea label={<T of={editWords.closeReason} />} hint={<T of={editWords.closeReasonHint} />} field={entry.form.register('closedReason')} error={entry.errorOf('closedReason')} maxLength={300} lang="es" />
      <Actions><Button type="submit" kind="risk" busy={entry.busy}><T of={editWords.close} /></Button><LinkButton kind="alt" to={placePath(branch.id)}><T of={editWords.cancel} /></LinkButton></Actions>
    </ConfirmPage>
  );
}
