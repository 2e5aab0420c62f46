import type { ReactNode } from 'react';
import { Page, PageTitle } from './page.js';

interface WorklistPageProps {
  title: string;
  /** As of when, and that it renews itself. */
  asOf?: ReactNode;
  /** Fields that filter. */
  filters?: ReactNode;
  chips?: ReactNode;
  /** The table, an empty state or a loading line. */
  children: ReactNode;
  pager?: ReactNode;
}

/** A list to work through: title, filters, what is in force, the rows, the pages. */
export function WorklistPage({ title, asOf, filters, chips, children, pager }: WorklistPageProps): ReactNode {
  return (
    <Page title={title}>
      <div className="row ends"><PageTitle>{title}</PageTitle>{asOf && <p className="muted small">{asOf}</p>}</div>
      {filters}
      {chips}
      {children}
      {pager}
    </Page>
  );
}
