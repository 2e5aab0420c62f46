import { useEffect, useRef, type ReactNode } from 'react';
import { Link } from 'react-router';
import { LanguageName } from '../codes/language-name.js';
import { useFormat } from '../i18n/use-format.js';
import { T, useT } from '../i18n/text.js';
import { useData } from '../shell/data.js';
import { Loaded } from '../shell/loaded.js';
import { DataTable, Sub, type Column } from '../ui/data-table.js';
import { Section } from '../ui/layout.js';
import { EmptyState } from '../ui/messages.js';
import { Tag } from '../ui/tag.js';
import { deskWords } from './desk-words.js';
import { Queue } from './desk.graphql.js';
import { QueueActions } from './queue-actions.js';
import { presentQueue, queueFact, type AttendanceFacts, type QueueRow } from './queue-presenter.js';
import { useMinutes } from './use-now.js';

const shown = 50;
const queueId = 'fila';

/** *Fila de hoy*: who waits, for how long, whose turn it is. */
export function QueueSection(): ReactNode {
  useMinutes();
  const t = useT();
  const query = useData(Queue, { first: shown }, { topics: ['attendance'] });
  const counts = query.data?.queue;
  return (
    <div id={queueId} tabIndex={-1}><Section title={<T of={deskWords.queue} />} fact={counts && queueFact(counts, t)}>
      <Loaded query={query}>
        {({ queue }) => (
          <>
            <Rows facts={queue.edges.map((edge) => edge.node)} />
            <p className="more"><T of={deskWords.closedToday(queue.closedToday)} />{queue.pageInfo.hasNextPage && <span><T of={deskWords.moreWaiting} /></span>}</p>
          </>
        )}
      </Loaded>
    </Section></div>
  );
}

function Rows({ facts }: { facts: readonly AttendanceFacts[] }): ReactNode {
  const t = useT();
  const format = useFormat();
  const rows = presentQueue(facts, t, format);
  const onGone = useFocusAfterRow(rows);
  if (rows.length === 0) return <EmptyState title={<T of={deskWords.queueEmpty} />}><p><T of={deskWords.queueEmptyHelp} /></p></EmptyState>;
  const columns: Column<QueueRow>[] = [
    { key: 'turn', header: <T of={deskWords.turn} />, label: t(deskWords.turn), numeric: true, cell: (row) => row.turn },
    { key: 'person', header: <T of={deskWords.person} />, rowHeader: true, cell: (row) => <Person row={row} /> },
    { key: 'wait', header: <T of={deskWords.wait} />, label: t(deskWords.wait), numeric: true, cell: (row) => row.wait },
    { key: 'state', header: <T of={deskWords.state} />, cell: (row) => <><Tag tone={row.tone}>{row.state}</Tag>{row.stateSub && <Sub>{row.stateSub}</Sub>}</> },
    { key: 'action', header: <T of={deskWords.action} />, cell: (row) => <QueueActions row={row} onGone={onGone} /> },
  ];
  return <DataTable caption={<T of={deskWords.queue} />} columns={columns} rows={rows} rowKey={(row) => row.id} />;
}

/** A row that leaves takes the focused button with it: the focus goes to the list, not to nowhere. */
function useFocusAfterRow(rows: readonly QueueRow[]): () => void {
  const gone = useRef(false);
  const ids = rows.map((row) => row.id).join(' ');
  useEffect(() => {
    if (gone.current) document.getElementById(queueId)?.focus({ preventScroll: true });
    gone.current = false;
  }, [ids]);
  return () => { gone.current = true; };
}

function Person({ row }: { row: QueueRow }): ReactNode {
  return (
    <>
      <Link to={`/personas/${row.personId}`}>{row.name}</Link>
      <Sub>{row.language && <LanguageName code={row.language} />}{row.language && row.interpreter && ', '}{row.interpreter}{(row.language ?? row.interpreter) && row.needs && ' · '}{row.needs}</Sub>
    </>
  );
}
