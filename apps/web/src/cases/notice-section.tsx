import type { ReactNode } from 'react';
import { useFormat } from '../i18n/use-format.js';
import { T, useT } from '../i18n/text.js';
import { useData } from '../shell/data.js';
import { Loaded } from '../shell/loaded.js';
import { useSession } from '../shell/session.js';
import { LinkButton } from '../ui/button.js';
import { Row, Section } from '../ui/layout.js';
import { Reasons } from '../ui/tag.js';
import { NoticeText, PersonNotices } from './notice.graphql.js';
import { mayKeepNotice, presentNotices } from './notice-presenter.js';
import { noticeWords } from './notice-words.js';
import type { PersonFacts } from './person-facts.js';

/** Whether the privacy notice was given to this person, by whom and how, and whether it has changed since. */
export function NoticeSection({ person }: { person: PersonFacts }): ReactNode {
  const query = useData(PersonNotices, { id: person.id }, { topics: [`person:${person.id}`, 'privacy-notice'] });
  const version = useData(NoticeText, {}, { topics: ['text'] }).data?.privacyNotice.version ?? null;
  const mayKeep = mayKeepNotice(useSession().permissions);
  return (
    <Section title={<T of={noticeWords.section} />}>
      <Loaded query={query} part>{(data) => <Lines personId={person.id} notices={data.person.notices} version={version} mayKeep={mayKeep} />}</Loaded>
    </Section>
  );
}

type Notices = Parameters<typeof presentNotices>[0];

function Lines({ personId, notices, version, mayKeep }: { personId: string; notices: Notices; version: string | null; mayKeep: boolean }): ReactNode {
  const t = useT();
  const [last, ...before] = presentNotices(notices, version, t, useFormat());
  return (
    <>
      {last ? <Reasons small items={[{ text: last.text }, ...(last.isCurrent ? [] : [{ text: t(noticeWords.newer), tone: 'need' as const }])]} /> : <p className="muted"><T of={noticeWords.nobody} /></p>}
      {before.length > 0 && (
        <details><summary className="small"><T of={noticeWords.before} /> ({before.length})</summary><ul className="stack tight small">{before.map((line) => <li key={line.id}>{line.text}</li>)}</ul></details>
      )}
      {mayKeep && <Row><LinkButton kind="alt" to={`/personas/${personId}/aviso`}><T of={last ? noticeWords.readAgain : noticeWords.readNow} /></LinkButton></Row>}
    </>
  );
}
