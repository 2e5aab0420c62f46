import type { ReactNode } from 'react';
import { useParams } from 'react-router';
import { wordOf } from '../codes/code-words.js';
import { serviceChoices } from '../codes/service-names.js';
import type { EntryHistoryQuery } from '../gql/graphql.js';
import { T, useT } from '../i18n/text.js';
import { useFormat } from '../i18n/use-format.js';
import { useData } from '../shell/data.js';
import { Loaded } from '../shell/loaded.js';
import { pageArgs, pageLinks } from '../shell/pages.js';
import { useUrlState } from '../shell/url-state.js';
import { FilterChoice, Pager } from '../ui/filters.js';
import { Section } from '../ui/layout.js';
import { TimelineList } from '../ui/lists.js';
import { EmptyState } from '../ui/messages.js';
import { Page, PageTitle } from '../ui/page.js';
import type { Tone } from '../ui/tone.js';
import { ChangeTable } from './change-table.js';
import { directoryWords } from './directory-words.js';
import { EntryHistory, OnePlace } from './directory.graphql.js';
import { historyWords, sourceWords } from './history-words.js';
import { placeTopics } from './topics.js';
import { PlaceHeader, PlaceTabs } from './place-parts.js';
import type { BranchFacts, OfferingFacts } from './place-presenter.js';
import { useNames } from './use-names.js';
import { changeInWords } from './value-words.js';

type Changes = EntryHistoryQuery['directoryHistory'];
const schema = { servicio: 'text', desde: 'page', hasta: 'page' } as const;

/** Who changed what of a place, and what it said before. */
export function Component(): ReactNode {
  const { id = '' } = useParams();
  const query = useData(OnePlace, { branchId: id }, { topics: placeTopics });
  return <Loaded query={query}>{({ place }) => <HistoryOf branch={place.branch} offerings={place.offerings} />}</Loaded>;
}

function HistoryOf({ branch, offerings }: { branch: BranchFacts; offerings: readonly OfferingFacts[] }): ReactNode {
  const t = useT();
  const { language } = useFormat();
  const url = useUrlState(schema);
  const offering = offerings.find((one) => one.id === url.values.servicio);
  const subject = offering ? { subjectType: 'offering', subjectId: offering.id } : { subjectType: 'branch', subjectId: branch.id };
  const query = useData(EntryHistory, { ...subject, ...pageArgs(url.values) }, { topics: placeTopics, keep: true });
  return (
    <Page title={`${t(historyWords.title)}: ${branch.name}`}>
      <PlaceHeader branch={branch} />
      <div className="row ends no-print"><PlaceTabs id={branch.id} current="history" /></div>
      <PageTitle><T of={historyWords.title} /></PageTitle>
      {offerings.length > 0 && (
        <div className="form no-print"><FilterChoice name="servicio" label={historyWords.of} all={historyWords.place} value={offering?.id ?? ''} options={serviceChoices(offerings, ({ service }) => service, language)}
          choose={(servicio) => url.set({ servicio })} /></div>
      )}
      <Loaded query={query}>
        {({ directoryHistory: changes }) => (
          <Section title={<T of={historyWords.table} />}>
            {changes.edges.length === 0 ? <EmptyState title={<T of={historyWords.empty} />}><p><T of={historyWords.emptyHelp} /></p></EmptyState> : <Timeline changes={changes} />}
            {changes.edges.length > 0 && <Pager fact={<T of={directoryWords.onThisPage(changes.edges.length)} />} {...pageLinks(changes.pageInfo, url.address)} />}
          </Section>
        )}
      </Loaded>
    </Page>
  );
}

const tones: Readonly<Record<string, Tone>> = { release: 'end', edit: 'done', suggestion: 'done', import: 'end' };

function Timeline({ changes }: { changes: Changes }): ReactNode {
  const t = useT();
  const format = useFormat();
  const names = useNames();
  return (
    <TimelineList label={t(historyWords.label)} items={changes.edges.map(({ node }) => {
      const source = wordOf(sourceWords, node.source);
      const rows = node.fields.map((field) => changeInWords(field, t, format, names));
      return {
        key: node.id, tone: tones[node.source] ?? 'end', when: format.date(node.at, 'short'),
        children: (
          <>
            <p><strong>{source ? <T of={source} /> : node.source}</strong>{node.officialName && <> · {node.officialName}</>} · {format.time(node.at)}</p>
            {rows.length === 0 ? <p><T of={historyWords.verified} /></p> : <ChangeTable caption={historyWords.table} before={historyWords.before} after={historyWords.after} changes={rows} />}
          </>
        ),
      };
    })} />
  );
}
