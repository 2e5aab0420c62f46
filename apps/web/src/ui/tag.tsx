import type { ReactNode } from 'react';
import { T } from '../i18n/text.js';
import { uiWords } from './ui-words.js';
import { Shape, type Tone } from './shape.js';

/** A state: word, shape and colour together. Only `need` (it waits for the reader) has a ground of its own. */
export function Tag({ tone, children, lang }: { tone: Tone; children: ReactNode; lang?: string }): ReactNode {
  return <span className={`tag ${tone}`} lang={lang}><Shape name={tone} />{children}</span>;
}

/** What exists but is not shared with the reader. Never a blank. */
export function Withheld({ children }: { children?: ReactNode }): ReactNode {
  return <Tag tone="lock">{children ?? <T of={uiWords.withheld} />}</Tag>;
}

/** The arrow between two branches, read aloud as "hacia". */
export function Toward({ label }: { label: string }): ReactNode {
  return <span className="ic-to"><Shape name="to" label={label} /></span>;
}

/** Mark of a text no native reader has approved; hatching means that and nothing else. */
export function DraftMark({ children, band }: { children: ReactNode; band?: boolean }): ReactNode {
  return band ? <p className="draft band"><span>{children}</span></p> : <span className="draft">{children}</span>;
}

/** Short reasons, one line each; the shape says for or against. */
export function Reasons({ items, small }: { items: { text: ReactNode; tone?: 'done' | 'no' | 'ask' | 'need' }[]; small?: boolean }): ReactNode {
  return <ul className={small ? 'why small' : 'why'}>{items.map((item, at) => <li key={at} className={item.tone ?? 'done'}><Shape name={item.tone ?? 'done'} /><span>{item.text}</span></li>)}</ul>;
}
