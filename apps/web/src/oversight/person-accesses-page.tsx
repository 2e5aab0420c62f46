import type { ReactNode } from 'react';
import { Link, useParams } from 'react-router';
import { useIdentity } from '../cases/identity.js';
import type { AccessLogQuery } from '../gql/graphql.js';
import { useFormat } from '../i18n/use-format.js';
import { T, useT } from '../i18n/text.js';
import { useData } from '../shell/data.js';
import { Loaded } from '../shell/loaded.js';
import { useSession } from '../shell/session.js';
import { useUrlState } from '../shell/url-state.js';
import { Button, LinkButton } from '../ui/button.js';
import { DetailPage } from '../ui/detail-page.js';
import { Pager } from '../ui/filters.js';
import { Section } from '../ui/layout.js';
import { EmptyState, Notice } from '../ui/messages.js';
import { AccessLog, WhoIs } from './access-log.graphql.js';
import { presentDays, unavailableLine, type AccessDay } from './access-presenter.js';
import { accessWords } from './access-words.js';

const schema = { pagina: 'page' } as const;
const pageSize = 50;
/** Who may open the person's own page, and so see whom this is about. */
const readers = ['person.write', 'person.read_minimum', 'referral.request', 'referral.answer', 'restricted.read'];

/** *Quién vio esta ficha*: for the office by branch and day; for audit and legal with the official. */
export function Component(): ReactNode {
  const { id = '' } = useParams();
  const { permissions } = useSession();
  const t = useT();
  const { values, address } = useUrlState(schema);
  const readsPerson = readers.some((permission) => permissions.includes(permission));
  const oversees = permissions.includes('audit.read') || permissions.includes('rights.answer');
  const person = useData(WhoIs, { id }, { topics: [`person:${id}`, 'access-grant'], enabled: readsPerson });
  const identity = useIdentity(person.data?.person.identity);
  const query = useData(AccessLog, { filter: { personId: id }, first: pageSize, after: values.pagina || null }, { topics: [], keep: true });
  const folio = query.data?.accessLog.edges.flatMap(({ node }) => node.persons).find((one) => one.id === id)?.folio;
  return (
    <DetailPage title={t(accessWords.ofPerson)} person={identity} sub={!identity && folio ? folio : undefined}
      status={<><Button kind="alt" onClick={() => window.print()}><T of={accessWords.print} /></Button><Away id={id} oversees={oversees} readsFile={identity !== null} /></>}>
      <p className="muted"><T of={oversees ? accessWords.leadAuditor : accessWords.leadDesk} /></p>
      <Loaded query={query}>
        {({ accessLog }) => <Days log={accessLog} next={accessLog.hasMore && accessLog.endCursor ? address({ pagina: accessLog.endCursor }) : null} first={values.pagina ? address({ pagina: '' }) : null} />}
      </Loaded>
    </DetailPage>
  );
}

function Away({ id, oversees, readsFile }: { id: string; oversees: boolean; readsFile: boolean }): ReactNode {
  return oversees ? <LinkButton kind="alt" to={`/accesos?persona=${id}`}><T of={accessWords.toLog} /></LinkButton>
    : readsFile && <LinkButton kind="alt" to={`/personas/${id}`}><T of={accessWords.toFile} /></LinkButton>;
}

function Days({ log, next, first }: { log: AccessLogQuery['accessLog']; next: string | null; first: string | null }): ReactNode {
  const t = useT();
  const format = useFormat();
  const missing = unavailableLine(log.unavailable, t, format);
  const days = presentDays(log.edges.map(({ node }) => node), t, format);
  return (
    <>
      {missing && <Notice kind="warn" status><p>{missing}</p><p><T of={accessWords.unavailableHelp} /></p></Notice>}
      {days.length === 0 ? <EmptyState title={<T of={accessWords.empty} />}><p><T of={accessWords.emptyHelp} /></p></EmptyState> : days.map((day) => <OneDay key={day.key} day={day} />)}
      <Pager fact={first && <Link to={first}><T of={accessWords.first} /></Link>} next={next} />
    </>
  );
}

function OneDay({ day }: { day: AccessDay }): ReactNode {
  return (
    <Section title={day.day}>
      <ul className="stack tight">
        {day.lines.map((line) => (
          <li key={line.id}><span className="num muted">{line.time}</span> {line.text}{line.code && <> <code>{line.code}</code></>}</li>
        ))}
      </ul>
    </Section>
  );
}
