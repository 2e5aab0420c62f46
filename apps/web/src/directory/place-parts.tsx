import type { ReactNode } from 'react';
import { LanguageName } from '../codes/language-name.js';
import { T, useT } from '../i18n/text.js';
import { useFormat } from '../i18n/use-format.js';
import { useSession } from '../shell/session.js';
import { Facts, type Fact } from '../ui/lists.js';
import { PageTitle } from '../ui/page.js';
import { Tabs } from '../ui/tabs.js';
import { Tag } from '../ui/tag.js';
import { directoryWords } from './directory-words.js';
import { hoursLines, type Hours } from './hours-words.js';
import { branchState, offeringState, verifiedInWords, type BranchFacts } from './place-presenter.js';
import { historyPath, placePath, placesPath } from './paths.js';
import { placeTabWords } from './place-words.js';
import './directory.css';

/** A value nobody stated. */
export function Unconfirmed(): ReactNode {
  return <span className="unsaid"><T of={directoryWords.unconfirmed} /></span>;
}

export function BranchState({ status }: { status: string }): ReactNode {
  const look = branchState(status);
  return <Tag tone={look.tone}><T of={look.word} /></Tag>;
}

export function OfferingState({ status }: { status: string }): ReactNode {
  const look = offeringState(status);
  return <Tag tone={look.tone}><T of={look.word} /></Tag>;
}

/** Languages by their own names. */
export function LanguageList({ codes }: { codes: readonly string[] | null }): ReactNode {
  if (!codes) return <Unconfirmed />;
  return <span>{codes.map((code, at) => <span key={code}>{at > 0 && ', '}<LanguageName code={code} /></span>)}</span>;
}

/** The week, one line for the days it opens and one for those it does not. */
export function HoursList({ hours }: { hours: Hours | null }): ReactNode {
  const t = useT();
  const lines = hoursLines(hours, t, useFormat());
  if (lines.length === 0) return <Unconfirmed />;
  return lines.map((line) => <span className="line" key={line.days}>{line.days}: {line.times}</span>);
}

/** May this account write the directory? What it may do to one entry is checked by the server again. */
export const useMayEdit = (): boolean => useSession().permissions.includes('directory.edit');

/** The parts of the directory, on top of each of its lists. */
export function DirectoryTabs({ current }: { current: 'search' | 'stale' | 'suggestions' | 'import' }): ReactNode {
  const t = useT();
  const mayEdit = useMayEdit();
  const links = [
    { to: placesPath, text: <T of={directoryWords.search} />, current: current === 'search' },
    ...(mayEdit ? [{ to: `${placesPath}/por-revisar`, text: <T of={directoryWords.toReview} />, current: current === 'stale' }] : []),
    { to: `${placesPath}/sugerencias`, text: <T of={mayEdit ? directoryWords.suggestions : directoryWords.mySuggestions} />, current: current === 'suggestions' },
    ...(mayEdit ? [{ to: `${placesPath}/importar`, text: <T of={directoryWords.import} />, current: current === 'import' }] : []),
  ];
  return <Tabs label={t(directoryWords.parts)} links={links} />;
}

/** Which place the page is about, on top of every page of a place. With `title` its name is the heading of the page. */
export function PlaceHeader({ branch, title }: { branch: Pick<BranchFacts, 'name' | 'status' | 'comunaName' | 'organisation' | 'demo'>; title?: boolean }): ReactNode {
  const t = useT();
  return (
    <section className={title ? 'id' : 'id slim'} aria-label={`${t(directoryWords.place)}: ${branch.name}`}>
      <dl>
        <div><dt><T of={directoryWords.place} /></dt><dd className="name">{title ? <PageTitle className="name"><span lang="es">{branch.name}</span></PageTitle> : <span lang="es">{branch.name}</span>}</dd></div>
        <div><dt><T of={directoryWords.organisation} /></dt><dd><span lang="es">{branch.organisation.name}</span></dd></div>
        <div><dt><T of={directoryWords.comuna} /></dt><dd>{branch.comunaName}</dd></div>
        <div><dt><T of={directoryWords.state} /></dt><dd><BranchState status={branch.status} /></dd></div>
      </dl>
    </section>
  );
}

/** The parts of one place. */
export function PlaceTabs({ id, current }: { id: string; current: 'place' | 'history' }): ReactNode {
  const t = useT();
  return <Tabs label={t(placeTabWords.label)} links={[
    { to: placePath(id), text: <T of={placeTabWords.data} />, current: current === 'place' }, { to: historyPath(id), text: <T of={placeTabWords.history} />, current: current === 'history' },
  ]} />;
}

/** The facts of a place, the same everywhere; what nobody stated says so. */
export function PlaceFacts({ branch, layout }: { branch: BranchFacts; layout?: 'one' | 'side' }): ReactNode {
  const t = useT();
  const format = useFormat();
  const facts: Fact[] = [
    { key: 'address', label: <T of={directoryWords.address} />, value: branch.address ?? <Unconfirmed /> },
    { key: 'phone', label: <T of={directoryWords.phone} />, value: branch.phone ?? <Unconfirmed />, numeric: true },
    { key: 'hours', label: <T of={directoryWords.hours} />, value: <HoursList hours={branch.hours} /> },
    { key: 'languages', label: <T of={directoryWords.languages} />, value: <LanguageList codes={branch.languages} /> },
    { key: 'verified', label: <T of={directoryWords.verified} />, value: verifiedInWords(branch, t, format) },
  ];
  return <Facts facts={facts} layout={layout} />;
}
