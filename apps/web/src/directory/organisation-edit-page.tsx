import { useState, type ReactNode } from 'react';
import { useNavigate, useParams } from 'react-router';
import { newId } from '@konbit/contracts/forms';
import { sortByText } from '@konbit/contracts/format';
import type { DirectoryListsQuery, OrganisationFields } from '../gql/graphql.js';
import { T, useT } from '../i18n/text.js';
import { AppError } from '../shell/app-error.js';
import { request, useData } from '../shell/data.js';
import { Loaded } from '../shell/loaded.js';
import { Checkbox } from '../ui/choice-fields.js';
import { ErrorSummary } from '../ui/messages.js';
import { SelectField, TextField } from '../ui/text-fields.js';
import { directoryWords, organisationTypeWords } from './directory-words.js';
import { DirectoryLists, SaveOrganisation } from './directory.graphql.js';
import { editWords, fieldWords } from './edit-words.js';
import { EntryPage, MayNotEdit } from './entry-page.js';
import { checkOrganisation, newOrganisation, organisationValues, toOrganisation, toOrganisationEdit, type OrganisationFacts, type OrganisationValues } from './organisation-form.js';
import { placesPath } from './paths.js';
import { useMayEdit } from './place-parts.js';
import { TheirsNotice } from './theirs-notice.js';
import { useEntry } from './use-entry.js';

type Organisations = DirectoryListsQuery['organisations'];

/** Edits an organisation, or makes one. */
export function Component(): ReactNode {
  const { id } = useParams();
  const query = useData(DirectoryLists, {}, { topics: ['organisation'] });
  const mayEdit = useMayEdit();
  if (!mayEdit) return <MayNotEdit title={id ? editWords.organisationTitle : editWords.newOrganisationTitle} to={placesPath} />;
  const find = (all: Organisations | undefined): OrganisationFacts | null => all?.find((one) => one.id === id) ?? null;
  const reread = async (): Promise<OrganisationFacts | null> => find((await query.refetch()).data?.organisations);
  return (
    <Loaded query={query}>
      {({ organisations }) => {
        const organisation = find(organisations);
        if (id && !organisation) throw new AppError('NOT_FOUND');
        return <OrganisationForm organisation={organisation} all={organisations} reread={reread} />;
      }}
    </Loaded>
  );
}

interface OrganisationFormProps { organisation: OrganisationFacts | null; all: Organisations; reread: () => Promise<OrganisationFacts | null> }

function OrganisationForm({ organisation, all, reread }: OrganisationFormProps): ReactNode {
  const t = useT();
  const navigate = useNavigate();
  const [opened] = useState({ organisation, id: organisation?.id ?? newId() });
  const back = opened.organisation ? `${placesPath}?organizacion=${opened.id}` : placesPath;
  const { entry, draft, theirs } = useEntry<OrganisationValues, OrganisationFields>({
    subjectType: 'organisation', id: opened.id, shown: opened.organisation && organisationValues(opened.organisation), version: opened.organisation?.version ?? null, empty: newOrganisation,
    check: checkOrganisation, toEdit: (values, shown) => (shown ? toOrganisationEdit(values, shown) : toOrganisation(values)), toFields: toOrganisation,
    save: (input) => request(SaveOrganisation, { input }),
    reread: async () => { const now = await reread(); return now && { values: organisationValues(now), version: now.version }; },
    onSaved: () => navigate(back),
  });
  const { register } = entry.form;
  const parents = sortByText(all.filter((one) => one.id !== opened.id).map((one) => ({ value: one.id, label: one.name })), (one) => one.label);
  return (
    <EntryPage title={t(opened.organisation ? editWords.organisationTitle : editWords.newOrganisationTitle)} branch={null} note={draft.note} onSubmit={entry.onSubmit} busy={entry.busy}
      isNew={!opened.organisation} back={back} summary={<><ErrorSummary problems={entry.problems} attempt={entry.attempt} /><TheirsNotice theirs={theirs} /></>}>
      <TextField label={<T of={editWords.name} />} width={4} maxLength={200} lang="es" field={register('name')} error={entry.errorOf('name')} />
      <SelectField label={<T of={fieldWords.type!} />} width={2} options={Object.entries(organisationTypeWords).map(([value, word]) => ({ value, label: t(word) }))} field={register('type')} error={entry.errorOf('type')} />
      <SelectField label={<T of={editWords.parent} />} width={4} emptyOption={false} options={[{ value: '', label: t(editWords.noParent) }, ...parents]} field={register('parentId')} error={entry.errorOf('parentId')} />
      <div className="field"><Checkbox field={register('outside')} label={<T of={editWords.outside} />} /><p className="hint"><T of={editWords.outsideHint} /></p></div>
      <TextField label={<T of={directoryWords.code} />} hint={<T of={editWords.codeHint} />} width={2} field={register('code')} error={entry.errorOf('code')} maxLength={54} spellCheck={false} />
    </EntryPage>
  );
}
