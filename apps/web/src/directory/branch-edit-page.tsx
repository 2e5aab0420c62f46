import { useRef, useState, type ReactNode } from 'react';
import { useNavigate, useParams } from 'react-router';
import { newId } from '@konbit/contracts/forms';
import type { BranchFields, DirectoryListsQuery } from '../gql/graphql.js';
import { T, useT } from '../i18n/text.js';
import { request, useData } from '../shell/data.js';
import { Loaded } from '../shell/loaded.js';
import { ErrorSummary, Loading } from '../ui/messages.js';
import { TextField } from '../ui/text-fields.js';
import { BranchField } from './branch-fields.js';
import { branchValues, checkBranch, newBranch, toBranch, toBranchEdit, type BranchValues } from './branch-form.js';
import { directoryWords } from './directory-words.js';
import { OnePlace, SaveBranch } from './directory.graphql.js';
import { editWords } from './edit-words.js';
import { ConfirmedByField } from './entry-fields.js';
import { EntryPage, MayNotEdit } from './entry-page.js';
import { branchFieldNames } from './field-names.js';
import { placeTopics } from './topics.js';
import { placePath, placesPath } from './paths.js';
import { useMayEdit } from './place-parts.js';
import type { BranchFacts } from './place-presenter.js';
import { TheirsNotice } from './theirs-notice.js';
import { useEntry } from './use-entry.js';
import { useLists } from './use-names.js';

/** Edits a branch, or makes one. */
export function Component(): ReactNode {
  const { id } = useParams();
  const lists = useLists();
  const mayEdit = useMayEdit();
  if (!mayEdit) return <MayNotEdit title={id ? editWords.branchTitle : editWords.newBranchTitle} to={id ? placePath(id) : placesPath} />;
  if (!lists) return <Loading />;
  return id ? <Existing id={id} lists={lists} /> : <BranchForm branch={null} lists={lists} reread={() => Promise.resolve(null)} />;
}

function Existing({ id, lists }: { id: string; lists: DirectoryListsQuery }): ReactNode {
  const query = useData(OnePlace, { branchId: id }, { topics: placeTopics });
  const reread = async (): Promise<BranchFacts | null> => (await query.refetch()).data?.place.branch ?? null;
  return <Loaded query={query}>{({ place }) => <BranchForm branch={place.branch} lists={lists} reread={reread} />}</Loaded>;
}

function BranchForm({ branch, lists, reread }: { branch: BranchFacts | null; lists: DirectoryListsQuery; reread: () => Promise<BranchFacts | null> }): ReactNode {
  const t = useT();
  const navigate = useNavigate();
  const [opened] = useState({ branch, id: branch?.id ?? newId() });
  const { id } = opened;
  const savedId = useRef(id);
  const back = opened.branch ? placePath(id) : placesPath;
  const { entry, fields, draft, theirs } = useEntry<BranchValues, BranchFields>({
    subjectType: 'branch', id, shown: opened.branch && branchValues(opened.branch), version: opened.branch?.version ?? null, empty: newBranch, check: checkBranch,
    toEdit: (values, shown, today) => (shown ? toBranchEdit(values, shown, today) : { ...toBranch(values), ...(values.confirmedBy.trim() && { verifiedOn: today, verifiedBy: values.confirmedBy.trim() }) }),
    toFields: toBranch, save: async (input) => { savedId.current = (await request(SaveBranch, { input })).saveBranch.branch.id; },
    reread: async () => { const now = await reread(); return now && { values: branchValues(now), version: now.version }; },
    onSaved: () => navigate(placePath(savedId.current)),
  });
  return (
    <EntryPage title={t(opened.branch ? editWords.branchTitle : editWords.newBranchTitle)} branch={branch} note={draft.note} onSubmit={entry.onSubmit} busy={entry.busy} isNew={!opened.branch} back={back}
      summary={<><ErrorSummary problems={entry.problems} attempt={entry.attempt} /><TheirsNotice theirs={theirs} /></>}>
      {branchFieldNames.map((name) => <BranchField key={name} name={name} entry={fields} lists={lists} wasClosed={opened.branch?.status === 'closed'} />)}
      <ConfirmedByField entry={fields} />
      <TextField label={<T of={directoryWords.code} />} hint={<T of={editWords.codeHint} />} width={2} field={entry.form.register('code')} error={entry.errorOf('code')} maxLength={53} spellCheck={false} />
    </EntryPage>
  );
}
