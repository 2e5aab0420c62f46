import { useEffect, type ReactNode } from 'react';
import { cx } from './class-names.js';
import { focusTitleSoon } from './focus-title.js';

/** The heading of the page; takes the focus after a navigation, so that a screen reader starts there. */
export function PageTitle({ children, lead, className }: { children: ReactNode; lead?: boolean; className?: string }): ReactNode {
  return <h1 id="titulo" tabIndex={-1} className={cx(lead && 'lead', className)}>{children}</h1>;
}

interface PageProps {
  /** What the window is called, without the product's name. */
  title: string;
  children: ReactNode;
}

/** One screen: names the window and moves the focus to its heading. The layout around it owns `<main>`. */
export function Page({ title, children }: PageProps): ReactNode {
  useEffect(() => {
    document.title = `${title} · Konbit`;
  }, [title]);
  useEffect(() => focusTitleSoon(), []);
  return <div className="page">{children}</div>;
}
