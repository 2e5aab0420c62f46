import type { FormEventHandler, ReactNode } from 'react';
import type { MessageDescriptor } from '@lingui/core';
import { T, useT } from '../i18n/text.js';
import { DraftLine } from '../offline/draft-line.js';
import type { Draft } from '../offline/drafts.js';
import { Actions, Button, LinkButton } from '../ui/button.js';
import { GridForm } from '../ui/form-page.js';
import { EmptyState } from '../ui/messages.js';
import { Row } from '../ui/layout.js';
import { Page, PageTitle } from '../ui/page.js';
import { directoryWords } from './directory-words.js';
import { editWords } from './edit-words.js';
import { PlaceHeader } from './place-parts.js';
import type { BranchFacts } from './place-presenter.js';

interface EntryPageProps {
  title: string;
  /** The place it is about; none for a new one. */
  branch: BranchFacts | null;
  note: Draft['note'];
  summary: ReactNode;
  onSubmit: FormEventHandler<HTMLFormElement>;
  busy: boolean;
  isNew?: boolean;
  back: string;
  children: ReactNode;
}

/** A page that writes one entry: the place on top, then the form; the same frame for place, service and organisation. */
export function EntryPage({ title, branch, note, summary, onSubmit, busy, isNew, back, children }: EntryPageProps): ReactNode {
  return (
    <Page title={title}>
      {branch && <PlaceHeader branch={branch} />}
      <Row ends><PageTitle>{title}</PageTitle><DraftLine note={note} /></Row>
      <GridForm label={title} onSubmit={onSubmit}>
        {summary}
        <p className="muted"><T of={editWords.lead} /></p>
        {children}
        <Actions><Button type="submit" keys="Ctrl Enter" busy={busy}><T of={isNew ? editWords.create : editWords.saveChanges} /></Button><LinkButton kind="alt" to={back}><T of={editWords.cancel} /></LinkButton></Actions>
      </GridForm>
    </Page>
  );
}

/** For an account that does not write the directory. */
export function MayNotEdit({ title, to }: { title: MessageDescriptor; to: string }): ReactNode {
  const t = useT();
  return <Page title={t(title)}><PageTitle><T of={title} /></PageTitle><EmptyState title={<T of={editWords.mayNot} />}><Row><LinkButton to={to}><T of={directoryWords.toPlace} /></LinkButton></Row></EmptyState></Page>;
}
