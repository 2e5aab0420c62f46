import { Trans, useLingui } from '@lingui/react';
import type { MessageDescriptor } from '@lingui/core';
import type { ReactElement, ReactNode } from 'react';
import { say, t } from './i18n.js';

/** The translating function, tied to the language of the screen so that a change of language draws again. */
export function useT(): (message: MessageDescriptor) => string {
  useLingui();
  return t;
}

interface TextProps {
  of: MessageDescriptor;
  /** Elements for `<0>…</0>`, `<1>…</1>` inside the message. */
  parts?: ReactElement[];
}

/** A message on the page; what falls back to Spanish says so to screen readers. */
export function T({ of, parts }: TextProps): ReactNode {
  useLingui();
  const said = say(of);
  const body = parts && !said.lang ? <Trans id={of.id} message={of.message} values={of.values} components={{ ...parts }} /> : plain(said.text);
  return said.lang ? <span lang={said.lang} data-missing>{body}</span> : body;
}

function plain(text: string): string {
  return text.replace(/<\/?\d+>/g, '');
}

/** Words in a language other than the page's, e.g. the name of a language or a Creole sentence to read aloud. */
export function Lang({ is, children }: { is: string; children: ReactNode }): ReactNode {
  return <span lang={is}>{children}</span>;
}
