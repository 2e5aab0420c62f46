import type { ReactNode } from 'react';
import { T, useT } from '../i18n/text.js';
import { PageTitle } from './page.js';
import { uiWords } from './ui-words.js';

export interface Identity {
  name: string;
  /** Already in words: `1991`, `cerca de 1991`, or null when not known. */
  birth: string | null;
  country: string | null;
  language: ReactNode;
  /** True when an interpreter is needed; the words are given so that the presenter decides them. */
  interpreter: string;
  interpreterNeeded?: boolean;
  folio: string;
}

/** Who the page is about, on top of every page of a person. With `title` the name is the heading of the page. */
export function IdentityHeader({ person, title }: { person: Identity; title?: boolean }): ReactNode {
  const t = useT();
  const unknown = <T of={uiWords.unknown} />;
  return (
    <section className={title ? 'id' : 'id slim'} aria-label={`${t(uiWords.person)}: ${person.name}`}>
      <dl>
        <div><dt><T of={uiWords.person} /></dt><dd className="name">{title ? <PageTitle className="name">{person.name}</PageTitle> : person.name}</dd></div>
        <div><dt><T of={uiWords.birth} /></dt><dd className="num">{person.birth ?? unknown}</dd></div>
        <div><dt><T of={uiWords.country} /></dt><dd>{person.country ?? unknown}</dd></div>
        <div><dt><T of={uiWords.language} /></dt><dd>{person.language}</dd></div>
        <div><dt><T of={uiWords.interpreter} /></dt><dd>{person.interpreterNeeded ? <strong>{person.interpreter}</strong> : person.interpreter}</dd></div>
        <div><dt><T of={uiWords.folio} /></dt><dd className="folio">{person.folio}</dd></div>
      </dl>
    </section>
  );
}
