import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useFormat } from '../i18n/use-format.js';
import { T, Text, useT } from '../i18n/text.js';
import { Loaded } from '../shell/loaded.js';
import { Button } from '../ui/button.js';
import { Row, Section } from '../ui/layout.js';
import { TimelineList, type TimelineItem } from '../ui/lists.js';
import { Tag, Toward } from '../ui/tag.js';
import { uiWords } from '../ui/ui-words.js';
import { historyWords } from './history-words.js';
import { personWords } from './person-words.js';
import { presentEntry, type HistoryRow } from './timeline-presenter.js';
import type { History } from './use-history.js';

/** What happened with the person, newest first; what other offices keep to themselves stands as reserved. */
export function HistorySection({ personId, history }: { personId: string; history: History }): ReactNode {
  const t = useT();
  const format = useFormat();
  return (
    <Section title={<T of={historyWords.title} />}>
      <Loaded query={history.query} part>
        {() => {
          const rows = history.entries.map((entry) => presentEntry(entry, t, format));
          if (rows.length === 0) return <p className="muted"><T of={historyWords.empty} /></p>;
          return (
            <>
              <TimelineList label={t(historyWords.title)} items={rows.map((row) => itemOf(row, personId))} />
              {history.hasMore && <Row><Button kind="alt" busy={history.query.isFetching} onClick={history.more}><T of={historyWords.more} /></Button></Row>}
            </>
          );
        }}
      </Loaded>
    </Section>
  );
}

function itemOf(row: HistoryRow, personId: string): TimelineItem {
  const title = <strong><Text of={row.title} /></strong>;
  return {
    key: row.id, tone: row.tone, when: row.near ? <>{row.near}<br />{row.day}</> : row.day,
    children: (
      <>
        <p>{row.to ? <Link to={row.to}>{title}</Link> : title}{row.from && <> · {row.from}</>}{row.toward && <> <ToWord /> {row.toward}</>}</p>
        {(row.state ?? row.text) && <p>{row.state && <><Tag tone={row.state.tone}>{row.state.word}</Tag> </>}{row.text}</p>}
        {row.state?.tone === 'lock' && <p className="small"><Link to={`/personas/${personId}/acceso`}><T of={personWords.askAccess} /></Link></p>}
      </>
    ),
  };
}

const ToWord = (): ReactNode => <Toward label={useT()(uiWords.toward)} />;
