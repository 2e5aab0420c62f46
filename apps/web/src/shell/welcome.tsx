import type { ReactNode } from 'react';
import { T, useT } from '../i18n/text.js';
import { Section } from '../ui/layout.js';
import { Page, PageTitle } from '../ui/page.js';
import { useSession } from './session.js';
import { comingWords, shellWords } from './shell-words.js';

/** Home of the roles whose screens come later: says so, and what they will be. */
export function WelcomePage(): ReactNode {
  const t = useT();
  const { user, roles } = useSession();
  const coming = roles.flatMap((role) => comingWords[role] ?? []);
  return (
    <Page title={t(shellWords.home)}>
      <PageTitle><T of={shellWords.comingTitle(user.name)} /></PageTitle>
      <p><T of={shellWords.comingLead} /></p>
      {coming.length > 0 && (
        <Section title={<T of={shellWords.comingWhat} />}>
          <ul className="plain">{coming.map((message) => <li key={message.id}><T of={message} /></li>)}</ul>
        </Section>
      )}
    </Page>
  );
}
