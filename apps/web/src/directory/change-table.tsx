import type { ReactNode } from 'react';
import type { MessageDescriptor } from '@lingui/core';
import { T, Text, useT } from '../i18n/text.js';
import { DataTable } from '../ui/data-table.js';
import { editWords } from './edit-words.js';
import type { ChangeInWords } from './value-words.js';

interface ChangeTableProps { caption: MessageDescriptor; before: MessageDescriptor; after: MessageDescriptor; changes: readonly ChangeInWords[] }

/** Edited fields side by side: what each was and what it is, or would be. */
export function ChangeTable({ caption, before, after, changes }: ChangeTableProps): ReactNode {
  const t = useT();
  return (
    <DataTable lines caption={<T of={caption} />} rows={changes} rowKey={({ key }) => key} columns={[
      { key: 'field', header: <T of={editWords.fieldName} />, rowHeader: true, cell: ({ field }) => field },
      { key: 'before', header: <T of={before} />, label: t(before), cell: (change) => <Text of={change.before} /> },
      { key: 'after', header: <T of={after} />, label: t(after), cell: (change) => <strong><Text of={change.after} /></strong> },
    ]} />
  );
}
