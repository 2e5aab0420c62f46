import type { ReactNode } from 'react';
import { T, useT } from '../i18n/text.js';
import { LinkButton } from '../ui/button.js';
import { Row } from '../ui/layout.js';
import { Page, PageTitle } from '../ui/page.js';
import { useSession } from './session.js';
import { shellWords } from './shell-words.js';

/** Where an account without a known role arrives: says so, and who can help. */
export function WelcomePage(): ReactNode {
  const t = useT();
  const { user } = useSession();
  return (
    <Page title={t(shellWords.home)}>
      <PageTitle><T of={shellWords.welcome(user.name)} /></PageTitle>
      <p><T of={shellWords.noWork} /></p>
      <p><T of={shellWords.noWorkHelp} /></p>
      <Row><LinkButton to="/directorio"><T of={shellWords.directory} /></LinkButton></Row>
    </Page>
  );
}
