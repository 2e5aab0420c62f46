import { useState, type ReactNode } from 'react';
import { useNavigate, useParams } from 'react-router';
import { newId } from '@konbit/contracts/forms';
import { ServiceName } from '../codes/service-name.js';
import type { OfferingFields } from '../gql/graphql.js';
import { T, useT } from '../i18n/text.js';
import { AppError } from '../shell/app-error.js';
import { request, useData } from '../shell/data.js';
import { Loaded } from '../shell/loaded.js';
import { ErrorSummary, Loading } from '../ui/messages.js';
import { directoryWords } from './directory-words.js';
import { OnePlace, SaveOffering } from './directory.graphql.js';
import { editWords } from './edit-words.js';
import { ConfirmedByField } from './entry-fields.js';
import { EntryPage, MayNotEdit } from './entry-page.js';
import { offeringFieldNames } from './field-names.js';
import { OfferingField, ServiceField } from './offering-fields.js';
import { checkOffering, newOffering, offeringValues, toOffering, toOfferingEdit, type OfferingValues } from './offering-form.js';
import { placeTopics } from './topics.js';
import { placePath } from './paths.js';
import { useMayEdit } from './place-parts.js';
import type { BranchFacts, OfferingFacts } from './place-presenter.js';
import { TheirsNotice } from './theirs-notice.js';
import { useEntry } from './use-entry.js';
import { useServices } from './use-names.js';

/** Edits a service at a place, or adds one. */
export function Component(): ReactNode {
  const { id = '', offeringId } = useParams();
  const query = useData(OnePlace, { branchId: id }, { topics: placeTopics });
  const mayEdit = useMayEdit();
  if (!mayEdit) return <MayNotEdit title={offeringId ? editWords.offeringTitle : editWords.newOfferingTitle} to={placePath(id)} />;
  const find = (offerings: readonly OfferingFacts[] | undefined): OfferingFacts | null => offerings?.find((one) => one.id === offeringId) ?? null;
  const reread = async (): Promise<OfferingFacts | null> => find((await query.refetch()).data?.place.offerings);
  return (
    <Loaded query={query}>
      {({ place }) => {
        const offering = find(place.offerings);
        if (offeringId && !offering) throw new AppError('NOT_FOUND');
        return <OfferingForm branch={place.branch} offering={offering} reread={reread} />;
      }}
    </Loaded>
  );
}

function OfferingForm({ branch, offering, reread }: { branch: BranchFacts; offering: OfferingFacts | null; reread: () => Promise<OfferingFacts | null> }): ReactNode {
  const t = useT();
  const navigate = useNavigate();
  const services = useServices();
  const [opened] = useState({ offering, id: offering?.id ?? newId() });
  const { entry, fields, draft, theirs } = useEntry<OfferingValues, OfferingFields>({
    subjectType: 'offering', id: opened.id, shown: opened.offering && offeringValues(opened.offering), version: opened.offering?.version ?? null, empty: newOffering, check: checkOffering,
    toEdit: (values, shown, today) => (shown ? toOfferingEdit(values, shown, today)
      : { branchId: branch.id, ...toOffering(values), ...(values.confirmedBy.trim() && { verifiedOn: today, verifiedBy: values.confirmedBy.trim() }) }),
    toFields: toOffering, save: (input) => request(SaveOffering, { input }),
    reread: async () => { const now = await reread(); return now && { values: offeringValues(now), version: now.version }; },
    onSaved: () => navigate(placePath(branch.id)),
  });
  if (!opened.offering && services.length === 0) return <Loading />;
  return (
    <EntryPage title={t(opened.offering ? editWords.offeringTitle : editWords.newOfferingTitle)} branch={branch} note={draft.note} onSubmit={entry.onSubmit} busy={entry.busy} isNew={!opened.offering}
      back={placePath(branch.id)} summary={<><ErrorSummary problems={entry.problems} attempt={entry.attempt} /><TheirsNotice theirs={theirs} /></>}>
      {opened.offering
        ? <dl className="facts"><div><dt><T of={directoryWords.service} /></dt><dd><strong><ServiceName service={opened.offering.service} /></strong></dd></div></dl>
        : <ServiceField entry={fields} services={services} />}
      {offeringFieldNames.map((name) => <OfferingField key={name} name={name} entry={fields} />)}
      <ConfirmedByField entry={fields} />
    </EntryPage>
  );
}
