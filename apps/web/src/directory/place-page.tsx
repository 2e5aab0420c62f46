import { useState, type ReactNode } from 'react';
import { useParams } from 'react-router';
import { T, useT } from '../i18n/text.js';
import { useData } from '../shell/data.js';
import { Loaded } from '../shell/loaded.js';
import { Button, LinkButton } from '../ui/button.js';
import { Row, Section } from '../ui/layout.js';
import { EmptyState, Notice } from '../ui/messages.js';
import { Page } from '../ui/page.js';
import { OnePlace } from './directory.graphql.js';
import { OfferingTable } from './offering-table.js';
import { placeTopics } from './topics.js';
import { closePath, editPath, newOfferingPath, organisationPath, suggestPath } from './paths.js';
import { PlaceFacts, PlaceHeader, PlaceTabs, useMayEdit } from './place-parts.js';
import { kindName, type BranchFacts, type OfferingFacts } from './place-presenter.js';
import { placeWords } from './place-words.js';
import { VerifyDialog } from './verify-dialog.js';

/** One place: where, when, what it gives and asks for; printed it is a sheet a person can take. */
export function Component(): ReactNode {
  const { id = '' } = useParams();
  const query = useData(OnePlace, { branchId: id }, { topics: placeTopics });
  return <Loaded query={query}>{({ place }) => <Place branch={place.branch} offerings={place.offerings} />}</Loaded>;
}

function Place({ branch, offerings }: { branch: BranchFacts; offerings: readonly OfferingFacts[] }): ReactNode {
  const t = useT();
  const mayEdit = useMayEdit();
  const open = branch.status !== 'closed';
  return (
    <Page title={branch.name}>
      <PlaceHeader branch={branch} title />
      <div className="row ends no-print"><PlaceTabs id={branch.id} current="place" /><PlaceActions branch={branch} offerings={offerings} /></div>
      <Notices branch={branch} />
      <Section title={<T of={placeWords.whereAndWhen} />} fact={kindName(branch.kind, t)}>
        <PlaceFacts branch={branch} />
        {branch.address === null && <p className="print-only"><T of={placeWords.unconfirmedPaper} /></p>}
      </Section>
      <Section title={<T of={placeWords.offeredHere} />} fact={<T of={placeWords.serviceCount(offerings.length)} />}>
        {offerings.length === 0
          ? <EmptyState title={<T of={placeWords.noServices} />}><p><T of={placeWords.noServicesHelp} /></p></EmptyState>
          : <OfferingTable branchId={branch.id} offerings={offerings} mayEdit={mayEdit} />}
      </Section>
      {mayEdit && (
        <Row>
          {open && <LinkButton kind="alt" to={newOfferingPath(branch.id)}><T of={placeWords.addService} /></LinkButton>}
          <LinkButton kind="alt" to={organisationPath(branch.organisation.id)}><T of={placeWords.editOrganisation} /></LinkButton>
          {open && <LinkButton kind="risk" to={closePath(branch.id)}><T of={placeWords.close} /></LinkButton>}
        </Row>
      )}
    </Page>
  );
}

function PlaceActions({ branch, offerings }: { branch: BranchFacts; offerings: readonly OfferingFacts[] }): ReactNode {
  const mayEdit = useMayEdit();
  const [verifying, setVerifying] = useState(false);
  return (
    <Row>
      <Button kind="alt" onClick={() => globalThis.print()}><T of={placeWords.print} /></Button>
      <LinkButton kind="alt" to={suggestPath(branch.id)}><T of={placeWords.suggest} /></LinkButton>
      {mayEdit && branch.status !== 'closed' && <Button kind="alt" onClick={() => setVerifying(true)}><T of={placeWords.verifyToday} /></Button>}
      {mayEdit && <LinkButton to={editPath(branch.id)}><T of={placeWords.edit} /></LinkButton>}
      {verifying && <VerifyDialog branch={branch} offerings={offerings} onClose={() => setVerifying(false)} />}
    </Row>
  );
}

/** What must be known before a person is sent there. */
function Notices({ branch }: { branch: BranchFacts }): ReactNode {
  return (
    <>
      {branch.status === 'closed' && (
        <Notice kind="warn" title={<T of={placeWords.closedTitle} />}>
          {branch.closedReason && <p><T of={placeWords.closedWhy(branch.closedReason)} /></p>}<p><T of={placeWords.closedHelp} /></p>
        </Notice>
      )}
      {branch.organisation.outside && <Notice title={<T of={placeWords.outsideTitle} />}><p><T of={placeWords.outsideHelp} /></p></Notice>}
      {branch.demo && <Notice kind="plain"><p><strong><T of={placeWords.demoTitle} /></strong> · <T of={placeWords.demoHelp} /></p></Notice>}
    </>
  );
}
