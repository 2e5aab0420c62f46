import type { ReactNode } from 'react';
import { T, useT } from '../i18n/text.js';
import { LinkButton } from '../ui/button.js';
import { Row } from '../ui/layout.js';
import { Page, PageTitle } from '../ui/page.js';
import { shellWords } from './shell-words.js';

/** An address nobody answers, or a thing that is not for this person: the two are told apart by nobody. */
export function NotFoundPage(): ReactNode {
  const t = useT();
  return (
    <Page title={t(shellWords.notFoundTitle)}>
      <PageTitle><T of={shellWords.notFoundTitle} /></PageTitle>
      <p><T of={shellWords.notFoundHelp} /></p>
      <Row><LinkButton to="/"><T of={shellWords.toHome} /></LinkButton></Row>
    </Page>
  );
}
