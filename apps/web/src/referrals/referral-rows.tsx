import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { MessageDescriptor } from '@lingui/core';
import { LanguageName } from '../codes/language-name.js';
import { T, Text, useT } from '../i18n/text.js';
import { DataTable, Sub, type Column } from '../ui/data-table.js';
import { Tag } from '../ui/tag.js';
import { listWords } from './list-words.js';
import type { ReferralRow, RowGroupOfDeadline } from './row-presenter.js';

/** What a list of referrals shows between the person and the state. */
export type RowColumn = 'sentOn' | 'savedOn' | 'endedOn' | 'deadline' | 'next' | 'answer';

const headers: Readonly<Record<RowColumn, MessageDescriptor>> = {
  sentOn: listWords.sentOn, savedOn: listWords.savedOn, endedOn: listWords.endedOn, deadline: listWords.dueOn, next: listWords.nextOn, answer: listWords.answer,
};

interface ReferralRowsProps {
  caption: MessageDescriptor;
  columns: readonly RowColumn[];
  /** The other side reads "who sent it" for received ones. */
  asked?: MessageDescriptor;
  sentHeader?: MessageDescriptor;
  rows?: readonly ReferralRow[];
  groups?: readonly RowGroupOfDeadline[];
}

/** Referrals as rows: person, what is asked, dates or answer, state last. */
export function ReferralRows({ caption, columns, asked = listWords.asked, sentHeader, rows, groups }: ReferralRowsProps): ReactNode {
  const t = useT();
  const middle = columns.map((key): Column<ReferralRow> => {
    const header = key === 'sentOn' ? sentHeader ?? headers.sentOn : headers[key];
    return { key, header: <T of={header} />, label: key === 'deadline' ? undefined : t(header), numeric: key !== 'answer', cell: (row) => <Value row={row} of={key} /> };
  });
  const all: Column<ReferralRow>[] = [
    { key: 'person', header: <T of={listWords.person} />, rowHeader: true, cell: (row) => <><Link to={row.to}>{row.name}</Link><Sub><Under row={row} /></Sub></> },
    { key: 'asked', header: <T of={asked} />, cell: (row) => <><Text of={row.asked} /><Sub>{row.place}</Sub>{row.closed && <Tag tone="need">{row.closed}</Tag>}</> },
    ...middle,
    { key: 'state', header: <T of={listWords.state} />, cell: (row) => <Tag tone={row.tone}>{row.state}</Tag> },
  ];
  return <DataTable caption={<T of={caption} />} columns={all} rowKey={(row) => row.id} rows={rows} groups={groups?.map((group) => ({ ...group }))} />;
}

function Under({ row }: { row: ReferralRow }): ReactNode {
  return <>{row.folio}{row.language && <> · <LanguageName code={row.language} /></>}{row.extras.length > 0 && <>{row.language ? ', ' : ' · '}{row.extras.join(', ')}</>}</>;
}

function Value({ row, of }: { row: ReferralRow; of: RowColumn }): ReactNode {
  if (of !== 'deadline') return row[of];
  const { deadline } = row;
  if (!deadline) return <>–{row.noDeadline && <Sub>{row.noDeadline}</Sub>}</>;
  return <>{deadline.tone ? <span className={deadline.tone}>{deadline.text}</span> : deadline.text}<Sub>{deadline.sub}</Sub></>;
}
