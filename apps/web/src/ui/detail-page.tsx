import type { ReactNode } from 'react';
import { IdentityHeader, type Identity } from './identity-header.js';
import { Page, PageTitle } from './page.js';

interface DetailPageProps {
  /** Name of the window; also the heading unless the person's name is. */
  title: string;
  /** The heading, where it is more than the plain title. */
  heading?: ReactNode;
  person?: Identity | null;
  /** The name of the person is the heading of the page. */
  aboutPerson?: boolean;
  /** A line under the heading. */
  sub?: ReactNode;
  /** State and deadline, right of the heading. */
  status?: ReactNode;
  /** Parts of the page and main actions, one row. */
  tabs?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

/** One thing and what was done about it: who, what, state, parts, and then the body. */
export function DetailPage({ title, heading = title, person, aboutPerson, sub, status, tabs, actions, children }: DetailPageProps): ReactNode {
  return (
    <Page title={title}>
      {person && <IdentityHeader person={person} title={aboutPerson} />}
      {!aboutPerson && (
        <div className="row ends">
          <div className="stack tight"><PageTitle>{heading}</PageTitle>{sub && <p>{sub}</p>}</div>
          {status && <div className="row">{status}</div>}
        </div>
      )}
      {(tabs || actions) && <div className="row ends">{tabs}{actions && <div className="row">{actions}</div>}</div>}
      {children}
    </Page>
  );
}
