import type { ReactNode } from 'react';
import { useFormat } from '../i18n/use-format.js';
import { T, useT } from '../i18n/text.js';
import { Columns } from '../ui/layout.js';
import { Page, PageTitle } from '../ui/page.js';
import { BoxesSection } from './boxes-section.js';
import { deskWords } from './desk-words.js';
import { PersonSearch } from './person-search.js';
import { QueueSection } from './queue-section.js';
import { useMinutes } from './use-now.js';

/** Home of the desk: who comes, who waits, what came back. */
export function Component(): ReactNode {
  const t = useT();
  return (
    <Page title={t(deskWords.title)}>
      <div className="row ends"><PageTitle lead><T of={deskWords.title} /></PageTitle><Clock /></div>
      <Columns kind="even">
        <PersonSearch />
        <QueueSection />
      </Columns>
      <BoxesSection />
    </Page>
  );
}

function Clock(): ReactNode {
  useMinutes();
  const format = useFormat();
  const now = format.now();
  const text = `${format.date(now, 'weekday')}, ${format.time(now)}`;
  return <p className="muted">{text.slice(0, 1).toUpperCase() + text.slice(1)}</p>;
}
