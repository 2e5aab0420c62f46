import { Trans, useLingui } from '@lingui/react';
import type { MessageDescriptor } from '@lingui/core';
import type { ReactElement, ReactNode } from 'react';
import { say, t, type Said } from './i18n.js';

/** The translating function, tied to the language of the screen so that a change of language draws again. */
export function useT(): (message: MessageDescriptor) => string {
  useLingui();
  return t;
}

interface TextProps {
  of: MessageDescriptor;
  /** Elements for `<0>…</0>`, `<1>…</1>` inside the message. */
  parts?: ReactElement[];
  /** A value of the message that is perhaps in another language. */
  quote?: Said | null;
}

/** A message on the page; what falls back to Spanish says so to screen readers. */
export function T({ of, parts, quote }: TextProps): ReactNode {
  useLingui();
  const said = say(of);
  const body = parts && !said.lang ? <Trans id={of.id} message={of.message} values={of.values} components={{ ...parts }} /> : quoting(plain(said.text), quote);
  return said.lang ? <span lang={said.lang} data-missing>{body}</span> : body;
}

function plain(text: string): string {
  return text.replace(/<\/?\d+>/g, '');
}

function quoting(text: string, quote: Said | null | undefined): ReactNode {
  const at = quote?.lang ? text.indexOf(quote.text) : -1;
  return quote && at >= 0 ? <>{text.slice(0, at)}<Text of={quote} />{text.slice(at + quote.text.length)}</> : text;
}

/** What a presenter said; where it had to be Spanish it tells so to screen readers. */
export function Text({ of: { text, lang } }: { of: Said }): ReactNode {
  return lang ? <Lang is={lang}>{text}</Lang> : text;
}

/** Words in a language other than the page's, e.g. the name of a language or a Creole sentence to read aloud. */
export function Lang({ is, children }: { is: string; children: ReactNode }): ReactNode {
  return <span lang={is}>{children}</span>;
}
