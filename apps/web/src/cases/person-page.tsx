import { useEffect, useState, type ReactNode } from 'react';
import { useLocation, useNavigate, useParams } from 'react-router';
import { T, useT } from '../i18n/text.js';
import { useData } from '../shell/data.js';
import { Loaded } from '../shell/loaded.js';
import { useSession } from '../shell/session.js';
import { useShortcut } from '../shell/shortcuts.js';
import { LinkButton } from '../ui/button.js';
import { DetailPage } from '../ui/detail-page.js';
import { Columns, Row, Stack } from '../ui/layout.js';
import { Notice } from '../ui/messages.js';
import { Page, PageTitle } from '../ui/page.js';
import { Reasons } from '../ui/tag.js';
import { ConsentsSection } from './consents-section.js';
import { HistorySection } from './history-section.js';
import { useIdentity } from './identity.js';
import { NeedsSection } from './needs-section.js';
import { ContactSection, DocumentsSection, SharedSection } from './person-aside.js';
import type { PersonFacts } from './person-facts.js';
import { PersonPage } from './person.graphql.js';
import { personWords } from './person-words.js';
import { useHistory } from './use-history.js';

/** What was just done on another page, said once on arrival. */
interface Came {
  done?: string;
  hint?: { id: string; version: number };
}

/** *Ficha*: one person across services, as this office may see them. */
export function Component(): ReactNode {
  const { id = '' } = useParams();
  const query = useData(PersonPage, { id }, { topics: [`person:${id}`, 'access-grant', 'need'] });
  return <Loaded query={query}>{({ person }) => (person.identity ? <Ficha key={person.id} person={person} /> : <Reserved id={id} />)}</Loaded>;
}

function Ficha({ person }: { person: PersonFacts }): ReactNode {
  const t = useT();
  const { permissions } = useSession();
  const identity = useIdentity(person.identity);
  const came = useCame();
  const history = useHistory(person.id, person.caseFile?.id ?? null, came?.hint ?? null);
  const mayRefer = permissions.includes('referral.request') && person.recordId !== null;
  const mayAttend = permissions.includes('attendance.work');
  return (
    <DetailPage title={t(personWords.windowTitle(identity!.name))} person={identity} aboutPerson
      tabs={person.access === 'full' ? <span /> : <p className="muted"><T of={personWords.partial} /></p>}
      actions={<>
        {mayAttend && <LinkButton kind="alt" to={`/meson/nueva?persona=${person.id}`}><T of={personWords.noteAttention} /></LinkButton>}
        {mayRefer && <ReferButton id={person.id} />}
      </>}>
      {came?.done && <Notice kind="plain"><Reasons items={[{ text: came.done }]} /></Notice>}
      <Columns>
        <Stack gap="loose">
          <NeedsSection person={person} referrals={history.referrals} mayRefer={mayRefer} />
          <HistorySection personId={person.id} history={history} />
        </Stack>
        <Stack as="aside" gap="loose" aria-label={t(personWords.shared)}>
          <DocumentsSection person={person} />
          <ContactSection person={person} />
          <SharedSection person={person} />
          <ConsentsSection person={person} />
        </Stack>
      </Columns>
    </DetailPage>
  );
}

/** Taken out of the history at once, so that a reload or "back" does not say it again. */
function useCame(): Came | null {
  const navigate = useNavigate();
  const location = useLocation();
  const { pathname } = location;
  const state = location.state as Came | null;
  const [came] = useState(state);
  useEffect(() => {
    if (state !== null) void navigate(pathname, { replace: true, preventScrollReset: true, state: null });
  }, [state, pathname, navigate]);
  return came;
}

function ReferButton({ id }: { id: string }): ReactNode {
  const navigate = useNavigate();
  const to = `/personas/${id}/derivar`;
  useShortcut('d', personWords.keyRefer, () => void navigate(to));
  return <LinkButton to={to} keys="d"><T of={personWords.refer} /></LinkButton>;
}

/** A person whose data this office may not see; an unknown one looks the same. */
function Reserved({ id }: { id: string }): ReactNode {
  const t = useT();
  const { permissions } = useSession();
  return (
    <Page title={t(personWords.reservedTitle)}>
      <PageTitle><T of={personWords.reservedTitle} /></PageTitle>
      <p><T of={personWords.reservedLead} /></p>
      {permissions.includes('attendance.work') && <p><T of={personWords.reservedDesk} /></p>}
      <Row>
        {permissions.includes('attendance.work') && <LinkButton to="/meson/nueva"><T of={personWords.noteAttention} /></LinkButton>}
        <LinkButton kind="alt" to={`/personas/${id}/acceso`}><T of={personWords.askAccess} /></LinkButton>
      </Row>
    </Page>
  );
}
