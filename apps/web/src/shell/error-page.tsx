import type { ReactNode } from 'react';
import { isRouteErrorResponse, useRouteError } from 'react-router';
import { T, useT } from '../i18n/text.js';
import { Button } from '../ui/button.js';
import { Row } from '../ui/layout.js';
import { Page, PageTitle } from '../ui/page.js';
import { AppError } from './app-error.js';
import { NotFoundPage } from './not-found.js';
import { shellWords } from './shell-words.js';

const missing = (error: unknown): boolean => (isRouteErrorResponse(error) && error.status === 404) || (error instanceof AppError && error.code === 'NOT_FOUND');
/** A file of the app that is no longer on the server: a newer version was installed. */
const outdated = (error: unknown): boolean => error instanceof TypeError && /import|module/i.test(error.message);

/** What the person sees when a screen breaks: plain words and a way out, never the fault itself. */
export function ErrorPage(): ReactNode {
  const error = useRouteError();
  const t = useT();
  if (missing(error)) return <NotFoundPage />;
  return (
    <Page title={t(shellWords.brokenTitle)}>
      <PageTitle><T of={shellWords.brokenTitle} /></PageTitle>
      <p><T of={outdated(error) ? shellWords.newVersion : shellWords.brokenHelp} /></p>
      <Row><Button onClick={() => location.reload()}><T of={shellWords.reload} /></Button></Row>
    </Page>
  );
}
