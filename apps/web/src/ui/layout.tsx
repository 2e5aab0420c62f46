import { useId, type ReactNode } from 'react';
import { Link } from 'react-router';
import { cx } from './class-names.js';

/** The two-column grids of the mock-ups; below 56 em all are one column. */
export function Columns({ kind, children }: { kind?: 'even' | 'three' | 'seven'; children: ReactNode }): ReactNode {
  return <div className={cx('cols', kind)}>{children}</div>;
}

/** Things under each other: `tight` 4, normal 16, `loose` 24 px apart. */
export function Stack({ gap, as: As = 'div', children, ...rest }: { gap?: 'tight' | 'loose'; as?: 'div' | 'aside' | 'section'; children: ReactNode; 'aria-label'?: string }): ReactNode {
  return <As {...rest} className={cx('stack', gap)}>{children}</As>;
}

/** Things beside each other, wrapping; `ends` pushes the last one to the right. */
export function Row({ ends, children }: { ends?: boolean; children: ReactNode }): ReactNode {
  return <div className={cx('row', ends && 'ends')}>{children}</div>;
}

interface SectionProps {
  title: ReactNode;
  /** One fact on the right of the rule. */
  fact?: ReactNode;
  /** A link on the right instead of the fact. */
  more?: { to: string; text: ReactNode };
  /** One of a list of parts: `j` and `k` stop at its name. */
  row?: boolean;
  /** A ground of its own: about the person, or the place where one acts. */
  panel?: boolean;
  as?: 'section' | 'aside';
  children: ReactNode;
}

/** A part of a page: a rule of ink, its name on the left, one fact on the right. */
export function Section({ title, fact, more, row, panel, as: As = 'section', children }: SectionProps): ReactNode {
  const id = useId();
  return (
    <As className={panel ? 'panel' : 'sec'} aria-labelledby={id}>
      <div className="sec-h">
        <h2 id={id} {...(row && { tabIndex: -1, 'data-row': true })}>{title}</h2>
        {fact !== undefined && <p>{fact}</p>}
        {more && <Link to={more.to}>{more.text}</Link>}
      </div>
      {children}
    </As>
  );
}

/** A ground without a title of its own. */
export function Panel({ children }: { children: ReactNode }): ReactNode {
  return <div className="panel">{children}</div>;
}
