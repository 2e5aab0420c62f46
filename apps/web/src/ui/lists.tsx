import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { Shape, type Tone } from './shape.js';

export interface Hit {
  key: string;
  to: string;
  title: ReactNode;
  titleSub?: ReactNode;
  middle?: ReactNode;
  middleSub?: ReactNode;
  end?: ReactNode;
  endSub?: ReactNode;
}

const Line = ({ sub }: { sub: ReactNode }): ReactNode => (sub ? <span className="sub">{sub}</span> : null);

/** Search results as links in the page; arrow keys are not needed, Tab and Enter do. */
export function HitList({ hits, label }: { hits: readonly Hit[]; label: string }): ReactNode {
  return (
    <ul className="hits" aria-label={label}>
      {hits.map((hit) => (
        <li key={hit.key}>
          <Link to={hit.to} data-row>
            <span><strong>{hit.title}</strong><Line sub={hit.titleSub} /></span>
            <span>{hit.middle}<Line sub={hit.middleSub} /></span>
            <span>{hit.end}<Line sub={hit.endSub} /></span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

/** Marks the letters that were searched for. */
export function Marked({ text, from, length }: { text: string; from: number; length: number }): ReactNode {
  if (from < 0 || length === 0) return text;
  return <>{text.slice(0, from)}<mark>{text.slice(from, from + length)}</mark>{text.slice(from + length)}</>;
}

export interface TimelineItem {
  key: string;
  tone: Tone;
  when: ReactNode;
  children: ReactNode;
}

/** What happened, newest first; the node of each entry is the shape of its state. */
export function TimelineList({ items, label }: { items: readonly TimelineItem[]; label: string }): ReactNode {
  return (
    <ol className="time" aria-label={label}>
      {items.map((item) => (
        <li key={item.key} className={item.tone}>
          <p className="when">{item.when}</p>
          <span className="node"><Shape name={item.tone} /></span>
          <div className="what">{item.children}</div>
        </li>
      ))}
    </ol>
  );
}

export interface Fact {
  key: string;
  label: ReactNode;
  value: ReactNode;
  numeric?: boolean;
}

/** Facts of a case: label above value, or beside it with `side`. A value that is withheld is a value, never a blank. */
export function Facts({ facts, layout }: { facts: readonly Fact[]; layout?: 'one' | 'side' }): ReactNode {
  return (
    <dl className={layout ? `facts ${layout}` : 'facts'}>
      {facts.map((fact) => <div key={fact.key}><dt>{fact.label}</dt><dd className={fact.numeric ? 'num' : undefined}>{fact.value}</dd></div>)}
    </dl>
  );
}
