import type { ReactNode } from 'react';
import { T } from '../i18n/text.js';
import { useFormat } from '../i18n/use-format.js';
import { Notice } from '../ui/messages.js';
import { ChangeTable } from './change-table.js';
import { editWords } from './edit-words.js';
import type { Theirs } from './use-entry.js';

/** What somebody else wrote meanwhile; what was typed here stays. */
export function TheirsNotice({ theirs }: { theirs: Theirs | null }): ReactNode {
  const format = useFormat();
  if (!theirs) return null;
  return (
    <Notice kind="warn" title={<T of={editWords.theirsTitle} />} status>
      {theirs.who && theirs.at && <p><T of={editWords.theirsWho(theirs.who, format.dateTime(theirs.at))} /></p>}
      {theirs.changes.length === 0 ? <p><T of={editWords.theirsNothing} /></p> : <ChangeTable caption={editWords.theirsTable} before={editWords.before} after={editWords.now} changes={theirs.changes} />}
      <p><T of={editWords.theirsHelp} /></p>
    </Notice>
  );
}
