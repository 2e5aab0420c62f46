import type { ReactNode } from 'react';
import { receivedBoxes } from './boxes.js';
import { listWords } from './list-words.js';
import { BoxesPage } from './boxes-page.js';

/** What was sent to this branch: to answer, in course, ended. */
export function Component(): ReactNode {
  return <BoxesPage title={listWords.received} boxes={receivedBoxes} />;
}
