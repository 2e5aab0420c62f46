import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { sentence } from '../errors/sentence.js';
import { T } from '../i18n/text.js';
import { Button } from '../ui/button.js';
import { Row } from '../ui/layout.js';
import { Loading, Notice } from '../ui/messages.js';
import type { AppError } from './app-error.js';
import { shellWords } from './shell-words.js';

interface LoadedProps<Data> {
  query: UseQueryResult<Data, AppError>;
  /** A part of a page about the same thing: when the thing is gone, the page says so and this draws nothing. */
  part?: boolean;
  children: (data: Data) => ReactNode;
}

/** Draws what a reading answered; before that a waiting line, after a failure the reason and a way to try again. */
export function Loaded<Data>({ query, part, children }: LoadedProps<Data>): ReactNode {
  const { data, error } = query;
  if (error && (data === undefined || hides.has(error.code))) {
    // A thing that is gone, or that this person may no longer see, leaves the screen at once.
    if (error.code === 'NOT_FOUND') {
      if (part) return null;
      throw error;
    }
    return (
      <Notice kind="error" title={<T of={shellWords.loadFailed} />} status>
        <p>{sentence(error.code)}</p>
        {!hides.has(error.code) && <Row><Button kind="alt" onClick={() => void query.refetch()}><T of={shellWords.tryAgain} /></Button></Row>}
      </Notice>
    );
  }
  return data === undefined ? <Loading /> : children(data);
}

const hides: ReadonlySet<string> = new Set(['NOT_FOUND', 'ACCESS_WITHDRAWN', 'FORBIDDEN_ACTION']);
