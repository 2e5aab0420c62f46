import type { FormEventHandler, ReactNode } from 'react';
import { IdentityHeader, type Identity } from './identity-header.js';
import { Page, PageTitle } from './page.js';
import { Facts, type Fact } from './lists.js';

interface FormPageProps {
  title: string;
  /** The heading, where it is more than the plain title. */
  heading?: ReactNode;
  person?: Identity | null;
  /** State of the draft, right of the title. */
  note?: ReactNode;
  /** The error summary. */
  summary?: ReactNode;
  onSubmit: FormEventHandler<HTMLFormElement>;
  /** The fields, laid on a grid of six columns, and the actions. */
  children: ReactNode;
  /** Beside the form: what it resembles, what will be sent. */
  aside?: ReactNode;
}

/** One page that takes data. Ctrl+Enter sends it, as the button does. */
export function FormPage({ title, heading = title, person, note, summary, onSubmit, children, aside }: FormPageProps): ReactNode {
  const form = <GridForm label={title} onSubmit={onSubmit}>{summary}{children}</GridForm>;
  return (
    <Page title={title}>
      {person && <IdentityHeader person={person} />}
      <div className="row ends"><PageTitle>{heading}</PageTitle>{note}</div>
      {aside ? <div className="cols">{form}{aside}</div> : form}
    </Page>
  );
}

/** A form on the grid; also used inside a panel. The browser's own bubbles are off: the summary speaks. */
export function GridForm({ label, onSubmit, children, panel }: { label: string; onSubmit: FormEventHandler<HTMLFormElement>; children: ReactNode; panel?: boolean }): ReactNode {
  return (
    <form className={panel ? 'panel' : 'form'} aria-label={label} noValidate onSubmit={onSubmit}
      onKeyDown={(event) => { if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) { event.preventDefault(); event.currentTarget.requestSubmit(); } }}>
      {children}
    </form>
  );
}

interface ConfirmPageProps extends Omit<FormPageProps, 'aside'> {
  /** What will happen, in one sentence. */
  consequence: ReactNode;
  facts: readonly Fact[];
}

/** The step before something that cannot be undone or touches another person: a summary, the reason, the button. */
export function ConfirmPage({ consequence, facts, children, ...page }: ConfirmPageProps): ReactNode {
  return (
    <FormPage {...page}>
      <div className="notice warn"><p>{consequence}</p></div>
      <Facts facts={facts} layout="side" />
      {children}
    </FormPage>
  );
}
