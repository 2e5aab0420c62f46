import { useEffect, useRef, useState, type ReactNode } from 'react';
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
import { Tabs } from '../ui/tabs.js';
import { Reasons } from '../ui/tag.js';
import { ConsentsSection } from './consents-section.js';
import { HistorySection } from './history-section.js';
import { useIdentity } from './identity.js';
import { NeedsSection } from './needs-section.js';
import { NoticeSection } from './notice-section.js';
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
  const lost = useLost(id, query.data?.person, query.error?.code === 'NOT_FOUND');
  if (lost) return <Reserved id={id} lost />;
  return <Loaded query={query}>{({ person }) => (person.identity ? <Ficha key={person.id} person={person} /> : <Reserved id={id} lost={false} />)}</Loaded>;
}

/** True when the data were on this screen and left it while it was open. */
function useLost(id: string, person: PersonFacts | undefined, isGone: boolean): boolean {
  const seen = useRef('');
  if (person?.id === id && person.identity) seen.current = id;
  return seen.current === id && (isGone || (person?.id === id && !person.identity));
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
      tabs={person.access === 'full' ? <Parts id={person.id} /> : <p className="muted"><T of={personWords.partial} /></p>}
      actions={<>
        {mayAttend && <LinkButton kind="alt" to={`/meson/nueva?persona=${person.id}`}><T of={personWords.noteAttention} /></LinkButton>}
        {mayRefer && <ReferButton id={person.id} />}
      </>}>
      {came?.done && <Notice kind="plain"><Reasons items={[{ text: came.done }]} />{came.hint && <Row><LinkButton kind="alt" to={`/derivaciones/${came.hint.id}/comprobante`}><T of={personWords.printSlip} /></LinkButton></Row>}</Notice>}
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
          <NoticeSection person={person} />
        </Stack>
      </Columns>
    </DetailPage>
  );
}

/** The office with its own record may also read who used it. */
function Parts({ id }: { id: string }): ReactNode {
  const t = useT();
  return <Tabs label={t(personWords.parts)} links={[{ to: `/personas/${id}`, text: <T of={personWords.summary} />, current: true }, { to: `/personas/${id}/accesos`, text: <T of={personWords.whoSaw} /> }]} />;
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

/** A person whose data this office may not see; an unknown one looks the same. `lost` are data that left this very screen. */
function Reserved({ id, lost }: { id: string; lost: boolean }): ReactNode {
  const t = useT();
  const { permissions } = useSession();
  const mayAttend = permissions.includes('attendance.work');
  return (
    <Page title={t(personWords.reservedTitle)}>
      <PageTitle><T of={lost ? personWords.lostTitle : personWords.reservedTitle} /></PageTitle>
      {lost ? <Notice kind="warn" status><p><T of={personWords.lostLead} /></p><p><T of={personWords.lostNext} /></p></Notice> : <p><T of={personWords.reservedLead} /></p>}
      {mayAttend && <p><T of={personWords.reservedDesk} /></p>}
      <Row>
        {lost && permissions.includes('referral.answer') && <LinkButton to="/recibidas"><T of={personWords.toReceived} /></LinkButton>}
        {mayAttend && <LinkButton kind={lost ? 'alt' : 'main'} to="/meson/nueva"><T of={personWords.noteAttention} /></LinkButton>}
        <LinkButton kind="alt" to={`/personas/${id}/acceso`}><T of={personWords.askAccess} /></LinkButton>
      </Row>
    </Page>
  );
}
