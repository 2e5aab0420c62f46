import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { ServiceName } from '../codes/service-name.js';
import type { PlaceListQuery } from '../gql/graphql.js';
import { T, useT } from '../i18n/text.js';
import { useFormat } from '../i18n/use-format.js';
import { useData } from '../shell/data.js';
import { Loaded } from '../shell/loaded.js';
import { pageArgs, pageLinks } from '../shell/pages.js';
import { useUrlState } from '../shell/url-state.js';
import { LinkButton } from '../ui/button.js';
import { DataTable, Sub, type Column } from '../ui/data-table.js';
import { FilterChips, Pager } from '../ui/filters.js';
import { EmptyState, Notice } from '../ui/messages.js';
import { WorklistPage } from '../ui/worklist-page.js';
import { directoryWords } from './directory-words.js';
import { DirectoryLists, PlaceList } from './directory.graphql.js';
import { todayInWords } from './hours-words.js';
import { placeTopics } from './topics.js';
import { newPlacePath, placePath } from './paths.js';
import { BranchState, DirectoryTabs, LanguageList, Unconfirmed, useMayEdit } from './place-parts.js';
import { filterOf, searchChips, SearchFilters, searchSchema } from './search-filters.js';
import { searchWords } from './search-words.js';

type Places = PlaceListQuery['places'];
type Place = Places['edges'][number]['node'];
const shownServices = 3;

/** The directory: who helps with what, where and when; confirmed places first. */
export function Component(): ReactNode {
  const t = useT();
  const url = useUrlState(searchSchema);
  const lists = useData(DirectoryLists, {}, { topics: ['organisation'] }).data;
  const query = useData(PlaceList, { filter: filterOf(url), ...pageArgs(url.values) }, { topics: placeTopics, keep: true });
  const chips = searchChips(url, lists);
  const clear = url.address({ q: '', necesidad: '', comuna: '', idioma: '', organizacion: '', abierto: '' });
  return (
    <WorklistPage title={t(directoryWords.title)} filters={<><DirectoryHead /><SearchFilters url={url} lists={lists} /></>}>
      <Loaded query={query}>
        {({ places }) => {
          const links = pageLinks(places.pageInfo, url.address);
          return (
            <>
              <FilterChips filters={chips} clear={clear} fact={<T of={searchWords.total(places.total)} />} />
              <WithoutBranch services={places.servicesWithoutBranch} />
              {places.edges.length === 0 ? <Empty filtered={chips.length > 0} /> : <Rows places={places} filtered={chips.length > 0} />}
              {places.edges.length > 0 && (
                <Pager fact={<T of={directoryWords.onThisPage(places.edges.length)} />} {...links} keys={<T of={searchWords.keys} parts={[<kbd key="0" />, <kbd key="1" />, <kbd key="2" />]} />} />
              )}
            </>
          );
        }}
      </Loaded>
    </WorklistPage>
  );
}

function DirectoryHead(): ReactNode {
  const mayEdit = useMayEdit();
  return <div className="row ends no-print"><DirectoryTabs current="search" />{mayEdit && <LinkButton kind="alt" to={newPlacePath}><T of={searchWords.newPlace} /></LinkButton>}</div>;
}

/** What is said to be given in the commune and nobody knows where. */
function WithoutBranch({ services }: { services: Places['servicesWithoutBranch'] }): ReactNode {
  if (services.length === 0) return null;
  return (
    <Notice kind="plain" title={<T of={searchWords.noBranchTitle} />}>
      <p><T of={searchWords.noBranchHelp} /> {services.map((service, at) => <span key={service.id}>{at > 0 && ', '}<ServiceName service={service} /></span>)}.</p>
    </Notice>
  );
}

function Empty({ filtered }: { filtered: boolean }): ReactNode {
  return filtered
    ? <EmptyState title={<T of={searchWords.empty} />}><p><T of={searchWords.emptyHelp} /></p></EmptyState>
    : <EmptyState title={<T of={searchWords.emptyAll} />}><p><T of={searchWords.emptyAllHelp} /></p></EmptyState>;
}

function Rows({ places, filtered }: { places: Places; filtered: boolean }): ReactNode {
  const t = useT();
  const format = useFormat();
  const services = filtered ? searchWords.servicesMatching : searchWords.services;
  const columns: Column<Place>[] = [
    { key: 'place', header: <T of={searchWords.place} />, rowHeader: true, cell: ({ branch }) => <><Link to={placePath(branch.id)} lang="es">{branch.name}</Link><Sub><Under branch={branch} /></Sub></> },
    { key: 'services', header: <T of={services} />, label: t(services), cell: (place) => <Services place={place} /> },
    { key: 'today', header: <T of={searchWords.today} />, label: t(searchWords.today), cell: ({ branch, openNow }) => todayInWords(branch.hours, openNow, t, format) ?? <Unconfirmed /> },
    { key: 'languages', header: <T of={searchWords.languages} />, label: t(searchWords.languages), cell: ({ branch }) => <LanguageList codes={branch.languages} /> },
    { key: 'comuna', header: <T of={searchWords.comuna} />, label: t(searchWords.comuna), cell: ({ branch }) => branch.comunaName },
    { key: 'state', header: <T of={searchWords.state} />, cell: ({ branch }) => <BranchState status={branch.status} /> },
  ];
  return <DataTable lines caption={<T of={searchWords.table} />} columns={columns} rows={places.edges.map(({ node }) => node)} rowKey={({ branch }) => branch.id} />;
}

function Under({ branch }: { branch: Place['branch'] }): ReactNode {
  return (
    <>
      <span lang="es">{branch.organisation.name}</span>
      {branch.organisation.outside && <> · <T of={directoryWords.outsideShort} /></>}{branch.demo && <> · <T of={directoryWords.demoShort} /></>}
    </>
  );
}

function Services({ place: { offerings, offeringCount } }: { place: Place }): ReactNode {
  if (offeringCount === 0) return <Unconfirmed />;
  const shown = offerings.slice(0, shownServices);
  const more = Math.max(offerings.length, shown.length) - shown.length;
  return (
    <span>
      {shown.map((offering, at) => <span key={offering.id}>{at > 0 && ', '}<ServiceName service={offering.service} /></span>)}
      {more > 0 && <span className="muted"> <T of={searchWords.more(more)} /></span>}
    </span>
  );
}
