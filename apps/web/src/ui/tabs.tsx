import type { ReactNode } from 'react';
import { Link } from 'react-router';

export interface TabLink {
  to: string;
  text: ReactNode;
  current?: boolean;
}

/** Parts of a page as plain links: the part shown is in the address. */
export function Tabs({ label, links }: { label: string; links: TabLink[] }): ReactNode {
  return (
    <nav className="tabs" aria-label={label}>
      <ul>{links.map((tab) => <li key={tab.to}><Link to={tab.to} aria-current={tab.current ? 'page' : undefined}>{tab.text}</Link></li>)}</ul>
    </nav>
  );
}
