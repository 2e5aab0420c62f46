import type { ReactNode } from 'react';
import { useSession } from '../shell/session.js';
import { receivedBoxes, receivedLook } from './boxes.js';
import { BoxesPage } from './boxes-page.js';

/** What was sent to this branch: to answer, in course, ended. */
export function Component(): ReactNode {
  const look = receivedLook(useSession().roles);
  return <BoxesPage title={look.title} boxes={receivedBoxes} received={look} />;
}
