import type { ReactNode } from 'react';
import { sortByText } from '@konbit/contracts/format';
import { Link } from 'react-router';
import { sentence } from '../errors/sentence.js';
import type { AccessLogQuery } from '../gql/graphql.js';
import { useFormat } from '../i18n/use-format.js';
import { T, useT } from '../i18n/text.js';
import { useData } from '../shell/data.js';
import { Loaded } from '../shell/loaded.js';
import { useSession } from '../shell/session.js';
import { useUrlState, type UrlState } from '../shell/url-state.js';
import { Button } from '../ui/button.js';
import { DataTable, Sub, type Column } from '../ui/data-table.js';
import { FilterChips, Pager } from '../ui/filters.js';
import { EmptyState, Notice } from '../ui/messages.js';
import { Page, PageTitle } from '../ui/page.js';
import { Tag } from '../ui/tag.js';
import { AccessLog, BranchNames } from './access-log.graphql.js';
import { emptyFilter, filterSchema, questionOf } from './access-filter.js';
import { AccessFilters, useActiveFilters, type Named } from './access-filters.js';
import { presentAccess, unavailableLine, type AccessRow } from './access-presenter.js';
import { accessWords } from './access-words.js';

type Log = AccessLogQuery['accessLog'];
type Url = UrlState<typeof filterSchema>;
const pageSize = 50;

/** *Accesos*: the access log of all services for who oversees it, by folio and never by name. */
export function Component(): ReactNode {
  const t = useT();
  const format = useFormat();
  const url = useUrlState(filterSchema);
  const branches = sortByText(useData(BranchNames, {}, { topics: ['branch'] }).data?.branches ?? [], (branch) => branch.name);
  // Who answers rights reads the log of one person at a time.
  const mayAsk = useSession().permissions.includes('audit.read') || Boolean(url.values.persona || url.values.folio);
  // No topic: a list that grows while it is read would never stand still.
  const query = useData(AccessLog, { filter: questionOf(url.values), first: pageSize, after: url.values.pagina || null }, { topics: [], keep: true, enabled: mayAsk });
  const readAt = query.dataUpdatedAt > 0 ? new Date(query.dataUpdatedAt).toISOString() : null;
  return (
    <Page title={t(accessWords.title)}>
      <div className="row ends"><PageTitle><T of={accessWords.title} /></PageTitle><Button kind="alt" onClick={() => window.print()}><T of={accessWords.print} /></Button></div>
      <p className="muted"><T of={accessWords.lead} />{readAt && <> <T of={accessWords.shownOn(format.date(readAt), format.time(readAt))} />.</>}</p>
      <AccessFilters url={url} branches={branches} />
      {!mayAsk ? <EmptyState title={<T of={accessWords.whichPerson} />}><p><T of={accessWords.whichPersonHelp} /></p></EmptyState> : query.error?.code === 'NOT_FOUND' ? <NobodyHas url={url} branches={branches} /> : <Loaded query={query}>{({ accessLog }) => <LogView log={accessLog} url={url} branches={branches} />}</Loaded>}
    </Page>
  );
}

/** A folio that nobody has is an answer, not a missing page. */
function NobodyHas({ url, branches }: { url: Url; branches: readonly Named[] }): ReactNode {
  const filters = useActiveFilters(url, branches, { officialName: null, folio: null });
  return (
    <>
      <FilterChips filters={filters} clear={url.address(emptyFilter)} fact={<T of={accessWords.shown(0)} />} />
      <EmptyState title={<T of={accessWords.noSuchFolio} />}><p><T of={accessWords.noSuchFolioHelp} /></p></EmptyState>
    </>
  );
}

function LogView({ log, url, branches }: { log: Log; url: Url; branches: readonly Named[] }): ReactNode {
  const t = useT();
  const format = useFormat();
  const nodes = log.edges.map(({ node }) => node);
  const known = {
    officialName: nodes.find((node) => node.official === url.values.cuenta)?.officialName ?? null,
    folio: nodes.flatMap((node) => node.persons).find((person) => person.id === url.values.persona)?.folio ?? null,
  };
  const filters = useActiveFilters(url, branches, known);
  const missing = unavailableLine(log.unavailable, t, format);
  const rows = nodes.map((node) => presentAccess(node, t, format));
  return (
    <>
      {missing && <Notice kind="warn" status><p>{missing}</p><p><T of={accessWords.unavailableHelp} /></p></Notice>}
      <FilterChips filters={filters} clear={url.address(emptyFilter)} fact={<T of={accessWords.shown(rows.length)} />} />
      {rows.length === 0 ? <EmptyState title={<T of={accessWords.emptyLog} />}><p><T of={accessWords.emptyLogHelp} /></p></EmptyState> : <LogTable rows={rows} url={url} />}
      <Pager fact={url.values.pagina && <Link to={url.address({ pagina: '' })}><T of={accessWords.first} /></Link>} next={log.hasMore && log.endCursor ? url.address({ pagina: log.endCursor }) : null} />
    </>
  );
}

function LogTable({ rows, url }: { rows: readonly AccessRow[]; url: Url }): ReactNode {
  const t = useT();
  const columns: Column<AccessRow>[] = [
    { key: 'when', header: <T of={accessWords.when} />, rowHeader: true, cell: (row) => <span className="num">{row.day}<Sub>{row.time}</Sub></span> },
    { key: 'who', header: <T of={accessWords.who} />, cell: (row) => <Who row={row} url={url} /> },
    { key: 'what', header: <T of={accessWords.action} />, cell: (row) => <>{row.isCode ? <code>{row.what}</code> : row.what}<Sub>{row.service} · {row.about}</Sub></> },
    { key: 'about', header: <T of={accessWords.about} />, label: t(accessWords.about), cell: (row) => <Folios row={row} /> },
    { key: 'outcome', header: <T of={accessWords.outcome} />, cell: (row) => <Outcome row={row} /> },
  ];
  return <DataTable caption={<T of={accessWords.tableName} />} columns={columns} rows={rows} rowKey={(row) => row.id} lines />;
}

function Who({ row, url }: { row: AccessRow; url: Url }): ReactNode {
  const t = useT();
  const name = row.official ? <Link to={url.address({ cuenta: row.official })} aria-label={t(accessWords.seeOnly(row.who))}>{row.who}</Link> : row.who;
  return <>{name}<Sub>{row.branch ?? <T of={accessWords.noBranch} />}</Sub></>;
}

function Folios({ row }: { row: AccessRow }): ReactNode {
  const t = useT();
  if (row.folios.length === 0) return '–';
  return (
    <>
      {row.folios.map(({ id, folio }) => <div className="num" key={id}><Link to={`/personas/${id}/accesos`} aria-label={t(accessWords.seePerson(folio))}>{folio}</Link></div>)}
      {row.more > 0 && <Sub><T of={accessWords.morePersons(row.more)} /></Sub>}
    </>
  );
}

function Outcome({ row }: { row: AccessRow }): ReactNode {
  return <><Tag tone={row.refused ? 'no' : 'done'}><T of={row.refused ? accessWords.outcomes.refused : accessWords.outcomes.ok} /></Tag>{row.refused && row.code && <Sub>{sentence(row.code)}</Sub>}</>;
}
