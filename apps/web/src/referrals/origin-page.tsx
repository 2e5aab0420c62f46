import type { ReactNode } from 'react';
import { originBoxes } from './boxes.js';
import { listWords } from './list-words.js';
import { BoxesPage } from './boxes-page.js';

/** What this branch sent: answers to see, what is asked of it, what is open, drafts, ended. */
export function Component(): ReactNode {
  return <BoxesPage title={listWords.referrals} boxes={originBoxes} />;
}
