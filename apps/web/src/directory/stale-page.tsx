import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { sortByText } from '@konbit/contracts/format';
import { wordOf } from '../codes/code-words.js';
import type { StalePlacesQuery } from '../gql/graphql.js';
import { T, useT } from '../i18n/text.js';
import { useFormat } from '../i18n/use-format.js';
import { useData } from '../shell/data.js';
import { Loaded } from '../shell/loaded.js';
import { pageArgs, pageLinks } from '../shell/pages.js';
import { useUrlState } from '../shell/url-state.js';
import { LinkButton } from '../ui/button.js';
import { DataTable, Sub, type Column } from '../ui/data-table.js';
import { FilterChoice, Pager } from '../ui/filters.js';
import { Row } from '../ui/layout.js';
import { EmptyState } from '../ui/messages.js';
import { WorklistPage } from '../ui/worklist-page.js';
import { directoryWords, partWords } from './directory-words.js';
import { StalePlaces } from './directory.graphql.js';
import { MayNotEdit } from './entry-page.js';
import { placeTopics } from './topics.js';
import { newOrganisationPath, newPlacePath, placePath, placesPath } from './paths.js';
import { BranchState, DirectoryTabs, useMayEdit } from './place-parts.js';
import { verifiedInWords } from './place-presenter.js';
import { reviewWords } from './review-words.js';
import { searchWords } from './search-words.js';
import { useLists } from './use-names.js';

type Stale = StalePlacesQuery['stalePlaces'];
type Place = Stale['edges'][number]['node'];
const schema = { organizacion: 'text', desde: 'page', hasta: 'page' } as const;

/** Home of who edits the directory: what nobody verified first, then the oldest. */
export function Component(): ReactNode {
  return useMayEdit() ? <StaleList /> : <MayNotEdit title={reviewWords.stale} to={placesPath} />;
}

function StaleList(): ReactNode {
  const t = useT();
  const url = useUrlState(schema);
  const lists = useLists();
  const query = useData(StalePlaces, { organisationId: url.values.organizacion || undefined, ...pageArgs(url.values) }, { topics: [...placeTopics, 'suggestion'], keep: true });
  const organisations = sortByText(lists?.organisations.map(({ id, name }) => ({ value: id, label: name, lang: 'es' })) ?? [], (one) => one.label);
  const filters = (
    <>
      <div className="row ends no-print">
        <DirectoryTabs current="stale" />
        <Row><LinkButton kind="alt" to={newOrganisationPath}><T of={reviewWords.newOrganisation} /></LinkButton><LinkButton to={newPlacePath}><T of={reviewWords.newPlace} /></LinkButton></Row>
      </div>
      <p className="muted"><T of={reviewWords.lead} /></p>
    </>
  );
  return (
    <WorklistPage title={t(reviewWords.stale)} filters={filters}>
      <Loaded query={query}>
        {({ stalePlaces: places, suggestions }) => (
          <>
            <Figures places={places} open={suggestions.open} />
            <div className="form no-print"><FilterChoice name="organizacion" label={searchWords.organisation} all={searchWords.allFem} value={url.values.organizacion} options={organisations} choose={(organizacion) => url.set({ organizacion })} /></div>
            {places.edges.length === 0
              ? <EmptyState title={<T of={reviewWords.empty} />}><p><T of={url.values.organizacion ? reviewWords.emptyFilteredHelp : reviewWords.emptyHelp} /></p></EmptyState>
              : <><Rows places={places} /><Pager fact={<T of={directoryWords.onThisPage(places.edges.length)} />} {...pageLinks(places.pageInfo, url.address)} keys={<T of={searchWords.keys} parts={[<kbd key="0" />, <kbd key="1" />, <kbd key="2" />]} />} /></>}
          </>
        )}
      </Loaded>
    </WorklistPage>
  );
}

/** How much there is to do; the figure of suggestions is the way to them. */
function Figures({ places, open }: { places: Stale; open: number }): ReactNode {
  const format = useFormat();
  return (
    <dl className="figures">
      <div><dt className="small muted"><T of={reviewWords.never} /></dt><dd className="lead">{format.number(places.neverVerified)}</dd></div>
      <div><dt className="small muted"><T of={reviewWords.old} /></dt><dd className="lead">{format.number(places.olderThanHalfYear)}</dd></div>
      <div><dt className="small muted"><T of={reviewWords.openSuggestions} /></dt><dd className="lead"><Link to={`${placesPath}/sugerencias`}>{format.number(open)}</Link></dd></div>
    </dl>
  );
}

function Rows({ places }: { places: Stale }): ReactNode {
  const t = useT();
  const format = useFormat();
  const missing = ({ unconfirmed }: Place): string => {
    const words = unconfirmed.flatMap((part) => { const word = wordOf(partWords, part); return word ? [t(word)] : []; });
    return words.length > 0 ? format.list(words) : t(reviewWords.nothingMissing);
  };
  const columns: Column<Place>[] = [
    { key: 'place', header: <T of={directoryWords.place} />, rowHeader: true, cell: ({ branch }) => <><Link to={placePath(branch.id)} lang="es">{branch.name}</Link><Sub><span lang="es">{branch.organisation.name}</span></Sub></> },
    { key: 'missing', header: <T of={reviewWords.missing} />, label: t(reviewWords.missing), cell: missing },
    { key: 'verified', header: <T of={directoryWords.verified} />, label: t(directoryWords.verified), cell: ({ branch }) => verifiedInWords(branch, t, format) },
    { key: 'comuna', header: <T of={directoryWords.comuna} />, label: t(directoryWords.comuna), cell: ({ branch }) => branch.comunaName },
    { key: 'state', header: <T of={directoryWords.state} />, cell: ({ branch }) => <BranchState status={branch.status} /> },
  ];
  return <DataTable lines caption={<T of={reviewWords.table} />} columns={columns} rows={places.edges.map(({ node }) => node)} rowKey={({ branch }) => branch.id} />;
}
