import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useFormat } from '../i18n/use-format.js';
import { T, Text, useT } from '../i18n/text.js';
import { useData } from '../shell/data.js';
import { Loaded } from '../shell/loaded.js';
import { DataTable, Sub, type Column } from '../ui/data-table.js';
import { Columns, Section } from '../ui/layout.js';
import { Tag } from '../ui/tag.js';
import { answersFact, countOf, presentBoxRow, type BoxFacts, type BoxRow } from './boxes-presenter.js';
import { deskWords } from './desk-words.js';
import { DeskBoxes } from './desk.graphql.js';

/** What came back to the desk: answers to see, questions to answer; the first five of each. */
export function BoxesSection(): ReactNode {
  const t = useT();
  const format = useFormat();
  const query = useData(DeskBoxes, {}, { topics: ['referral'] });
  const data = query.data;
  const counts = data?.referralCounts.boxes ?? [];
  const answers = data?.answers.edges.map((edge) => edge.node) ?? [];
  const asked = countOf(counts, 'info_asked');
  return (
    <Columns kind="even">
      <Section title={<T of={deskWords.answers} />} fact={answersFact(countOf(counts, 'answers'), answers, t, format)}>
        <Loaded query={query}>{() => <Box rows={answers} count={countOf(counts, 'answers')} box="answers" caption={deskWords.answers} second={deskWords.answer} empty={deskWords.answersEmpty} />}</Loaded>
      </Section>
      <Section title={<T of={deskWords.asked} />} fact={asked > 0 ? <T of={deskWords.askedFact(asked)} /> : undefined}>
        <Loaded query={query}>{(loaded) => <Box rows={loaded.asked.edges.map((edge) => edge.node)} count={asked} box="info_asked" caption={deskWords.asked} second={deskWords.askedBy} empty={deskWords.askedEmpty} />}</Loaded>
      </Section>
    </Columns>
  );
}

interface BoxProps { rows: readonly BoxFacts[]; count: number; box: 'answers' | 'info_asked'; caption: typeof deskWords.asked; second: typeof deskWords.asked; empty: typeof deskWords.asked }

function Box({ rows, count, box, caption, second, empty }: BoxProps): ReactNode {
  const t = useT();
  const format = useFormat();
  if (rows.length === 0) return <p className="muted"><T of={empty} /></p>;
  const columns: Column<BoxRow>[] = [
    { key: 'person', header: <T of={deskWords.person} />, rowHeader: true, cell: (row) => <><Link to={`/derivaciones/${row.id}`}>{row.name}</Link><Sub>{row.branch}</Sub></> },
    { key: 'answer', header: <T of={second} />, cell: (row) => <><Tag tone={row.tone}>{row.state}</Tag><Sub>{box === 'answers' ? <Text of={row.answer} /> : <Due row={row} />}</Sub></> },
  ];
  return (
    <>
      <DataTable caption={<T of={caption} />} hideHeader columns={columns} rows={rows.map((row) => presentBoxRow(row, t, format))} rowKey={(row) => row.id} />
      {count > rows.length && <p className="more"><span /><Link to={`/derivaciones?caja=${box}`}><T of={deskWords.seeAll} /> ({format.number(count)})</Link></p>}
    </>
  );
}

const Due = ({ row }: { row: BoxRow }): ReactNode => (row.isLate ? <span className="late">{row.due}</span> : row.due ?? <Text of={row.answer} />);
