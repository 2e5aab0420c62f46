import { useEffect, useRef, type ReactNode } from 'react';
import type { MessageDescriptor } from '@lingui/core';
import { useFormat } from '../i18n/use-format.js';
import type { ReferralListQuery, ReferralListQueryVariables } from '../gql/graphql.js';
import { T, useT } from '../i18n/text.js';
import { useData } from '../shell/data.js';
import { Loaded } from '../shell/loaded.js';
import { pageArgs, pageLinks } from '../shell/pages.js';
import { useUrlState } from '../shell/url-state.js';
import { FilterChips, Pager } from '../ui/filters.js';
import { announce } from '../ui/live-region.js';
import { EmptyState } from '../ui/messages.js';
import { boxLooks, countLine, type Box, type ReceivedLook } from './boxes.js';
import { listWords } from './list-words.js';
import { ReferralRows } from './referral-rows.js';
import { ComunaNames, ReferralList } from './referrals.graphql.js';
import { arrivals, groupByDeadline, presentRow, type ReferralRow } from './row-presenter.js';
import { activeFilters, filterSchema, useServiceChoices, WorklistFilters, type FilterState } from './worklist-filters.js';

type Connection = ReferralListQuery['referrals'];

/** One worklist: filters, what is in force, the rows, the pages. It renews itself and says when something came. */
export function Worklist({ box, total, received }: { box: Box; total: number; received?: ReceivedLook }): ReactNode {
  const look = boxLooks[box];
  const url = useUrlState(filterSchema);
  const services = useServiceChoices(look.filters !== undefined);
  const variables = variablesOf(box, url, look.filters !== undefined);
  const query = useData(ReferralList, variables, { topics: ['referral', 'access-grant', 'notice'], keep: true });
  useArrivals(query.data?.referrals, variables, look.arrived);
  const filters = look.filters ? activeFilters(url, services) : [];
  const clear = url.address({ servicio: '', necesidad: '', plazo: '', sucursal: '' });
  return (
    <>
      {look.filters && <WorklistFilters url={url} services={services} withDeadline={look.filters === 'all'} withBranch={look.byBranch === true} />}
      <Loaded query={query}>
        {({ referrals }) => {
          const pages = referrals.pageInfo.hasNextPage || referrals.pageInfo.hasPreviousPage;
          const count = { shown: referrals.edges.length, total, filtered: filters.length > 0, morePages: pages, byDeadline: look.byDeadline === true };
          return (
            <>
              <CountLine {...{ filters, clear, count }} />
              {referrals.edges.length === 0 ? <Empty look={box === 'received' && received ? received : look} filtered={filters.length > 0} /> : <Rows box={box} referrals={referrals} />}
              <PageTurner referrals={referrals} url={url} />
            </>
          );
        }}
      </Loaded>
    </>
  );
}

function variablesOf(box: Box, { values }: FilterState, withFilters: boolean): ReferralListQueryVariables {
  const filter = { serviceId: values.servicio || undefined, needCode: values.necesidad || undefined, overdue: values.plazo ? true : undefined, branchClosed: boxLooks[box].byBranch && values.sucursal ? true : undefined };
  return { box, ...(withFilters && { filter }), ...pageArgs(values) };
}

function CountLine({ filters, clear, count }: { filters: ReturnType<typeof activeFilters>; clear: string; count: Parameters<typeof countLine>[0] }): ReactNode {
  const format = useFormat();
  if (count.shown === 0 && filters.length === 0) return null;
  return <FilterChips filters={filters} clear={clear} fact={<T of={countLine(count, (value) => format.number(value))} />} />;
}

function Rows({ box, referrals }: { box: Box; referrals: Connection }): ReactNode {
  const t = useT();
  const format = useFormat();
  const comunas = useData(ComunaNames, {}, { topics: ['comuna'], enabled: referrals.edges.some(({ node }) => node.poolComuna !== null) }).data?.comunas;
  const rows: ReferralRow[] = referrals.edges.map(({ node }) => presentRow(node, t, format, (code) => comunas?.find((comuna) => comuna.code === code)?.name ?? null));
  const look = boxLooks[box];
  const edges = { before: referrals.pageInfo.hasPreviousPage, after: referrals.pageInfo.hasNextPage };
  return (
    <ReferralRows caption={look.table} columns={look.columns} asked={box === 'received' || box === 'in_progress' ? listWords.asked : listWords.wasAsked}
      sentHeader={box === 'received' || box === 'in_progress' ? listWords.receivedOn : listWords.sentOn}
      {...(look.byDeadline ? { groups: groupByDeadline(rows, edges, t) } : { rows })} />
  );
}

function Empty({ look, filtered }: { look: { empty: MessageDescriptor; help: MessageDescriptor }; filtered: boolean }): ReactNode {
  return filtered
    ? <EmptyState title={<T of={listWords.emptyFiltered} />}><p><T of={listWords.emptyFilteredHelp} /></p></EmptyState>
    : <EmptyState title={<T of={look.empty} />}><p><T of={look.help} /></p></EmptyState>;
}

function PageTurner({ referrals: { edges, pageInfo }, url }: { referrals: Connection; url: FilterState }): ReactNode {
  const keys = <T of={listWords.keys} parts={[<kbd key="0" />, <kbd key="1" />, <kbd key="2" />]} />;
  const { previous, next } = pageLinks(pageInfo, url.address);
  if (edges.length === 0 && !previous && !next) return null;
  return <Pager fact={<T of={listWords.onThisPage(edges.length)} />} previous={previous} next={next} keys={keys} />;
}

/** Says politely that rows came, when the same first page was renewed. */
function useArrivals(referrals: Connection | undefined, variables: ReferralListQueryVariables, words: ((n: number) => Parameters<ReturnType<typeof useT>>[0]) | undefined): void {
  const t = useT();
  const list = JSON.stringify(variables);
  const before = useRef<{ list: string; ids: string[] } | null>(null);
  useEffect(() => {
    if (!referrals) return;
    const ids = referrals.edges.map(({ node }) => node.id);
    const same = before.current?.list === list ? before.current.ids : null;
    const came = variables.first ? arrivals(same, ids) : 0;
    before.current = { list, ids };
    if (came > 0 && words) announce(t(words(came)));
  }, [referrals, list]);
}
